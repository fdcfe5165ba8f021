// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.metric;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The metrics of one registry. All series of targets have the same labels. Thread-safe. */
public final class Metrics {
    private final PrometheusRegistry registry;
    private final List<String> labels;
    private final int mostHops;
    private final AtomicInteger hops = new AtomicInteger();
    private final AtomicInteger hopsLeftOut = new AtomicInteger();
    private final Map<Metric, Family> families = new EnumMap<>(Metric.class);

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

    synchronized Family family(Metric metric) {
        return families.computeIfAbsent(metric, this::register);
    }

    private Family register(Metric metric) {
        Family family = new Family(metric, labels);
        registry.register(family);
        return family;
    }

    private synchronized List<Family> families() {
        return List.copyOf(families.values());
    }

    /** Returns the registry, which has these metrics and perhaps others. */
    public PrometheusRegistry registry() {
        return registry;
    }

    /** Returns whether a metric of this name is one of these. */
    public boolean contains(String name) {
        return families().stream().anyMatch(family -> family.hasName(name));
    }

    /** Writes all of these, and none of the registry's others, in the text format of Prometheus or in OpenMetrics. */
    public void write(boolean openMetrics, OutputStream out) throws IOException {
        Text text = new Text();
        for (Family family : families()) {
            family.write(openMetrics, text, out);
        }
    }

    /** Takes all of them out of the registry. */
    public synchronized void close() {
        families.values().forEach(registry::unregister);
        families.clear();
    }
}
