// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.meters;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.StatefulMetric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The series of one target. It knows all of them, so that none is left when the target is gone. Of one thread. */
public final class Series {
    private static final double NANOS = 1e9;

    private final Meters meters;
    private final List<String> target;
    private final Map<Family, Set<List<String>>> used = new HashMap<>();

    Series(Meters meters, List<String> target) {
        this.meters = meters;
        this.target = List.copyOf(target);
    }

    /** Lets a counter or histogram begin with 0, so that the first scrape has it. */
    public void declare(Family family, String... more) {
        family(family, more).initLabelValues(values(more));
    }

    /** Adds to a counter. Zero declares it. */
    public void add(Family family, long amount, String... more) {
        if (family(family, more) instanceof Counter counter) {
            counter.labelValues(values(more)).inc(Math.max(0, amount));
        }
    }

    /** Sets a gauge. */
    public void set(Family family, double value, String... more) {
        if (family(family, more) instanceof Gauge gauge) {
            gauge.labelValues(values(more)).set(value);
        }
    }

    /** Adds a time to a histogram. */
    public void observe(Family family, Duration time, String... more) {
        if (family(family, more) instanceof Histogram histogram) {
            histogram.labelValues(values(more)).observe(seconds(time));
        }
    }

    /** Returns a time in seconds. */
    public static double seconds(Duration time) {
        return time.toNanos() / NANOS;
    }

    /** Removes one series, if it is there. */
    public void remove(Family family, String... more) {
        Set<List<String>> known = used.get(family);
        if (known != null && known.remove(List.of(more))) {
            meters.family(family).remove(values(more));
        }
    }

    /** Removes all of them. */
    public void removeAll() {
        used.forEach((family, all) ->
                all.forEach(more -> meters.family(family).remove(values(more.toArray(String[]::new)))));
        used.clear();
    }

    private StatefulMetric<?, ?> family(Family family, String... more) {
        used.computeIfAbsent(family, any -> new HashSet<>()).add(List.of(more));
        return meters.family(family);
    }

    private String[] values(String... more) {
        if (more.length == 0) {
            return target.toArray(String[]::new);
        }
        List<String> all = new ArrayList<>(target);
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }
}
