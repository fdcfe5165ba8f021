// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.pathtracer.DiagnoseEvent;
import org.pathtracer.DiagnoseRequest;
import org.pathtracer.Diagnosis;
import org.pathtracer.Measurement;
import org.pathtracer.OperationCancelledException;
import org.pathtracer.StopReason;
import org.pathtracer.TracerClosedException;
import org.pathtracer.core.diagnose.DiagnoseStrategy;
import org.pathtracer.core.diagnose.Instruments;
import org.pathtracer.core.diagnose.Task;
import org.pathtracer.core.io.Failures;
import org.pathtracer.core.loop.Timers;
import org.pathtracer.result.DiagnoseEventRecords;
import org.pathtracer.result.RunRecord;
import org.pathtracer.result.TransportChoiceRecord;
import org.pathtracer.result.UsedOptions;

/**
 * One diagnosis: starts what its strategy wants measured, hands the results back, and keeps the deadline. The strategy
 * is called on the executor's threads, one call at a time. In a simulated network tasks run one after the other, so
 * that the same seed gives the same diagnosis; their stage takes as long as the longest of them, as it does elsewhere.
 */
final class DiagnoseRun implements Measurement<DiagnoseEvent, Diagnosis> {
    /** Time to end what runs and to conclude, out of the deadline. */
    private static final Duration RESERVE = Duration.ofMillis(250);
    /** How long a stage waits for what it does not depend on. */
    private static final long BRIEFLY_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private final DiagnoseRequest request;
    private final Instruments instruments;
    private final DiagnoseStrategy strategy;
    private final Executor executor;
    private final Timers timers;
    private final Runnable requireOtherThread;
    private final EventQueue<DiagnoseEvent> events;
    private final CompletableFuture<Diagnosis> internal = new CompletableFuture<>();
    private final CompletableFuture<Diagnosis> result = new CompletableFuture<>();
    private final long startNanos = System.nanoTime();
    private final Instant started = OperationRun.label();

    private final Object lock = new Object();
    /** Under the lock, as all that follows. */
    private final Deque<Task<?>> waiting = new ArrayDeque<>();

    private final Set<Task<?>> ofStage = new HashSet<>();
    private final Set<Task<?>> ofEnd = new HashSet<>();
    private final Set<Task<?>> brief = new HashSet<>();
    private final List<Task.Started> running = new ArrayList<>();
    private Duration simulatedTime = Duration.ZERO;
    private Duration stageTime = Duration.ZERO;
    /** When the last task that the conclusion waits for was over. */
    private Duration endTime = Duration.ZERO;

    private Optional<StopReason> stopping = Optional.empty();
    /** Whether a stage runs. */
    private boolean stageOpen;
    /** Whether a stage waits for nothing but what it does not depend on. */
    private boolean waitsBriefly;

    private boolean measured;
    /** Whether a simulated deadline came before the end of a task. */
    private boolean cutShort;

    private boolean networkChanged;
    private @Nullable Future<?> deadline;

    DiagnoseRun(
            DiagnoseRequest request,
            Instruments instruments,
            Executor executor,
            Timers timers,
            Callbacks callbacks,
            Runnable requireOtherThread) {
        this.request = request;
        this.instruments = instruments;
        this.executor = executor;
        this.timers = timers;
        this.requireOtherThread = requireOtherThread;
        strategy = new DiagnoseStrategy(request, instruments);
        events = new EventQueue<>(callbacks, event -> false, count -> {
            throw new IllegalStateException("no event of a diagnosis is dropped");
        });
        internal.whenComplete((value, cause) -> {
            events.end(cause);
            callbacks.execute(() -> complete(value, cause));
        });
        result.whenComplete((value, cause) -> {
            if (!internal.isDone()) {
                cancel();
            }
        });
    }

