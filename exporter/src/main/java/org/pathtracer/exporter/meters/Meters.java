// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.meters;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.StatefulMetric;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All families of a scrape. Figures come from one thread at a time; a scrape may come from any, and waits for nothing.
 */
public final class Meters {
    /** Seconds: from a neighbour in the same rack to a satellite and back twice. */
    private static final double[] BUCKETS = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5};
    /** Neighbouring buckets of the native histograms differ by 9 percent. */
    private static final int SCHEMA = 3;

    private static final int NATIVE_BUCKETS = 100;

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Map<Family, StatefulMetric<?, ?>> families = new HashMap<>();
    private final List<String> labels;

    /**
     * Creates meters without families yet.
     *
     * @param labels that each series has
     */
    public Meters(List<String> labels) {
        this.labels = List.copyOf(labels);
    }

    /** Returns the labels that each series has. */
    public List<String> labels() {
        return labels;
    }

    /** Returns a target's series, without any yet. */
    public Series series(List<String> values) {
        return new Series(this, values);
    }

    /** Returns the figures of this moment. From any thread. */
    public MetricSnapshots snapshots() {
        return registry.scrape();
    }

    StatefulMetric<?, ?> family(Family family) {
        return families.computeIfAbsent(family, this::register);
    }

    private StatefulMetric<?, ?> register(Family family) {
        List<String> all = new ArrayList<>(labels);
        all.addAll(family.labels());
        String[] names = all.toArray(String[]::new);
        return switch (family.type()) {
            case COUNTER ->
                Counter.builder()
                        .name(family.name())
                        .help(family.help())
                        .labelNames(names)
                        .withoutExemplars()
                        .register(registry);
            case GAUGE ->
                Gauge.builder()
                        .name(family.name())
                        .help(family.help())
                        .labelNames(names)
                        .withoutExemplars()
                        .register(registry);
            case HISTOGRAM -> {
                Histogram histogram = Histogram.builder()
                        .name(family.name())
                        .help(family.help())
                        .labelNames(names)
                        .classicUpperBounds(BUCKETS)
                        .nativeInitialSchema(SCHEMA)
                        .nativeMaxNumberOfBuckets(NATIVE_BUCKETS)
                        .build();
                registry.register(histogram);
                yield histogram;
            }
        };
    }
}
