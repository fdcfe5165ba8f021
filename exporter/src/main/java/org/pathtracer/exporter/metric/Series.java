// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.metric;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The series of one target. Thread-safe; a series exists from its first use on. */
public final class Series {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Metrics metrics;
    private final List<String> values;
    private final byte[] labels;
    private final Set<Metric> used = EnumSet.noneOf(Metric.class);
    private final Set<Integer> hops = new HashSet<>();
    private final Set<Integer> hopsLeftOut = new HashSet<>();
    private boolean removed;

    Series(Metrics metrics, List<String> values) {
        this.metrics = metrics;
        this.values = List.copyOf(values);
        labels = Text.bytes(OwnLabels.pairs(metrics.labels(), values));
    }

    List<String> values() {
        return values;
    }

    /** Returns the labels that all its lines have, as they are in a line. */
    byte[] labels() {
        return labels;
    }

    /** Adds to a counter; 0 makes it appear. */
    public void add(Metric metric, long count, String... more) {
        with(metric, more, point -> ((Point.Value) point).add(count));
    }

    /** Sets a gauge. */
    public void set(Metric metric, double value, String... more) {
        with(metric, more, point -> ((Point.Value) point).set(value));
    }

    /** Sets a gauge to seconds, or to what is not a number. */
    public void set(Metric metric, Optional<Duration> span, String... more) {
        set(metric, span.map(Series::seconds).orElse(Double.NaN), more);
    }

    /** Adds spans of time to a histogram; none make it appear. */
    public void observe(Metric metric, List<Duration> spans, String... more) {
        with(metric, more, point -> spans.forEach(span -> ((Distribution) point).observe(seconds(span))));
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

    private synchronized void with(Metric metric, String[] more, Consumer<Point> change) {
        // A round may end after its target has left the configuration.
        if (!removed) {
            used.add(metric);
            change.accept(metrics.family(metric).point(this, more));
        }
    }

    /** Removes all of them, for ever. */
    public synchronized void remove() {
        removed = true;
        used.forEach(metric -> metrics.family(metric).remove(this));
        used.clear();
        metrics.giveHops(hops.size(), hopsLeftOut.size());
        hops.clear();
        hopsLeftOut.clear();
    }
}
