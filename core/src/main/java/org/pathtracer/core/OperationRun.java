// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.pathtracer.Measurement;
import org.pathtracer.OperationCancelledException;
import org.pathtracer.Request;
import org.pathtracer.core.engine.Endpoint;
import org.pathtracer.core.engine.Launch;
import org.pathtracer.core.engine.OperationKind;
import org.pathtracer.core.engine.ProbeEngine;
import org.pathtracer.core.engine.Setting;
import org.pathtracer.core.io.Failures;

/** One operation, from its start to its end, and the handle on it. */
final class OperationRun<E, R> implements Measurement<E, R> {
    private final OperationKind<E, R> kind;
    private final long startNanos = System.nanoTime();
    private final EventQueue<E> events;
    /** Completed on whatever thread ends the operation. */
    private final CompletableFuture<R> internal = new CompletableFuture<>();
    /** Completed on the callback executor, as what depends on it is the user's. */
    private final CompletableFuture<R> result = new CompletableFuture<>();

    private volatile boolean networkChanged;

    private final Object lock = new Object();
    private @Nullable Runnable cancelOperation;

    OperationRun(OperationKind<E, R> kind, Callbacks callbacks) {
        this.kind = kind;
        events = new EventQueue<>(callbacks, kind::droppable, kind::dropped);
        internal.whenComplete((value, cause) -> {
            events.end(cause);
            callbacks.execute(() -> complete(value, cause));
        });
        // By its user: cancelled, timed out, or completed otherwise. What nothing waits for any more shall not go on.
        result.whenComplete((value, cause) -> {
            if (!internal.isDone()) {
                cancel();
            }
        });
    }

    private void complete(@Nullable R value, @Nullable Throwable cause) {
        if (cause != null) {
            result.completeExceptionally(cause);
        } else if (value != null) {
            result.complete(value);
        }
    }

    Request<E, R> request() {
        return kind.request();
    }

    /** For waiting in this module only. */
    CompletableFuture<R> internal() {
        return internal;
    }

    /** Ends it without a result, if it has not ended. */
    void fail(Throwable cause) {
        internal.completeExceptionally(Failures.forUsers(cause));
    }

    /** Ends it without a result, unless it has got as far as probing: then the engine ends it. */
    void failUnstarted(Throwable cause) {
        synchronized (lock) {
            if (cancelOperation == null) {
                fail(cause);
            }
        }
    }

    /** To be told in the result. */
    void networkChanged() {
        networkChanged = true;
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
        return request()
                .deadline()
                .map(span -> span.toNanos() - (System.nanoTime() - startNanos))
                .orElse(Long.MAX_VALUE);
    }

    /** The targets are known and the transport open. */
    void start(
            ProbeEngine engine,
            List<Endpoint> endpoints,
            TransportSelector.Selection selection,
            Optional<InetAddress> source) {
        long left = nanosLeft();
        long now = engine.now();
        long lostBefore = engine.lostHere();
        // Not when it was asked for: times of the result count from here, and names may take long.
        Instant started = Instant.now();
        Setting setting = new Setting(
                endpoints,
                selection.choice(),
                selection.oneProbePerFlow(),
                engine::now,
                now,
                left == Long.MAX_VALUE ? Long.MAX_VALUE : now + left,
                started,
                () -> networkChanged,
                selection.provider().simulated(),
                () -> engine.lostHere() - lostBefore,
                source);
        Launch<R> launch = kind.launch(setting, events::publish);
        launch.result().whenComplete((value, cause) -> {
            if (cause != null) {
                fail(
                        cause instanceof CompletionException wrapped && wrapped.getCause() != null
                                ? wrapped.getCause()
                                : cause);
            } else {
                internal.complete(value);
            }
        });
        synchronized (lock) {
            if (internal.isDone()) {
                return;
            }
            cancelOperation = () -> {
                engine.cancel(launch.operation());
                launch.onCancel().run();
            };
        }
        engine.start(launch.operation());
    }

    @Override
    public CompletionStage<R> result() {
        return result;
    }

    @Override
    public Flow.Publisher<E> events() {
        return events;
    }

    @Override
    public void cancel() {
        failUnstarted(new OperationCancelledException("The operation was cancelled before its first probe"));
        Runnable action;
        synchronized (lock) {
            action = cancelOperation;
        }
        if (action != null) {
            action.run();
        }
    }
}
