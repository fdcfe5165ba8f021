// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.pathtracer.Measurement;
import org.pathtracer.OperationCancelledException;
import org.pathtracer.Request;
import org.pathtracer.core.engine.Endpoint;
import org.pathtracer.core.engine.Launch;
import org.pathtracer.core.engine.Operation;
import org.pathtracer.core.engine.OperationKind;
import org.pathtracer.core.engine.ProbeEngine;
import org.pathtracer.core.engine.Setting;
import org.pathtracer.core.io.Failures;

/** One operation, from its start to its end, and the handle on it. */
final class OperationRun<E, R> implements Measurement<E, R> {
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    /** So many targets that their results are not made on the loop: other operations would wait for that. */
    private static final int MANY = 1000;

    private final OperationKind<E, R> kind;
    private final Runnable requireOtherThread;
    private final long startNanos = System.nanoTime();
    private final EventQueue<E> events;
    /** Completed on whatever thread ends the operation. */
    private final CompletableFuture<R> internal = new CompletableFuture<>();
    /** Completed on the callback executor if there is a handle: then what depends on it is the user's. */
    private final CompletableFuture<R> result = new CompletableFuture<>();

    private volatile boolean networkChanged;

    private final Object lock = new Object();
    private @Nullable Runnable cancelOperation;

    /** With what refuses to wait on the thread that probes. */
    OperationRun(OperationKind<E, R> kind, Callbacks callbacks, Runnable requireOtherThread) {
        this(kind, new EventQueue<>(callbacks, kind::droppable, kind::dropped), callbacks, requireOtherThread);
    }

    private OperationRun(
            OperationKind<E, R> kind, EventQueue<E> events, Executor delivery, Runnable requireOtherThread) {
        this.kind = kind;
        this.events = events;
        this.requireOtherThread = requireOtherThread;
        internal.whenComplete((value, cause) -> {
            events.end(cause);
            delivery.execute(() -> complete(value, cause));
        });
        // By its user: cancelled, timed out, or completed otherwise. What nothing waits for any more shall not go on.
        result.whenComplete((value, cause) -> {
            if (!internal.isDone()) {
                cancel();
            }
        });
    }

    /** One that a blocking call waits for. There is no handle on it, so no callback and no subscriber either. */
    static <E, R> OperationRun<E, R> blocking(OperationKind<E, R> kind, Callbacks callbacks) {
        EventQueue<E> events = new EventQueue<>(callbacks, kind::droppable, kind::dropped);
        events.takeNone();
        return new OperationRun<>(kind, events, Runnable::run, () -> {});
    }

    private void complete(@Nullable R value, @Nullable Throwable cause) {
        if (cause != null) {
            result.completeExceptionally(cause);
        } else if (value != null) {
            result.complete(value);
        }
    }

    Request<?, ?> request() {
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

    /** On how many loops it runs best. */
    int parts(List<Endpoint> endpoints, int most) {
        return kind.parts(endpoints, most);
    }

    /**
     * The targets are known and the transport open, on the loops of these engines.
     *
     * @param results where results are made that take long
     */
    void start(
            List<ProbeEngine> loops,
            List<Endpoint> endpoints,
            TransportSelector.Selection selection,
            Optional<InetAddress> source,
            Executor results) {
        List<LongSupplier> lost =
                loops.stream().map(OperationRun::lostFromNowOn).toList();
        LongSupplier lostHere =
                () -> lost.stream().mapToLong(LongSupplier::getAsLong).sum();
        // Not when it was asked for: times of the result count from here, and names may take long.
        Instant started = label();
        List<Setting> settings = loops.stream()
                .map(engine -> setting(engine, endpoints, selection, started, lostHere, source))
                .toList();
        Launch<R> launch = settings.size() == 1 ? kind.launch(settings.get(0), events) : kind.launch(settings, events);
        List<Operation<?>> operations = launch.operations();
        if (endpoints.size() >= MANY) {
            operations.forEach(part -> part.makeResultOn(results));
        }
        events.onRoom(() -> {
            for (int i = 0; i < operations.size(); i++) {
                loops.get(i).wake(operations.get(i));
            }
        });
        Runnable cancelAll = () -> {
            for (int i = 0; i < operations.size(); i++) {
                loops.get(i).cancel(operations.get(i));
            }
            launch.onCancel().run();
        };
        launch.result().whenComplete((value, cause) -> {
            if (cause != null) {
                failBy(cause);
            } else {
                internal.complete(value);
            }
        });
        if (operations.size() > 1) {
            // What the others still find out is no result without this part.
            operations.forEach(part -> part.future().whenComplete((value, cause) -> {
                if (cause != null) {
                    failBy(cause);
                    cancelAll.run();
                }
            }));
        }
        synchronized (lock) {
            if (internal.isDone()) {
                return;
            }
            cancelOperation = cancelAll;
        }
        for (int i = 0; i < operations.size(); i++) {
            loops.get(i).start(operations.get(i));
        }
    }

    private static LongSupplier lostFromNowOn(ProbeEngine engine) {
        long before = engine.lostHere();
        return () -> engine.lostHere() - before;
    }

    private Setting setting(
            ProbeEngine engine,
            List<Endpoint> endpoints,
            TransportSelector.Selection selection,
            Instant started,
            LongSupplier lostHere,
            Optional<InetAddress> source) {
        long left = nanosLeft();
        long now = engine.now();
        return new Setting(
                endpoints,
                selection.choice(),
                selection.oneProbePerFlow(),
                engine::now,
                now,
                left == Long.MAX_VALUE ? Long.MAX_VALUE : now + left,
                started,
                () -> networkChanged,
                selection.provider().simulated(),
                lostHere,
                source);
    }

    private void failBy(Throwable cause) {
        fail(cause instanceof CompletionException wrapped && wrapped.getCause() != null ? wrapped.getCause() : cause);
    }

    @Override
    public CompletionStage<R> result() {
        return result;
    }

    @Override
    public R await() {
        return waitFor(internal::get);
    }

    /** The same by a thread that does other things meanwhile. */
    R await(WaitingThread caller) {
        return waitFor(() -> caller.await(internal));
    }

    @Override
    public Optional<R> await(Duration longest) {
        long nanos = nanos(Objects.requireNonNull(longest, "longest"));
        return waitFor(() -> {
            try {
                return Optional.of(internal.get(nanos, TimeUnit.NANOSECONDS));
            } catch (TimeoutException e) {
                return Optional.empty();
            }
        });
    }

    /** A time that is too long to be counted is as long as can be. */
    private static long nanos(Duration span) {
        if (span.isNegative()) {
            return 0;
        }
        return span.compareTo(LONGEST) < 0 ? span.toNanos() : Long.MAX_VALUE;
    }

    /** The same for all that block: they cancel when interrupted, and throw what ended the operation. */
    private <T> T waitFor(Waiting<T> waiting) {
        requireOtherThread.run();
        try {
            return waiting.get();
        } catch (InterruptedException e) {
            cancel();
            Thread.currentThread().interrupt();
            throw new OperationCancelledException("The thread was interrupted while it waited for " + request());
        } catch (ExecutionException e) {
            throw Failures.thrown(e.getCause());
        }
    }

    /** A wait for the result. */
    private interface Waiting<T> {
        T get() throws InterruptedException, ExecutionException;
    }

    @Override
    public boolean isDone() {
        return internal.isDone();
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

    /** Returns the time of the wall clock, which labels results and measures nothing. */
    static Instant label() {
        return Instant.now();
    }
}
