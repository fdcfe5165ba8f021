// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.pathtracer.fleet.protocol.Bounds;
import org.pathtracer.fleet.wire.FleetAccessGrpc;
import org.pathtracer.fleet.wire.MeasureRequest;
import org.pathtracer.fleet.wire.Piece;

/**
 * A call to one hub. It ends when the hub ends it, when the connection breaks, and when the hub is silent: a hub that
 * lives gives signs of life while it is asked for more.
 */
final class HubCall implements ClientResponseObserver<MeasureRequest, Piece> {
    private final int hub;
    private final BiConsumer<HubCall, Piece> pieces;
    private final BiConsumer<HubCall, Status> end;
    private final ScheduledExecutorService timers;
    private @Nullable ClientCallStreamObserver<MeasureRequest> call;
    private @Nullable ScheduledFuture<?> watch;
    /** Looks in a row without a word. They are late where this process is starved, so its own delay does not count. */
    private int quiet;

    private boolean asked = true;
    /** A call that is cancelled before its request has left would throw at the caller. */
    private boolean sent;

    private boolean ended;

    HubCall(
            int hub,
            BiConsumer<HubCall, Piece> pieces,
            BiConsumer<HubCall, Status> end,
            ScheduledExecutorService timers) {
        this.hub = hub;
        this.pieces = pieces;
        this.end = end;
        this.timers = timers;
    }

    void start(ManagedChannel channel, MeasureRequest message) {
        long period = Bounds.LOOK.toMillis();
        try {
            ScheduledFuture<?> timer =
                    timers.scheduleWithFixedDelay(this::checkSilence, period, period, TimeUnit.MILLISECONDS);
            synchronized (this) {
                watch = timer;
            }
        } catch (RejectedExecutionException e) {
            end(Status.CANCELLED.withDescription("the fleet was closed"));
            return;
        }
        FleetAccessGrpc.newStub(channel).measure(message, this);
        ClientCallStreamObserver<MeasureRequest> stream;
        synchronized (this) {
            sent = true;
            stream = ended ? call : null;
        }
        cancel(stream);
    }

    int hub() {
        return hub;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<MeasureRequest> stream) {
        synchronized (this) {
            call = stream;
        }
        stream.disableAutoRequestWithInitial(1);
    }

    @Override
    public void onNext(Piece piece) {
        boolean signOfLife = piece.getVantagePoint().isEmpty() && !piece.hasChosen();
        synchronized (this) {
            quiet = 0;
            asked = false;
            if (ended) {
                return;
            }
        }
        if (signOfLife) {
            askForMore();
        } else {
            pieces.accept(this, piece);
        }
    }

    /** At most one piece is asked for at a time. */
    void askForMore() {
        ClientCallStreamObserver<MeasureRequest> stream;
        synchronized (this) {
            if (asked || ended) {
                return;
            }
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
            end(Status.UNAVAILABLE.withDescription("the hub is silent"));
        }
    }

    @Override
    public void onError(Throwable failure) {
        end(Status.fromThrowable(failure));
    }

    @Override
    public void onCompleted() {
        end(Status.OK);
    }

    private void end(Status status) {
        if (stop()) {
            end.accept(this, status);
        }
    }

    void cancel() {
        stop();
    }

    private boolean stop() {
        ClientCallStreamObserver<MeasureRequest> stream;
        synchronized (this) {
            if (ended) {
                return false;
            }
            ended = true;
            stream = sent ? call : null;
            if (watch != null) {
                watch.cancel(false);
            }
        }
        cancel(stream);
        return true;
    }

    private static void cancel(@Nullable ClientCallStreamObserver<MeasureRequest> stream) {
        if (stream != null) {
            stream.cancel("there is no use for more", null);
        }
    }
}
