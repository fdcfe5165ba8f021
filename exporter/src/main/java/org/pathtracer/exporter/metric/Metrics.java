// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.metric;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.StatefulMetric;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The metrics of one registry. All series of targets have the same labels. Thread-safe. */
public final class Metrics {
    /** From a local network to a satellite link. */
    private static final double[] SECONDS = {.001, .002, .005, .01, .02, .05, .1, .2, .5, 1, 2};

    /** Half as many where there is a histogram for each hop: the text of a scrape is mostly these. */
    private static final double[] SECONDS_OF_HOPS = {.001, .005, .02, .1, .5};

    /** Native histograms become coarser beyond this. */
    private static final int MOST_BUCKETS = 60;

    private final PrometheusRegistry registry;
    private final List<String> labels;
    private final int mostHops;
    private final AtomicInteger hops = new AtomicInteger();
    private final AtomicInteger hopsLeftOut = new AtomicInteger();
    private final Map<Metric, StatefulMetric<?, ?>> families = new EnumMap<>(Metric.class);

    /**
     * Metrics without series.
     *
     * @param labels names of the labels of all targets
     * @param mostHops hops that have series of their own, of all targets together
     */
    public Metrics(PrometheusRegistry registry, List<String> labels, int mostHops) {
        this.registry = registry;
        this.labels = List.copyOf(labels);
        this.mostHops = mostHops;
    }

    /** Returns the names of the labels of all targets. */
    public List<String> labels() {
        return labels;
    }

    /** Returns the series of a target with these values of its labels. */
    public Series series(List<String> values) {
        return new Series(this, values);
    }

    /** Takes room for one hop more, if there is any. */
    boolean takeHop() {
        if (hops.getAndUpdate(taken -> Math.min(mostHops, taken + 1)) < mostHops) {
            return true;
        }
        hopsLeftOut.incrementAndGet();
        return false;
    }

    /** Gives room back. */
    void giveHops(int taken, int leftOut) {
        hops.addAndGet(-taken);
        hopsLeftOut.addAndGet(-leftOut);
    }

    /** Returns how many hops have no series of their own, since there are too many. */
    public int hopsLeftOut() {
        return hopsLeftOut.get();
    }

    synchronized StatefulMetric<?, ?> family(Metric metric) {
        return families.computeIfAbsent(metric, this::register);
    }

    private StatefulMetric<?, ?> register(Metric metric) {
        List<String> all = new ArrayList<>(labels);
        all.addAll(metric.labels());
        String[] names = all.toArray(String[]::new);
        return switch (metric.type()) {
            case COUNTER ->
                Counter.builder()
                        .name(metric.id())
                        .help(metric.help())
                        .labelNames(names)
                        .withoutExemplars()
                        .register(registry);
            case GAUGE ->
                Gauge.builder()
                        .name(metric.id())
                        .help(metric.help())
                        .labelNames(names)
                        .withoutExemplars()
                        .register(registry);
            case HISTOGRAM ->
                Histogram.builder()
                        .name(metric.id())
                        .help(metric.help())
                        .labelNames(names)
                        .classicUpperBounds(metric == Metric.HOP_RTT ? SECONDS_OF_HOPS : SECONDS)
                        .nativeMaxNumberOfBuckets(MOST_BUCKETS)
                        .withoutExemplars()
                        .register(registry);
        };
    }

    /** Takes all of them out of the registry. */
    public synchronized void close() {
        Collection<StatefulMetric<?, ?>> all = families.values();
        all.forEach(registry::unregister);
        families.clear();
    }
}