    private void complete(@Nullable Diagnosis value, @Nullable Throwable cause) {
        if (value != null) {
            result.complete(value);
        } else if (cause != null) {
            result.completeExceptionally(cause);
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

    /** Begins, on a thread of the executor. */
    void begin() {
        Duration left = span().minus(reserve());
        if (!instruments.simulated()) {
            deadline = timers.schedule(() -> handOver(() -> stop(StopReason.DEADLINE)), left.toNanos());
        }
        handOver(this::nextStage);
    }

    private Duration span() {
        return request.deadline().orElseThrow();
    }

    private Duration reserve() {
        Duration tenth = span().dividedBy(10);
        return tenth.compareTo(RESERVE) < 0 ? tenth : RESERVE;
    }

    private Duration elapsed() {
        return instruments.simulated() ? simulatedTime : Duration.ofNanos(System.nanoTime() - startNanos);
    }

    /** Never on the thread that probes, which nothing may keep busy. */
    private void handOver(Runnable work) {
        try {
            executor.execute(() -> {
                synchronized (lock) {
                    guarded(work);
                }
            });
        } catch (RejectedExecutionException e) {
            fail(new TracerClosedException("The tracer was closed while the diagnosis ran"));
        }
    }

    /** A defect here must not leave a user waiting. */
    private void guarded(Runnable work) {
        if (internal.isDone()) {
            return;
        }
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            fail(e);
            throw e;
        }
    }

    void fail(Throwable cause) {
        internal.completeExceptionally(Failures.forUsers(cause));
        synchronized (lock) {
            running.forEach(Task.Started::end);
        }
    }

    private void nextStage() {
        Duration left = span().minus(reserve()).minus(elapsed());
        if (left.compareTo(Duration.ofMillis(1)) < 0) {
            stop(StopReason.DEADLINE);
            return;
        }
        List<Task<?>> tasks = strategy.next(elapsed(), left);
        stageTime = Duration.ZERO;
        if (tasks.isEmpty()) {
            measured = true;
            simulatedTime = simulatedTime.compareTo(endTime) < 0 ? endTime : simulatedTime;
            concludeIfDone();
            return;
        }
        events.publish(new DiagnoseEventRecords.StageStarted(strategy.stage().orElseThrow(), elapsed()));
        for (Task<?> task : tasks) {
            of(task).add(task);
            waiting.add(task);
        }
        stageOpen = true;
        waitsBriefly = false;
        startWaiting();
        endStageIfOver();
    }

    private Set<Task<?>> of(Task<?> task) {
        return switch (task.awaited()) {
            case STAGE -> ofStage;
            case END -> ofEnd;
            case BRIEFLY -> brief;
        };
    }

    private void startWaiting() {
        while (!waiting.isEmpty()) {
            Task<?> task = waiting.poll();
            running.add(task.begin(instruments, (tell, took) -> handOver(() -> ended(task, tell, took))));
            if (instruments.simulated()) {
                return;
            }
        }
    }

    private void ended(Task<?> task, Runnable tell, Duration took) {
        Duration over = simulatedTime.plus(took);
        if (instruments.simulated() && over.compareTo(span()) > 0) {
            // Elsewhere the deadline would have ended it.
            task.cut();
            over = span();
            cutShort = true;
        } else {
            tell.run();
        }
        if (task.awaited() == Task.Wait.END) {
            endTime = endTime.compareTo(over) < 0 ? over : endTime;
        } else {
            Duration within = over.minus(simulatedTime);
            stageTime = stageTime.compareTo(within) < 0 ? within : stageTime;
        }
        of(task).remove(task);
        if (stopping.isPresent() || measured) {
            concludeIfDone();
        } else {
            startWaiting();
            endStageIfOver();
        }
    }

    private void endStageIfOver() {
        boolean over = waiting.isEmpty() && ofStage.isEmpty() && (!instruments.simulated() || ofEnd.isEmpty());
        if (!stageOpen || !over) {
            return;
        } else if (brief.isEmpty()) {
            stageEnds();
        } else if (!waitsBriefly) {
            waitsBriefly = true;
            timers.schedule(
                    () -> handOver(() -> {
                        brief.clear();
                        if (!measured && stopping.isEmpty()) {
                            endStageIfOver();
                        }
                    }),
                    BRIEFLY_NANOS);
        }
    }

    private void stageEnds() {
        stageOpen = false;
        simulatedTime = simulatedTime.plus(stageTime);
        events.publish(
                new DiagnoseEventRecords.StageEnded(strategy.stage().orElseThrow(), elapsed(), strategy.probesSent()));
        nextStage();
    }

    /** Ends what runs, whose partial results count still. */
    private void stop(StopReason reason) {
        if (stopping.isPresent()) {
            return;
        }
        stopping = Optional.of(reason);
        waiting.forEach(task -> of(task).remove(task));
        waiting.clear();
        brief.clear();
        List.copyOf(running).forEach(Task.Started::end);
        if (!instruments.simulated()) {
            timers.schedule(() -> handOver(this::conclude), reserve().toNanos() / 2);
        }
        concludeIfDone();
    }

    private void concludeIfDone() {
        if (ofStage.isEmpty() && ofEnd.isEmpty() && (measured || stopping.isPresent())) {
            conclude();
        }
    }

    private void conclude() {
        if (deadline != null) {
            deadline.cancel(false);
        }
        running.forEach(Task.Started::end);
        StopReason reason = stopping.orElse(cutShort ? StopReason.DEADLINE : StopReason.COMPLETED);
        internal.complete(strategy.conclude(new RunRecord(
                request.probe().protocol(),
                new TransportChoiceRecord("none", "no probe could be sent", List.of()),
                Optional.empty(),
                started,
                elapsed(),
                reason,
                0,
                0,
                networkChanged,
                UsedOptions.of(request))));
    }

    /** To be told in the result. */
    void networkChanged() {
        handOver(() -> {
            networkChanged = true;
            strategy.networkChanged();
        });
    }

    @Override
    public CompletionStage<Diagnosis> result() {
        return result;
    }

    @Override
    public Diagnosis await() {
        return await(LONGEST).orElseThrow();
    }

    @Override
    public Optional<Diagnosis> await(Duration longest) {
        requireOtherThread.run();
        long nanos = longest.compareTo(LONGEST) < 0 ? Math.max(0, longest.toNanos()) : Long.MAX_VALUE;
        try {
            return Optional.of(internal.get(nanos, TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            cancel();
            Thread.currentThread().interrupt();
            throw new OperationCancelledException("The thread was interrupted while it waited for " + request);
        } catch (ExecutionException e) {
            throw Failures.thrown(e.getCause());
        }
    }

    @Override
    public boolean isDone() {
        return internal.isDone();
    }

    @Override
    public Flow.Publisher<DiagnoseEvent> events() {
        return events;
    }

    @Override
    public void cancel() {
        handOver(() -> stop(StopReason.CANCELLED));
    }
}
