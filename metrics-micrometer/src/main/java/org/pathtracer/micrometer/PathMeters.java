// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pathtracer.MonitorSeries;
import org.pathtracer.monitor.MonitorHop;
import org.pathtracer.statistics.Window;

/** The meters of one target of a monitor: its path as a whole, and each of its hops from its first probe on. */
final class PathMeters {
    private static final String PREFIX = "pathtracer.monitor.";

    private final String target;
    private final @Nullable Window window;
    private final MeterRegistry registry;
    private final Counter cycles;
    private final Counter reached;
    private final Counter pathChanges;
    private final Map<Integer, HopMeters> hops = new HashMap<>();
    private volatile @Nullable MonitorSeries latest;

    PathMeters(String target, @Nullable Window window, MeterRegistry registry) {
        this.target = target;
        this.window = window;
        this.registry = registry;
        cycles = counter("cycles", "Traces that ended");
        reached = counter("reached", "Traces that reached the target");
        pathChanges = counter("path.changes", "Confirmed changes of the path");
        Gauge.builder(PREFIX + "path.hops", this, PathMeters::listedHops)
                .strongReference(true)
                .description("Hops that are listed")
                .tags(tags())
                .register(registry);
    }

    private Counter counter(String name, String what) {
        return Counter.builder(PREFIX + name).description(what).tags(tags()).register(registry);
    }

    private Tags tags() {
        return Tags.of("target", target);
    }

    /** Counts what came since the last call. */
    void update(MonitorSeries series) {
        MonitorSeries before = latest;
        latest = series;
        cycles.increment((double) (series.cycles() - (before == null ? 0 : before.cycles())));
        reached.increment((double) (series.reachedCycles() - (before == null ? 0 : before.reachedCycles())));
        pathChanges.increment((double) (changes(series) - (before == null ? 0 : changes(before))));
        for (MonitorHop hop : series.hops()) {
            hops.computeIfAbsent(hop.ttl(), ttl -> new HopMeters(target, ttl, window, registry))
                    .update(hop);
        }
    }

    private static long changes(MonitorSeries series) {
        return series.pathChanges().size() + series.pathChangesLeftOut();
    }

    private double listedHops() {
        MonitorSeries series = latest;
        return series == null ? 0 : series.hops().size();
    }
}
