// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.hub;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.fleet.authority.Identity;
import org.pathtracer.fleet.protocol.Bounds;
import org.pathtracer.fleet.protocol.Operations;
import org.pathtracer.fleet.protocol.Peer;
import org.pathtracer.fleet.protocol.Selector;
import org.pathtracer.fleet.wire.FleetAccessGrpc;
import org.pathtracer.fleet.wire.ListRequest;
import org.pathtracer.fleet.wire.MeasureRequest;
import org.pathtracer.fleet.wire.Operation;
import org.pathtracer.fleet.wire.Piece;
import org.pathtracer.fleet.wire.RegistryEntry;
import org.pathtracer.fleet.wire.VantagePointInfo;

/** What applications call. */
final class FleetAccessService extends FleetAccessGrpc.FleetAccessImplBase {
    private static final int MOST_RETRIES = 10;

    private final HubState hub;

    FleetAccessService(HubState hub) {
        this.hub = hub;
    }

    @Override
    public void list(ListRequest request, StreamObserver<VantagePointInfo> response) {
        Peer.current().require(Identity.Kind.CLIENT);
        try {
            Selection.of(hub.registry().entries(), Selector.parse(request.getSelector()))
                    .forEach(entry -> response.onNext(entry.getInfo()));
            response.onCompleted();
        } catch (InvalidRequestException e) {
            response.onError(invalid(e.getMessage()).asRuntimeException());
        }
    }

    @Override
    public void measure(MeasureRequest request, StreamObserver<Piece> response) {
        Peer.current().require(Identity.Kind.CLIENT);
        ServerCallStreamObserver<Piece> call = (ServerCallStreamObserver<Piece>) response;
        Outlet outlet = new Outlet(call);
        MeasurementCall measurement = new MeasurementCall(hub, request, outlet);
        call.setOnCancelHandler(() -> {
            outlet.cancelled();
            measurement.end();
        });
        Optional<Status> refusal = refusal(request);
        if (refusal.isPresent()) {
            outlet.fail(refusal.get());
            return;
        }
        try {
            Selector selector = Selector.parse(request.getSelector());
            Set<String> names = Set.copyOf(request.getNamesList());
            List<RegistryEntry> all = Selection.of(hub.registry().entries(), selector).stream()
                    .filter(entry ->
                            names.isEmpty() || names.contains(entry.getInfo().getName()))
                    .toList();
            if (all.isEmpty()) {
                outlet.fail(Selection.nothing(selector, hub.registry().entries()));
            } else {
                measurement.start(Selection.some(all, request.getCount(), measurement.id()));
            }
        } catch (InvalidRequestException e) {
            outlet.fail(invalid(e.getMessage()));
        }
    }

    private Optional<Status> refusal(MeasureRequest request) {
        if (hub.isDraining()) {
            return Optional.of(Status.UNAVAILABLE.withDescription("this hub is about to end"));
        } else if (request.getDeadlineMillis() <= 0 || request.getDeadlineMillis() > Bounds.DEADLINE.toMillis()) {
            return Optional.of(invalid("the deadline is not between 1 ms and " + Bounds.DEADLINE));
        } else if (request.getRetries() < 0 || request.getRetries() > MOST_RETRIES || request.getCount() < 0) {
            return Optional.of(invalid("the retries or the count are out of range"));
        } else if (request.getOperation().getKindCase() == Operation.KindCase.KIND_NOT_SET) {
            return Optional.of(invalid("this hub does not know the operation: upgrade it"));
        }
        try {
            Operations.request(request.getOperation(), request.getOperation().getTargetsList());
            return Optional.empty();
        } catch (InvalidRequestException e) {
            return Optional.of(invalid(e.getMessage()));
        }
    }

    private static Status invalid(String sentence) {
        return Status.INVALID_ARGUMENT.withDescription(sentence);
    }
}
