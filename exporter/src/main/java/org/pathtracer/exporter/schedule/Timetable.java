// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.schedule;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.pathtracer.PathTracer;
import org.pathtracer.exporter.config.Config;
import org.pathtracer.exporter.config.TargetEntry;
import org.pathtracer.exporter.metric.Metrics;
import org.pathtracer.exporter.metric.Series;

/**
 * Starts the rounds of all targets. The first of a target comes at a random time within its interval and a minute, the
 * others an interval apart, each a little early or late by chance, so that they are spread evenly.
 */
public final class Timetable implements AutoCloseable {
    private static final Duration LATEST_FIRST = Duration.ofMinutes(1);

    private final PathTracer tracer;
    private final PrometheusRegistry registry;
    private final ScheduledThreadPoolExecutor timer;
    private final Turns turns;
    private final Turns loads;
    private final Map<List<Object>, Watch> watches = new LinkedHashMap<>();
    private Metrics metrics;

    /** Without targets. */
    public Timetable(PathTracer tracer, PrometheusRegistry registry, int mostRunning) {
        this.tracer = tracer;
        this.registry = registry;
        timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "pathtracer-exporter");
            thread.setDaemon(true);
            return thread;
        });
        turns = new Turns(mostRunning, timer);
        loads = new Turns(1, timer);
        metrics = new Metrics(registry, List.of(), 0);
    }

    /** Measures the targets of a configuration from now on. Those that did not change go on as before. */
    public synchronized void follow(Config config) {
        List<String> labels = new ArrayList<>(List.of("target", "module"));
        labels.addAll(config.labels());
        if (!labels.equals(metrics.labels())) {
            // A metric has one set of labels, so all series begin anew.
            watches.values().forEach(Watch::close);
            watches.clear();
            metrics.close();
            metrics = new Metrics(registry, labels, config.mostHops());
        }
        Map<List<Object>, TargetEntry> wanted = new HashMap<>();
        config.targets().forEach(target -> wanted.put(target.identity(), target));
        List.copyOf(watches.keySet()).stream()
                .filter(known -> !wanted.containsKey(known))
                .forEach(gone -> remove(gone));
        config.targets().stream()
                .filter(target -> !watches.containsKey(target.identity()))
                .forEach(this::add);
    }

    private void remove(List<Object> identity) {
        Watch watch = watches.remove(identity);
        if (watch != null) {
            watch.close();
        }
    }

    private void add(TargetEntry target) {
        List<String> values =
                new ArrayList<>(List.of(target.name(), target.module().name()));
        metrics.labels().stream()
                .skip(2)
                .forEach(label -> values.add(target.labels().getOrDefault(label, "")));
        Series series = metrics.series(values);
        Watch watch =
                new Watch(target, tracer, series, target.module().settings().loads() ? loads : turns);
        watches.put(target.identity(), watch);
        long latest = Math.min(target.interval().toNanos(), LATEST_FIRST.toNanos());
        plan(watch, System.nanoTime() + ThreadLocalRandom.current().nextLong(latest));
    }

    /** Plans a round, and after it the next. */
    private void plan(Watch watch, long atNanos) {
        long jitter = watch.target().jitter().toNanos();
        long shift = jitter == 0 ? 0 : ThreadLocalRandom.current().nextLong(jitter) - jitter / 2;
        try {
            var unused = timer.schedule(
                    () -> {
                        if (isWatched(watch)) {
                            watch.due();
                            plan(watch, next(watch, atNanos));
                        }
                    },
                    atNanos + shift - System.nanoTime(),
                    TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // It is closed.
        }
    }

    /** Those that were missed while this process was stopped are not made up for. */
    private static long next(Watch watch, long atNanos) {
        long interval = watch.target().interval().toNanos();
        long missed = Math.max(0, (System.nanoTime() - atNanos) / interval);
        return atNanos + (missed + 1) * interval;
    }

    private synchronized boolean isWatched(Watch watch) {
        return watches.get(watch.target().identity()) == watch;
    }

    /** Returns the metrics of the targets. */
    public synchronized Metrics metrics() {
        return metrics;
    }

    /** Returns how many targets there are. */
    public synchronized int targets() {
        return watches.size();
    }

    /** Returns how many hops have no series, since there are too many. */
    public synchronized int hopsLeftOut() {
        return metrics.hopsLeftOut();
    }

    /** Ends all rounds. */
    @Override
    public synchronized void close() {
        timer.shutdownNow();
        watches.values().forEach(Watch::close);
        watches.clear();
    }
}
