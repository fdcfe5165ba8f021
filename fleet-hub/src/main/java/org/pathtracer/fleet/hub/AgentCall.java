// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.hub;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import org.pathtracer.fleet.protocol.Bounds;
import org.pathtracer.fleet.protocol.Failures;
import org.pathtracer.fleet.wire.Cancel;
import org.pathtracer.fleet.wire.Failure;
import org.pathtracer.fleet.wire.HubDown;
import org.pathtracer.fleet.wire.Piece;
import org.pathtracer.fleet.wire.Receipt;

/** An operation of an agent that is attached here. It ends once: with the agent's last piece, or with a failure. */
final class AgentCall {
    private final String run;
    private final Attachment attachment;
    private final PieceSink sink;
    private @Nullable ServerCallStreamObserver<Receipt> delivery;
    private @Nullable ScheduledFuture<?> deadline;
    private int bytes;
    private boolean ended;

    AgentCall(String run, Attachment attachment, PieceSink sink) {
        this.run = run;
        this.attachment = attachment;
        this.sink = sink;
    }

    String run() {
        return run;
    }

    Attachment attachment() {
        return attachment;
    }

    synchronized void deadline(ScheduledFuture<?> timer) {
        if (ended) {
            timer.cancel(false);
        } else {
            deadline = timer;
        }
    }

    /** Takes a piece from the agent. Returns whether it was the last one, or there is no use for more. */
    boolean accept(Piece piece, ServerCallStreamObserver<Receipt> from) {
        synchronized (this) {
            if (ended) {
                return true;
            }
            delivery = from;
            bytes += piece.getDocument().size();
            if (bytes <= Bounds.PACKED_DOCUMENT) {
                if (piece.getLast()) {
                    end();
                }
            } else {
                piece = Failures.piece(
                        run, attachment.name(), Failure.Code.FAILED, "the agent's document is larger than it may be");
                end();
            }
        }
        // An agent is believed about itself only.
        Piece checked = piece.toBuilder()
                .setRun(run)
                .setVantagePoint(attachment.name())
                .clearChosen()
                .build();
        sink.accept(checked, checked.getLast() ? PieceSink.NOTHING : () -> from.request(1));
        return checked.getLast();
    }

    /** Ends with a failure, unless it has ended. */
    void fail(Failure.Code code, String sentence) {
        synchronized (this) {
            if (ended) {
                return;
            }
            end();
        }
        stopAgent();
        sink.accept(Failures.piece(run, attachment.name(), code, sentence), PieceSink.NOTHING);
    }

    /** Ends without a word, since the caller has gone. */
    void cancel() {
        synchronized (this) {
            if (ended) {
                return;
            }
            end();
        }
        stopAgent();
    }

    private void end() {
        ended = true;
        if (deadline != null) {
            deadline.cancel(false);
        }
    }

    /** An agent whose delivery is not ended would go on sending. */
    private void stopAgent() {
        attachment.send(
                HubDown.newBuilder().setCancel(Cancel.newBuilder().setRun(run)).build());
        ServerCallStreamObserver<Receipt> from;
        synchronized (this) {
            from = delivery;
        }
        if (from != null) {
            try {
                from.onError(
                        Status.CANCELLED.withDescription("the run has ended").asRuntimeException());
            } catch (IllegalStateException e) {
                // the delivery has ended
            }
        }
    }
}
