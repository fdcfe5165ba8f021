// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.run;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.pathtracer.PathTracer;
import org.pathtracer.exporter.config.Configuration;
import org.pathtracer.exporter.config.Limits;
import org.pathtracer.exporter.config.TargetPlan;
import org.pathtracer.exporter.kind.Attempt;
import org.pathtracer.exporter.kind.Finding;
import org.pathtracer.exporter.kind.Task;
import org.pathtracer.exporter.meters.Meters;

/**
 * Measures the targets of a configuration when they are due. All of it runs on one thread of its own, which also gets
 * the engine's callbacks; the meters may be read from any.
 */
public final class Runner implements AutoCloseable {
    private final ScheduledThreadPoolExecutor thread;
    private final BiFunction<Limits, Executor, PathTracer> tracers;
    private final Queue<Watched> waiting = new ArrayDeque<>();
    private volatile Meters meters = new Meters(List.of());
    private volatile @Nullable PathTracer tracer;
    private @Nullable Limits limits;
    private Map<Key, Watched> watched = new HashMap<>();
    private Schedule<Watched> schedule = new Schedule<>(0);
    private Optional<Watched> alone = Optional.empty();
    private Future<?> tick = CompletableFuture.completedFuture(null);
    private int running;

    /** What the series of a target depend on. */
    private record Key(TargetPlan plan) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key same
                    && plan.kind() == same.plan.kind()
                    && plan.name().equals(same.plan.name())
                    && plan.labels().equals(same.plan.labels());
        }

        @Override
        public int hashCode() {
            return plan.name().hashCode();
        }
    }

    /**
     * Creates one that measures nothing yet.
     *
     * @param tracers makes a tracer by limits, whose callbacks run on the executor
     */
    public Runner(BiFunction<Limits, Executor, PathTracer> tracers) {
        this.tracers = tracers;
        thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(task, "pathtracer-exporter");
            made.setDaemon(true);
            return made;
        });
        thread.setRemoveOnCancelPolicy(true);
    }

    /** Returns the series of the targets. They are others after labels have changed. */
    public Meters meters() {
        return meters;
    }

    /** Returns the tracer, once there is a configuration. */
    public Optional<PathTracer> tracer() {
        return Optional.ofNullable(tracer);
    }

    /** Measures what a configuration says from now on. Targets that it shares with the last one keep their series. */
    public CompletableFuture<Void> use(Configuration configuration) {
        return CompletableFuture.runAsync(() -> change(configuration), thread);
    }

    private void change(Configuration configuration) {
        renew(configuration.limits());
        List<String> labels = new ArrayList<>(List.of("target", "kind"));
        labels.addAll(configuration.labels());
        Meters to = meters.labels().equals(labels) ? meters : new Meters(labels);
        Map<Key, Watched> before = watched;
        if (!to.labels().equals(meters.labels())) {
            before.values().forEach(old -> old.running.ifPresent(attempt -> attempt.cancel().run()));
            before = new HashMap<>();
        }
        Map<Key, Watched> after = new HashMap<>();
        schedule = new Schedule<>(configuration.limits().seed());
        long now = System.nanoTime();
        for (TargetPlan plan : configuration.targets()) {
            Watched same = before.remove(new Key(plan));
            Watched next = same == null ? new Watched(plan, to.series(values(plan, labels))) : same.by(plan);
            after.put(new Key(plan), next);
            schedule.add(next, plan.interval(), plan.jitter(), now);
        }
        before.values().forEach(gone -> {
            gone.running.ifPresent(attempt -> attempt.cancel().run());
            gone.series.removeAll();
        });
        waiting.clear();
        watched = after;
        meters = to;
        plan();
    }

    private void renew(Limits next) {
        PathTracer old = tracer;
        Limits last = limits;
        if (old == null || last == null || last.packetsPerSecond() != next.packetsPerSecond()) {
            tracer = tracers.apply(next, thread);
            if (old != null) {
                // It may wait for callbacks, which come on this thread.
                new Thread(old::close, "pathtracer-exporter-close").start();
            }
        }
        limits = next;
    }

    private static List<String> values(TargetPlan plan, List<String> labels) {
        List<String> values = new ArrayList<>();
        for (String label : labels) {
            values.add(
                    switch (label) {
                        case "target" -> plan.name();
                        case "kind" -> plan.kind().word();
                        default -> plan.labels().getOrDefault(label, "");
                    });
        }
        return values;
    }

    private void plan() {
        tick.cancel(false);
        OptionalLong next = schedule.next();
        if (next.isPresent() && !thread.isShutdown()) {
            tick = thread.schedule(
                    this::tick, Math.max(0, next.orElseThrow() - System.nanoTime()), TimeUnit.NANOSECONDS);
        }
    }

    private void tick() {
        schedule.due(System.nanoTime()).forEach(this::begin);
        plan();
    }

    private void begin(Watched target) {
        Task task = target.plan.task();
        if (target.running.isPresent() || waiting.contains(target)) {
            target.series.add(Watched.SKIPPED, 1, Watched.STILL_RUNS);
        } else if (limits != null && running >= limits.measurements()) {
            target.series.add(Watched.SKIPPED, 1, Watched.TOO_MANY);
        } else if (task.alone() && alone.isPresent()) {
            waiting.add(target);
        } else {
            start(target, task);
        }
    }

    private void start(Watched target, Task task) {
        PathTracer by = tracer;
        if (by == null) {
            return;
        }
        long begun = System.nanoTime();
        Attempt attempt;
        try {
            attempt = task.start(by);
        } catch (RuntimeException e) {
            target.ended(null, e, Duration.ZERO, System.currentTimeMillis());
            return;
        }
        running++;
        target.running = Optional.of(attempt);
        if (task.alone()) {
            alone = Optional.of(target);
        }
        attempt.finding()
                .whenCompleteAsync((finding, failure) -> ended(target, finding, failure, begun), thread);
    }

    private void ended(Watched target, @Nullable Finding finding, @Nullable Throwable failure, long begun) {
        running--;
        if (alone.filter(one -> one == target).isPresent()) {
            alone = Optional.empty();
        }
        Watched now = watched.get(new Key(target.plan));
        if (now != null && now.series == target.series) {
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            target.ended(finding, cause(failure), took, System.currentTimeMillis());
        }
        if (alone.isEmpty() && !waiting.isEmpty()) {
            Watched next = waiting.remove();
            start(next, next.plan.task());
        }
    }

    private static @Nullable Throwable cause(@Nullable Throwable failure) {
        return failure instanceof CompletionException ? failure.getCause() : failure;
    }

    /**
     * Measures once, outside the schedule.
     *
     * @param longest after which there is an answer, whatever the measurement does
     */
    public CompletableFuture<Probed> probe(Task task, Duration longest) {
        CompletableFuture<Probed> answer = new CompletableFuture<>();
        thread.execute(() -> OneProbe.start(task, tracer, longest, thread, answer));
        return answer;
    }

    @Override
    public void close() {
        thread.shutdownNow();
        PathTracer open = tracer;
        if (open != null) {
            open.close();
        }
    }
}
