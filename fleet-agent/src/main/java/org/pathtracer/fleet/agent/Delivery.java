// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.agent;

import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.pathtracer.fleet.wire.Piece;
import org.pathtracer.fleet.wire.Receipt;

/** The pieces of an outcome on their way: the next one goes when the hub, and the caller behind it, has room. */
final class Delivery implements ClientResponseObserver<Piece, Receipt>, Outbox.Sending {
    private final Queue<Piece> left;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private @Nullable ClientCallStreamObserver<Piece> call;
    private boolean completed;

    Delivery(List<Piece> pieces) {
        left = new ArrayDeque<>(pieces);
    }

    @Override
    public CompletionStage<Void> done() {
        return done;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<Piece> stream) {
        synchronized (this) {
            call = stream;
        }
        stream.setOnReadyHandler(this::sendWhatFits);
    }

    private synchronized void sendWhatFits() {
        while (call != null && call.isReady() && !completed) {
            Piece next = left.poll();
            if (next != null) {
                call.onNext(next);
            } else {
                completed = true;
                call.onCompleted();
            }
        }
    }

    @Override
    public void cancel() {
        ClientCallStreamObserver<Piece> stream;
        synchronized (this) {
            stream = call;
            completed = true;
        }
        if (stream != null) {
            stream.cancel("the run was cancelled", null);
        }
        done.complete(null);
    }

    @Override
    public void onNext(Receipt receipt) {}

    @Override
    public void onError(Throwable failure) {
        done.complete(null);
    }

    @Override
    public void onCompleted() {
        done.complete(null);
    }
}
