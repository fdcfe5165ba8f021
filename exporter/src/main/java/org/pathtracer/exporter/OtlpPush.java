// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.registry.otlp.OtlpConfig;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pathtracer.exporter.config.OtlpEntry;

/**
 * Pushes the metrics of a Prometheus registry by OTLP, as Micrometer does it: each time it looks which series there
 * are. Of histograms it has the count and the sum.
 */
final class OtlpPush extends OtlpMeterRegistry {
    private final Supplier<MetricSnapshots> metrics;
    private final Map<Key, Shown> shown = new HashMap<>();

    private record Key(String name, List<Tag> tags) {}

    /** A meter, and the figures that it shows. */
    private static final class Shown {
        private volatile double value;
        private volatile long count;
        private @Nullable Meter meter;
    }

    private OtlpPush(OtlpEntry entry, Supplier<MetricSnapshots> metrics) {
        super(new Config(entry), Clock.SYSTEM);
        this.metrics = metrics;
    }

    /** Pushes from now on until it is closed, and once then. */
    static OtlpPush start(OtlpEntry entry, Supplier<MetricSnapshots> metrics) {
        return new OtlpPush(entry, metrics);
    }

    private record Config(OtlpEntry entry) implements OtlpConfig {
        @Override
        public @Nullable String get(String key) {
            return null;
        }

        @Override
        public String url() {
            return entry.url().toString();
        }

        @Override
        public Duration step() {
            return entry.interval();
        }

        @Override
        public Map<String, String> headers() {
            return entry.headers();
        }

        /** As the names of the metrics say. */
        @Override
        public TimeUnit baseTimeUnit() {
            return TimeUnit.SECONDS;
        }

        @Override
        public Map<String, String> resourceAttributes() {
            return Map.of("service.name", "pathtracer");
        }
    }

    @Override
    protected void publish() {
        if (metrics == null) {
            // The superclass begins before this class is made.
            return;
        }
        look();
        super.publish();
    }

    private synchronized void look() {
        Set<Key> seen = new HashSet<>();
        for (MetricSnapshot metric : metrics.get()) {
            for (DataPointSnapshot point : metric.getDataPoints()) {
                show(metric, point, seen);
            }
        }
        List.copyOf(shown.keySet()).stream().filter(key -> !seen.contains(key)).forEach(this::hide);
    }

    private void show(MetricSnapshot metric, DataPointSnapshot point, Set<Key> seen) {
        String name = metric.getMetadata().getName();
        List<Tag> tags = point.getLabels().stream()
                .map(label -> Tag.of(label.getName(), label.getValue()))
                .toList();
        Key key = new Key(name, tags);
        String help = metric.getMetadata().getHelp();
        Shown figures = shown.computeIfAbsent(key, unknown -> new Shown());
        if (point instanceof CounterDataPointSnapshot counter) {
            figures.value = counter.getValue();
            if (figures.meter == null) {
                figures.meter = FunctionCounter.builder(name, figures, now -> now.value)
                        .tags(tags)
                        .description(help)
                        .register(this);
            }
        } else if (point instanceof GaugeDataPointSnapshot gauge) {
            figures.value = gauge.getValue();
            if (figures.meter == null) {
                figures.meter = Gauge.builder(name, figures, now -> now.value)
                        .tags(tags)
                        .description(help)
                        .register(this);
            }
        } else if (point instanceof HistogramDataPointSnapshot histogram) {
            figures.value = histogram.getSum();
            figures.count = histogram.getCount();
            if (figures.meter == null) {
                figures.meter = FunctionTimer.builder(
                                name, figures, now -> now.count, now -> now.value, TimeUnit.SECONDS)
                        .tags(tags)
                        .description(help)
                        .register(this);
            }
        }
        seen.add(key);
    }

    private void hide(Key key) {
        Shown gone = shown.remove(key);
        if (gone != null && gone.meter != null) {
            remove(gone.meter);
        }
    }
}
