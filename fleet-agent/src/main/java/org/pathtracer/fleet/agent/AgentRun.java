// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.agent;

import com.google.protobuf.ByteString;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.Measurement;
import org.pathtracer.PathTracer;
import org.pathtracer.PathTracerException;
import org.pathtracer.Request;
import org.pathtracer.annotation.Reportable;
import org.pathtracer.fleet.protocol.Documents;
import org.pathtracer.fleet.protocol.Failures;
import org.pathtracer.fleet.protocol.Operations;
import org.pathtracer.fleet.wire.Failure;
import org.pathtracer.fleet.wire.Piece;
import org.pathtracer.fleet.wire.Start;

/** One operation: checked, run, and its outcome delivered. */
final class AgentRun {
    private final Start start;
    private final AgentOptions options;
    private final PathTracer tracer;
    private final TargetCheck check;
    private final Outbox outbox;
    private final Executor workers;
    private final ScheduledExecutorService deadlines;
    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    private @Nullable Measurement<?, ?> measurement;
    private Outbox.@Nullable Sending delivery;
    private @Nullable ScheduledFuture<?> deadline;
    private boolean timedOut;
    private boolean cancelled;

    AgentRun(
            Start start,
            AgentOptions options,
            PathTracer tracer,
            TargetCheck check,
            Outbox outbox,
            Executor workers,
            ScheduledExecutorService deadlines) {
        this.start = start;
        this.options = options;
        this.tracer = tracer;
        this.check = check;
        this.outbox = outbox;
        this.workers = workers;
        this.deadlines = deadlines;
    }

    CompletionStage<Void> finished() {
        return finished;
    }

    boolean isOf(Outbox other) {
        return outbox == other;
    }

    void begin() {
        deadline = deadlines.schedule(this::timeOut, start.getDeadlineMillis(), TimeUnit.MILLISECONDS);
        workers.execute(this::run);
    }

    private void run() {
        try {
            Optional<String> refusal = options.policy().refusal(Operations.name(start.getOperation()));
            if (refusal.isPresent()) {
                throw new RefusedException(refusal.get());
            }
            Request<?, ?> asked = Operations.request(
                    start.getOperation(), start.getOperation().getTargetsList());
            List<String> addresses = check.addresses(
                    start.getOperation().getTargetsList(), asked.probe().family());
            measure(Operations.request(start.getOperation(), addresses));
        } catch (RefusedException e) {
            deliver(failure(Failure.Code.REFUSED, e.getMessage()));
        } catch (UnknownHostException e) {
            deliver(failure(Failure.Code.FAILED, "the target is unknown here: " + e.getMessage()));
        } catch (InvalidRequestException e) {
            deliver(failure(Failure.Code.REFUSED, e.getMessage()));
        } catch (RuntimeException | Error e) {
            deliver(failure(Failure.Code.FAILED, sentence(e)));
        }
    }

    private <E, R> void measure(Request<E, R> request) {
        Measurement<E, R> started = tracer.start(request);
        synchronized (this) {
            measurement = started;
            if (timedOut || cancelled) {
                started.cancel();
            }
        }
        started.result().whenCompleteAsync(this::onResult, workers);
    }

    private void onResult(@Nullable Object result, @Nullable Throwable failure) {
        try {
            if (isTimedOut()) {
                deliver(failure(
                        Failure.Code.TIMED_OUT,
                        "the operation took longer than %d ms".formatted(start.getDeadlineMillis())));
            } else if (failure != null) {
                deliver(failure(Failure.Code.FAILED, sentence(failure)));
            } else if (result instanceof Reportable reportable) {
                deliver(pieces(Documents.parts(reportable)));
            } else {
                deliver(failure(Failure.Code.FAILED, "there is no document for this result"));
            }
        } catch (RuntimeException | Error e) {
            deliver(failure(Failure.Code.FAILED, sentence(e)));
        }
    }

    private List<Piece> pieces(List<ByteString> parts) {
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Piece.Builder piece = Piece.newBuilder()
                    .setRun(start.getRun())
                    .setVantagePoint(options.name())
                    .setDocument(parts.get(i))
                    .setLast(i == parts.size() - 1);
            if (piece.getLast()) {
                piece.setLoad(HubConnection.load());
            }
            pieces.add(piece.build());
        }
        return pieces;
    }

    private List<Piece> failure(Failure.Code code, @Nullable String sentence) {
        return List.of(Failures.piece(start.getRun(), options.name(), code, String.valueOf(sentence)));
    }

    private static String sentence(Throwable failure) {
        Throwable cause = failure.getCause();
        if (failure instanceof CompletionException && cause != null) {
            return sentence(cause);
        } else if (failure instanceof PathTracerException) {
            return String.valueOf(failure.getMessage());
        }
        return "a defect of the agent: " + failure;
    }

    private void deliver(List<Piece> pieces) {
        boolean wanted;
        synchronized (this) {
            wanted = !cancelled;
        }
        if (!wanted) {
            end();
            return;
        }
        Outbox.Sending last = outbox.send(pieces);
        synchronized (this) {
            delivery = last;
            wanted = !cancelled;
        }
        if (!wanted) {
            last.cancel();
        }
        last.done().whenComplete((done, failure) -> end());
    }

    private synchronized boolean isTimedOut() {
        return timedOut;
    }

    private synchronized void timeOut() {
        timedOut = true;
        if (measurement != null) {
            measurement.cancel();
        }
    }

    /** The hub has no use for the outcome any more. */
    void cancel() {
        Outbox.Sending sending;
        synchronized (this) {
            cancelled = true;
            sending = delivery;
            if (measurement != null) {
                measurement.cancel();
            }
        }
        if (sending != null) {
            sending.cancel();
        }
    }

    private void end() {
        if (deadline != null) {
            deadline.cancel(false);
        }
        finished.complete(null);
    }
}
