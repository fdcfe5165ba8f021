// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.hub;

import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.pathtracer.fleet.protocol.Bounds;
import org.pathtracer.fleet.protocol.Failures;
import org.pathtracer.fleet.wire.Failure;
import org.pathtracer.fleet.wire.HubLinkGrpc;
import org.pathtracer.fleet.wire.Operation;
import org.pathtracer.fleet.wire.Piece;
import org.pathtracer.fleet.wire.RunRequest;

/**
 * Vantage points that are attached to another hub, asked by a call to it. Those that have not ended when the call
 * breaks, when the hub is silent or the cluster says that it is lost, have failed.
 */
final class RemoteGroup implements VantageGroup, ClientResponseObserver<RunRequest, Piece> {
    private final String node;
    private final String run;
    private final PieceSink sink;
    private final Set<String> pending;
    private @Nullable ClientCallStreamObserver<RunRequest> call;
    private @Nullable ScheduledFuture<?> watch;
    /** While the caller has no room, the other hub is not asked for more, so its silence means nothing. */
    private boolean asked = true;

    /** Looks in a row without a word. They are late where this hub is starved, so its own delay does not count. */
    private int quiet;

    /** A call that is cancelled before its request has left would throw at the caller. */
    private boolean sent;

    private RemoteGroup(String node, String run, List<String> names, PieceSink sink) {
        this.node = node;
        this.run = run;
        this.sink = sink;
        pending = new HashSet<>(names);
    }

    static RemoteGroup start(
            HubState hub,
            String node,
            String address,
            String run,
            List<String> names,
            Operation operation,
            long deadlineMillis,
            PieceSink sink) {
        RemoteGroup group = new RemoteGroup(node, run, names, sink);
        HubLinkGrpc.newStub(hub.channels().to(address))
                .run(
                        RunRequest.newBuilder()
                                .setRun(run)
                                .addAllVantagePoints(names)
                                .setOperation(operation)
                                .setDeadlineMillis((int) deadlineMillis)
                                .build(),
                        group);
        group.sent();
        long period = Bounds.LOOK.toMillis();
        group.watch(hub.timers().scheduleWithFixedDelay(group::checkSilence, period, period, TimeUnit.MILLISECONDS));
        return group;
    }

    private void sent() {
        ClientCallStreamObserver<RunRequest> stream;
        synchronized (this) {
            sent = true;
            stream = pending.isEmpty() ? call : null;
        }
        cancel(stream);
    }

    private synchronized void watch(ScheduledFuture<?> timer) {
        watch = timer;
        if (pending.isEmpty()) {
            timer.cancel(false);
        }
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<RunRequest> stream) {
        synchronized (this) {
            call = stream;
        }
        stream.disableAutoRequestWithInitial(1);
    }

    @Override
    public void onNext(Piece piece) {
        boolean wanted;
        synchronized (this) {
            quiet = 0;
            wanted = pending.contains(piece.getVantagePoint());
            asked = !wanted;
            if (piece.getLast()) {
                pending.remove(piece.getVantagePoint());
            }
        }
        if (wanted) {
            sink.accept(piece, this::askForMore);
        } else {
            askForMore(); // a sign of life
        }
    }

    private void askForMore() {
        ClientCallStreamObserver<RunRequest> stream;
        synchronized (this) {
            asked = true;
            quiet = 0;
            stream = call;
        }
        if (stream != null) {
            stream.request(1);
        }
    }

    private void checkSilence() {
        boolean silent;
        synchronized (this) {
            silent = asked && ++quiet > Bounds.QUIET_LOOKS;
        }
        if (silent) {
            fail("the hub of the vantage point is silent");
        }
    }

    @Override
    public void lost(String lostNode) {
        if (node.equals(lostNode)) {
            fail("the hub of the vantage point can't be reached");
        }
    }

    @Override
    public void onError(Throwable failure) {
        String detail = Status.fromThrowable(failure).getDescription();
        fail("the link to the vantage point's hub broke: " + (detail == null ? failure : detail));
    }

    @Override
    public void onCompleted() {
        fail("the hub of the vantage point ended without its outcome");
    }

    private void fail(String sentence) {
        for (String name : end()) {
            sink.accept(
                    Failures.piece(run + "/" + name, name, Failure.Code.HUB_UNREACHABLE, sentence), PieceSink.NOTHING);
        }
    }

    @Override
    public void cancel() {
        end();
    }

    private Set<String> end() {
        Set<String> left;
        ClientCallStreamObserver<RunRequest> stream;
        synchronized (this) {
            left = Set.copyOf(pending);
            pending.clear();
            stream = sent ? call : null;
            if (watch != null) {
                watch.cancel(false);
            }
        }
        cancel(stream);
        return left;
    }

    private static void cancel(@Nullable ClientCallStreamObserver<RunRequest> stream) {
        if (stream != null) {
            stream.cancel("there is no use for more", null);
        }
    }
}
