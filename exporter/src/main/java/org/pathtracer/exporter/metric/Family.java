// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.metric;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.MetricType;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * All series of one metric. The client library's own metrics have adders for many threads in each series, and sort all
 * series at each scrape, which takes memory and time where there are thousands. Thread-safe.
 */
final class Family implements Collector {
    private static final int PART = 1 << 15;

    private final Metric metric;
    private final List<String> labelNames;
    private final Lines lines;
    private final Map<List<String>, OwnLabels> own = new HashMap<>();
    private final Map<Series, Row> rows = new LinkedHashMap<>();

    Family(Metric metric, List<String> targetLabels) {
        this.metric = metric;
        labelNames = new ArrayList<>(targetLabels);
        labelNames.addAll(metric.labels());
        lines = new Lines(metric, targetLabels);
    }

    /** Returns the state of a series, for which the caller has locked the target's series. */
    synchronized Point point(Series target, String... more) {
        OwnLabels labels = own.computeIfAbsent(List.of(more), values -> new OwnLabels(metric.labels(), values));
        return rows.computeIfAbsent(
                        target, first -> new Row(first, InstantSource.system().millis()))
                .point(labels, () -> made(labels));
    }

    private Point made(OwnLabels labels) {
        return metric.type() == Metric.Type.HISTOGRAM
                ? new Distribution(labels, metric.bounds())
                : new Point.Value(labels);
    }

    synchronized void remove(Series target) {
        rows.remove(target);
    }

    private synchronized List<Row> rows() {
        return List.copyOf(rows.values());
    }

    /** Writes all series as text; a target's are of one moment. */
    void write(boolean openMetrics, Text text, OutputStream out) throws IOException {
        String type = metric.type().toString().toLowerCase(Locale.ROOT);
        String name = metric.id() + (metric.type() == Metric.Type.COUNTER && !openMetrics ? "_total" : "");
        String help = "# HELP " + name + " " + metric.help() + "\n";
        String kind = "# TYPE " + name + " " + type + "\n";
        text.add(Text.bytes(openMetrics ? kind + help : help + kind));
        for (Row row : rows()) {
            synchronized (row.target()) {
                for (Point point : row.points()) {
                    point.write(lines, row.target().labels(), text);
                }
            }
            // Not while it is locked: the other side may be slow.
            text.drain(PART, out);
        }
        text.drain(1, out);
    }

    @Override
    public MetricSnapshot collect() {
        MetricMetadata metadata = metadata();
        return switch (metric.type()) {
            case COUNTER ->
                new CounterSnapshot(
                        metadata,
                        snapshots((row, point, labels) -> new CounterDataPointSnapshot(
                                ((Point.Value) point).value(), labels, null, row.createdMillis())));
            case GAUGE ->
                new GaugeSnapshot(
                        metadata,
                        snapshots((row, point, labels) ->
                                new GaugeDataPointSnapshot(((Point.Value) point).value(), labels, null)));
            case HISTOGRAM ->
                new HistogramSnapshot(
                        metadata,
                        snapshots(
                                (row, point, labels) -> ((Distribution) point).snapshot(labels, row.createdMillis())));
        };
    }

    private interface Maker<T extends DataPointSnapshot> {
        T of(Row row, Point point, Labels labels);
    }

    private <T extends DataPointSnapshot> List<T> snapshots(Maker<T> maker) {
        List<T> all = new ArrayList<>();
        for (Row row : rows()) {
            synchronized (row.target()) {
                for (Point point : row.points()) {
                    List<String> values = new ArrayList<>(row.target().values());
                    values.addAll(point.own().values());
                    all.add(maker.of(row, point, Labels.of(labelNames, values)));
                }
            }
        }
        return all;
    }

    @Override
    public MetricFamilyDescriptor getMetricFamilyDescriptor() {
        MetricType type = switch (metric.type()) {
            case COUNTER -> MetricType.COUNTER;
            case GAUGE -> MetricType.GAUGE;
            case HISTOGRAM -> MetricType.HISTOGRAM;
        };
        return MetricFamilyDescriptor.of(type, metadata(), labelNames);
    }

    private MetricMetadata metadata() {
        return new MetricMetadata(metric.id(), metric.help());
    }

    boolean hasName(String name) {
        return metric.id().equals(name);
    }
}
