// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.hub;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.pathtracer.fleet.authority.Identity;
import org.pathtracer.fleet.protocol.Bounds;
import org.pathtracer.fleet.protocol.Peer;
import org.pathtracer.fleet.wire.HubLinkGrpc;
import org.pathtracer.fleet.wire.Piece;
import org.pathtracer.fleet.wire.RunRequest;

/** What other hubs call. */
final class HubLinkService extends HubLinkGrpc.HubLinkImplBase {
    private final HubState hub;

    HubLinkService(HubState hub) {
        this.hub = hub;
    }

    @Override
    public void run(RunRequest request, StreamObserver<Piece> response) {
        Peer.current().require(Identity.Kind.HUB);
        ServerCallStreamObserver<Piece> call = (ServerCallStreamObserver<Piece>) response;
        Outlet outlet = new Outlet(call);
        long period = Bounds.SIGN_OF_LIFE.toMillis();
        ScheduledFuture<?> signs =
                hub.timers().scheduleWithFixedDelay(outlet::signOfLife, period, period, TimeUnit.MILLISECONDS);
        Set<String> pending = new HashSet<>(request.getVantagePointsList());
        // The cancel handler must be there before the group is.
        LateGroup group = new LateGroup();
        call.setOnCancelHandler(() -> {
            signs.cancel(false);
            outlet.cancelled();
            group.cancel();
        });
        group.set(LocalGroup.start(
                hub,
                request.getRun(),
                request.getVantagePointsList(),
                request.getOperation(),
                request.getDeadlineMillis(),
                (piece, taken) -> {
                    outlet.offer(piece, taken);
                    if (piece.getLast() && isLast(pending, piece.getVantagePoint())) {
                        signs.cancel(false);
                        outlet.end();
                    }
                }));
    }

    private static boolean isLast(Set<String> pending, String name) {
        synchronized (pending) {
            return pending.remove(name) && pending.isEmpty();
        }
    }

    /** A group that may be cancelled before it is there. */
    private static final class LateGroup {
        private VantageGroup group = () -> {};
        private boolean cancelled;

        synchronized void set(VantageGroup started) {
            group = started;
            if (cancelled) {
                started.cancel();
            }
        }

        synchronized void cancel() {
            cancelled = true;
            group.cancel();
        }
    }
}
