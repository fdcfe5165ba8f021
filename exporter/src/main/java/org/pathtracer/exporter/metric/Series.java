// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.metric;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.datapoints.GaugeDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The series of one target. Thread-safe; a series exists from its first use on. */
public final class Series {
    private static final double NANOS_PER_SECOND = 1e9;

    private record Key(Metric metric, List<String> values) {}

    private final Metrics metrics;
    private final List<String> values;
    private final Set<Key> used = new HashSet<>();
    private final Set<Integer> hops = new HashSet<>();
    private final Set<Integer> hopsLeftOut = new HashSet<>();
    private boolean removed;

    Series(Metrics metrics, List<String> values) {
        this.metrics = metrics;
        this.values = List.copyOf(values);
    }

    /** Adds to a counter; 0 makes it appear. */
    public void add(Metric metric, long count, String... more) {
        with(metric, more, labels -> {
            CounterDataPoint point = ((Counter) metrics.family(metric)).labelValues(labels);
            point.inc(count);
        });
    }

    /** Sets a gauge. */
    public void set(Metric metric, double value, String... more) {
        with(metric, more, labels -> {
            GaugeDataPoint point = ((Gauge) metrics.family(metric)).labelValues(labels);
            point.set(value);
        });
    }

    /** Sets a gauge to seconds, or to what is not a number. */
    public void set(Metric metric, Optional<Duration> span, String... more) {
        set(metric, span.map(Series::seconds).orElse(Double.NaN), more);
    }

    /** Adds spans of time to a histogram; none make it appear. */
    public void observe(Metric metric, List<Duration> spans, String... more) {
        with(metric, more, labels -> {
            DistributionDataPoint point = ((Histogram) metrics.family(metric)).labelValues(labels);
            spans.forEach(span -> point.observe(seconds(span)));
        });
    }

    private static double seconds(Duration span) {
        return span.toNanos() / NANOS_PER_SECOND;
    }

    /** Returns whether a hop has series, for which there must be room when it is asked for first. */
    public synchronized boolean hop(int ttl) {
        if (!hops.contains(ttl) && !hopsLeftOut.contains(ttl) && !removed) {
            (metrics.takeHop() ? hops : hopsLeftOut).add(ttl);
        }
        return hops.contains(ttl);
    }

    private interface Change {
        void at(String... labels);
    }

    private synchronized void with(Metric metric, String[] more, Change change) {
        // A round may end after its target has left the configuration.
        if (!removed) {
            List<String> all = new ArrayList<>(values);
            all.addAll(List.of(more));
            used.add(new Key(metric, all));
            change.at(all.toArray(String[]::new));
        }
    }

    /** Removes all of them, for ever. */
    public synchronized void remove() {
        removed = true;
        used.forEach(key -> metrics.family(key.metric()).remove(key.values().toArray(String[]::new)));
        used.clear();
        metrics.giveHops(hops.size(), hopsLeftOut.size());
        hops.clear();
        hopsLeftOut.clear();
    }
}
