// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.pathtracer.Measurement;
import org.pathtracer.OperationCancelledException;
import org.pathtracer.TraceEvent;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.TransportChoice;
import org.pathtracer.core.engine.Operation;
import org.pathtracer.core.engine.ProbeEngine;
import org.pathtracer.core.trace.TraceStrategy;
import org.pathtracer.spi.ProbeProfile;

/** One trace, from its start to its end, and the handle on it. */
final class TraceRun implements Measurement<TraceEvent, TraceResult> {
    private final TraceRequest request;
    private final Instant started = Instant.now();
    private final long startNanos = System.nanoTime();
    private final EventQueue<TraceEvent> events;
    /** Completed on whatever thread ends the trace. */
    private final CompletableFuture<TraceResult> internal = new CompletableFuture<>();
    /** Completed on the callback executor, as what depends on it is the user's. */
    private final CompletableFuture<TraceResult> result = new CompletableFuture<>();

    private final Object lock = new Object();
    private @Nullable Runnable cancelOperation;

    TraceRun(TraceRequest request, Callbacks callbacks) {
        this.request = request;
        events = new EventQueue<>(
                callbacks, TraceEvent.ProbeCompleted.class::isInstance, TraceEvent.Dropped::new, this::cancel);
        internal.whenComplete((value, cause) -> {
            events.end(cause);
            callbacks.execute(() -> complete(value, cause));
        });
    }

    private void complete(@Nullable TraceResult value, @Nullable Throwable cause) {
        if (cause != null) {
            result.completeExceptionally(cause);
        } else if (value != null) {
            result.complete(value);
        }
    }

    TraceRequest request() {
        return request;
    }

    /** For waiting in this module only. */
    CompletableFuture<TraceResult> internal() {
        return internal;
    }

    /** Ends it without a result, if it has not ended. */
    void fail(Throwable cause) {
        internal.completeExceptionally(cause);
    }

    /** Ends it without a result, unless it has got as far as probing: then the engine ends it. */
    void failUnstarted(Throwable cause) {
        synchronized (lock) {
            if (cancelOperation == null) {
                fail(cause);
            }
        }
    }

    /** Does this once the user has the result. */
    void whenDelivered(Runnable action) {
        result.whenComplete((value, cause) -> action.run());
    }

    /** Delivers the result here and now, for want of callbacks. */
    void deliver() {
        internal.whenComplete(this::complete);
    }

    /** Time left until the request's deadline, in nanoseconds; {@link Long#MAX_VALUE} without one. */
    long nanosLeft() {
        return request.deadline()
                .map(span -> span.toNanos() - (System.nanoTime() - startNanos))
                .orElse(Long.MAX_VALUE);
    }

    /** The target is known and the transport open. */
    void start(ProbeEngine engine, ProbeProfile profile, TransportChoice transport) {
        long left = nanosLeft();
        long deadline = left == Long.MAX_VALUE ? Long.MAX_VALUE : engine.now() + left;
        InetAddress address = profile.destination();
        TraceStrategy strategy = new TraceStrategy(request, address, events::publish);
        Operation<TraceStrategy.Findings> operation = new Operation<>(
                strategy, profile, request.probe(), request.timeout().toNanos(), deadline);
        operation.future().whenComplete((findings, cause) -> {
            if (cause != null) {
                fail(cause);
            } else {
                internal.complete(result(findings, address, transport));
            }
        });
        synchronized (lock) {
            if (internal.isDone()) {
                return;
            }
            cancelOperation = () -> engine.cancel(operation);
        }
        events.publish(new TraceEvent.Started(
                request.target(), address, request.probe().protocol(), transport));
        engine.start(operation);
    }

    private TraceResult result(TraceStrategy.Findings findings, InetAddress address, TransportChoice transport) {
        return new TraceResult(
                request.target(),
                address,
                request.probe().protocol(),
                transport,
                started,
                Duration.ofNanos(System.nanoTime() - startNanos),
                findings.reached(),
                findings.stopReason(),
                findings.sent(),
                findings.received(),
                findings.hops());
    }

    @Override
    public CompletionStage<TraceResult> result() {
        return result.minimalCompletionStage();
    }

    @Override
    public Flow.Publisher<TraceEvent> events() {
        return events;
    }

    @Override
    public void cancel() {
        failUnstarted(new OperationCancelledException("The trace was cancelled before its first probe"));
        Runnable action;
        synchronized (lock) {
            action = cancelOperation;
        }
        if (action != null) {
            action.run();
        }
    }
}
