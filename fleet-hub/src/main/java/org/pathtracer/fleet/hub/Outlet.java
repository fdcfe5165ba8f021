// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.hub;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayDeque;
import java.util.Queue;
import org.pathtracer.fleet.wire.Piece;

/**
 * Pieces on their way to a caller. A source gives the next one when the last one has left, so that at most one of each
 * source waits here. Thread-safe.
 */
final class Outlet {
    private record Waiting(Piece piece, Runnable taken) {}

    private final ServerCallStreamObserver<Piece> call;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private boolean ending;
    private boolean ended;

    /** Must be made in the call's own method, as gRPC wants it. */
    Outlet(ServerCallStreamObserver<Piece> call) {
        this.call = call;
        call.setOnReadyHandler(this::drain);
    }

    synchronized void offer(Piece piece, Runnable taken) {
        if (!ending) {
            waiting.add(new Waiting(piece, taken));
            drain();
        }
    }

    /** Tells a waiting caller that this hub lives. */
    synchronized void signOfLife() {
        if (!ended && waiting.isEmpty() && call.isReady()) {
            send(Piece.getDefaultInstance());
        }
    }

    /** Ends the call after what waits. */
    synchronized void end() {
        ending = true;
        drain();
    }

    synchronized void fail(Status status) {
        if (!ended) {
            ending = true;
            ended = true;
            waiting.clear();
            call.onError(status.asRuntimeException());
        }
    }

    synchronized void cancelled() {
        ending = true;
        ended = true;
        waiting.clear();
    }

    private synchronized void drain() {
        while (!ended && !waiting.isEmpty() && call.isReady()) {
            Waiting next = waiting.remove();
            send(next.piece);
            next.taken.run();
        }
        if (ending && !ended && waiting.isEmpty()) {
            ended = true;
            call.onCompleted();
        }
    }

    private void send(Piece piece) {
        try {
            call.onNext(piece);
        } catch (RuntimeException e) {
            ended = true; // the caller has gone
        }
    }
}
