// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.micrometer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.pathtracer.MonitorEvent;
import org.pathtracer.MonitorHop;
import org.pathtracer.MonitorSeries;

/**
 * Shows a monitor's latest figures: a subscriber for {@code Measurement.events()}, to be bound to a registry first.
 * Targets beyond the bound are left out.
 *
 * <table>
 * <caption>Meters</caption>
 * <tr><th>name</th><th>what</th><th>tags</th></tr>
 * <tr><td>{@code pathtracer.monitor.cycles}</td><td>counter of traces</td><td>target</td></tr>
 * <tr><td>{@code pathtracer.monitor.reached}</td><td>counter of those that reached the target</td><td>target</td></tr>
 * <tr><td>{@code pathtracer.monitor.path.changes}</td><td>counter</td><td>target</td></tr>
 * <tr><td>{@code pathtracer.monitor.path.hops}</td><td>gauge: hops listed</td><td>target</td></tr>
 * <tr><td>{@code pathtracer.monitor.hop.loss}</td><td>gauge: ratio, 0 to 1</td><td>target, ttl</td></tr>
 * <tr><td>{@code pathtracer.monitor.hop.rtt.last}, {@code .mean}, {@code .p95}, {@code .jitter}</td><td>gauges in
 *     seconds; not a number if there is none</td><td>target, ttl</td></tr>
 * </table>
 */
public final class MonitorMetrics implements MeterBinder, Flow.Subscriber<MonitorEvent> {
    private static final double NANOS_PER_SECOND = 1e9;

    private final TargetTags tags;
    private final Map<String, MonitorSeries> latest = new ConcurrentHashMap<>();
    /** Number of hops with meters, for each target. */
    private final Map<String, Integer> metered = new ConcurrentHashMap<>();

    private volatile @Nullable MeterRegistry registry;

    /**
     * Without figures yet.
     *
     * @param mostTargets 1 or more
     */
    public MonitorMetrics(int mostTargets) {
        tags = new TargetTags(mostTargets);
    }

    /** One registry, before the first event. */
    @Override
    public void bindTo(MeterRegistry to) {
        registry = to;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(MonitorEvent event) {
        MeterRegistry to = registry;
        if (to != null
                && event instanceof MonitorEvent.CycleCompleted cycle
                && tags.has(cycle.series().target())) {
            show(cycle.series(), to);
        }
    }

    private void show(MonitorSeries series, MeterRegistry to) {
        String name = series.target().name();
        if (latest.put(name, series) == null) {
            meterTarget(name, to);
        }
        int known = metered.getOrDefault(name, 0);
        for (int i = known; i < series.hops().size(); i++) {
            meterHop(name, series.hops().get(i).ttl(), to);
        }
        metered.put(name, Math.max(known, series.hops().size()));
    }

    private void meterTarget(String name, MeterRegistry to) {
        count("cycles", "Traces that ended", name, MonitorSeries::cycles, to);
        count("reached", "Traces that reached the target", name, MonitorSeries::reachedCycles, to);
        count(
                "path.changes",
                "Confirmed changes of the path",
                name,
                series -> series.pathChanges().size() + series.pathChangesLeftOut(),
                to);
        Gauge.builder(
                        "pathtracer.monitor.path.hops",
                        () -> value(name, series -> series.hops().size()))
                .description("Hops that are listed")
                .tags(tag(name))
                .register(to);
    }

    private void count(
            String meter, String what, String name, ToDoubleFunction<MonitorSeries> value, MeterRegistry to) {
        FunctionCounter.builder("pathtracer.monitor." + meter, this, any -> any.value(name, value))
                .description(what)
                .tags(tag(name))
                .register(to);
    }

    private void meterHop(String name, int ttl, MeterRegistry to) {
        gauge("loss", "Share of probes lost", name, ttl, hop -> hop.statistics().lossRatio(), to);
        gauge("rtt.last", "Last round-trip time", name, ttl, hop -> seconds(hop.last()), to);
        gauge(
                "rtt.mean",
                "Mean round-trip time",
                name,
                ttl,
                hop -> seconds(hop.statistics().mean()),
                to);
        gauge(
                "rtt.p95",
                "95th percentile of the round-trip time",
                name,
                ttl,
                hop -> seconds(hop.statistics().p95()),
                to);
        gauge(
                "rtt.jitter",
                "Jitter of RFC 3550",
                name,
                ttl,
                hop -> seconds(hop.statistics().jitter()),
                to);
    }

    private void gauge(
            String meter, String what, String name, int ttl, ToDoubleFunction<MonitorHop> value, MeterRegistry to) {
        Gauge.builder(
                        "pathtracer.monitor.hop." + meter,
                        () -> value(
                                name,
                                series -> series.hop(ttl)
                                        .map(value::applyAsDouble)
                                        .orElse(Double.NaN)))
                .description(what)
                .baseUnit(meter.equals("loss") ? null : "seconds")
                .tags(tag(name).and("ttl", Integer.toString(ttl)))
                .register(to);
    }

    private static Tags tag(String name) {
        return Tags.of("target", name);
    }

    private double value(String name, ToDoubleFunction<MonitorSeries> value) {
        MonitorSeries series = latest.get(name);
        return series == null ? Double.NaN : value.applyAsDouble(series);
    }

    private static double seconds(Optional<Duration> span) {
        return span.map(known -> known.toNanos() / NANOS_PER_SECOND).orElse(Double.NaN);
    }

    /** The monitor failed; its last figures stay. */
    @Override
    public void onError(Throwable failure) {}

    /** Its last figures stay. */
    @Override
    public void onComplete() {}
}
