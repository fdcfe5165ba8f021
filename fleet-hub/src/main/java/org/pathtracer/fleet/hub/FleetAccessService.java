// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.hub;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.fleet.authority.Identity;
import org.pathtracer.fleet.protocol.Bounds;
import org.pathtracer.fleet.protocol.Operations;
import org.pathtracer.fleet.protocol.Peer;
import org.pathtracer.fleet.protocol.Selector;
import org.pathtracer.fleet.store.StoreException;
import org.pathtracer.fleet.wire.FleetAccessGrpc;
import org.pathtracer.fleet.wire.ListRequest;
import org.pathtracer.fleet.wire.MeasureRequest;
import org.pathtracer.fleet.wire.Operation;
import org.pathtracer.fleet.wire.Piece;
import org.pathtracer.fleet.wire.RegistryEntry;
import org.pathtracer.fleet.wire.Schedule;
import org.pathtracer.fleet.wire.ScheduleChange;
import org.pathtracer.fleet.wire.VantagePointInfo;

/** What applications call. */
final class FleetAccessService extends FleetAccessGrpc.FleetAccessImplBase {
    private static final int MOST_RETRIES = 10;

    private final HubState hub;

    FleetAccessService(HubState hub) {
        this.hub = hub;
    }

    /** A hub's own page asks it as a client does. A hub may do more than that anyway. */
    private static void requireCaller() {
        Peer.current().require(Identity.Kind.CLIENT, Identity.Kind.HUB);
    }

    @Override
    public void list(ListRequest request, StreamObserver<VantagePointInfo> response) {
        requireCaller();
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
        requireCaller();
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

    @Override
    public void putSchedule(Schedule schedule, StreamObserver<ScheduleChange> response) {
        change(response, book -> {
            Operations.request(schedule.getOperation(), schedule.getOperation().getTargetsList());
            Selector.parse(schedule.getSelector());
            long interval = schedule.getIntervalMillis();
            if (schedule.getName().isEmpty() || schedule.getName().length() > Bounds.LABEL_KEY) {
                throw new InvalidRequestException("the name of the schedule is missing or too long");
            } else if (interval < Bounds.SHORTEST_INTERVAL.toMillis()
                    || interval > Bounds.LONGEST_INTERVAL.toMillis()) {
                throw new InvalidRequestException("the interval is not between 1 s and 1 day");
            }
            return book.put(schedule);
        });
    }

    @Override
    public void removeSchedule(Schedule schedule, StreamObserver<ScheduleChange> response) {
        change(response, book -> book.remove(schedule.getName()));
    }

    @Override
    public void schedules(ListRequest request, StreamObserver<Schedule> response) {
        withBook(response, book -> book.all().forEach(response::onNext));
    }

    private void change(StreamObserver<ScheduleChange> response, Predicate<ScheduleBook> change) {
        withBook(
                response,
                book -> response.onNext(ScheduleChange.newBuilder()
                        .setExisted(change.test(book))
                        .build()));
    }

    private void withBook(StreamObserver<?> response, Consumer<ScheduleBook> use) {
        Peer.current().require(Identity.Kind.CLIENT);
        Optional<ScheduleBook> book = hub.schedules();
        if (book.isEmpty()) {
            response.onError(invalid("this hub keeps nothing, so it has no schedules: start it with --store")
                    .asRuntimeException());
            return;
        }
        try {
            use.accept(book.get());
            response.onCompleted();
        } catch (InvalidRequestException e) {
            response.onError(invalid(e.getMessage()).asRuntimeException());
        } catch (StoreException e) {
            response.onError(Status.UNAVAILABLE.withDescription(e.getMessage()).asRuntimeException());
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
