// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.pathtracer.MonitorEvent;
import org.pathtracer.PingTarget;
import org.pathtracer.statistics.Window;

/**
 * Counts what a monitor sees, and shows its latest figures: a subscriber for {@code Measurement.events()}, to be bound
 * to a registry first. Meters of a target exist from the monitor's start on, those of a hop from its first trace on.
 * Targets beyond the bound are left out.
 *
 * <table>
 * <caption>Meters</caption>
 * <tr><th>name</th><th>what</th><th>tags</th></tr>
 * <tr><td>{@code pathtracer.monitor.cycles}</td><td>counter of traces</td><td>target</td></tr>
 * <tr><td>{@code pathtracer.monitor.reached}</td><td>counter of those that reached the target</td><td>target</td></tr>
 * <tr><td>{@code pathtracer.monitor.path.changes}</td><td>counter</td><td>target</td></tr>
 * <tr><td>{@code pathtracer.monitor.path.hops}</td><td>gauge: hops listed</td><td>target</td></tr>
 * <tr><td>{@code pathtracer.monitor.hop.sent}, {@code .answered}</td><td>counters of probes</td><td>target, ttl</td></tr>
 * <tr><td>{@code pathtracer.monitor.hop.rtt}</td><td>timer with a histogram</td><td>target, ttl</td></tr>
 * <tr><td>{@code pathtracer.monitor.hop.loss}</td><td>gauge: ratio, 0 to 1, of the latest probes, up to 64, or of those of a window</td>
 *     <td>target, ttl</td></tr>
 * <tr><td>{@code pathtracer.monitor.hop.rtt.last}, {@code .mean}, {@code .p95}, {@code .jitter}</td><td>gauges in
 *     seconds, of the same probes; not a number if there is none</td><td>target, ttl</td></tr>
 * </table>
 *
 * @since 0.1.0
 */
public final class MonitorMetrics implements MeterBinder, Flow.Subscriber<MonitorEvent> {
    private final TargetTags tags;
    private final @Nullable Window window;
    private final Map<String, PathMeters> targets = new HashMap<>();

    private volatile @Nullable MeterRegistry registry;

    /**
     * Without figures yet.
     *
     * @param mostTargets 1 or more
     */
    public MonitorMetrics(int mostTargets) {
        tags = new TargetTags(mostTargets);
        window = null;
    }

    /**
     * Without figures yet. Gauges of loss and round-trip times of a hop have the probes of a window instead of the
     * latest 64.
     *
     * @param mostTargets 1 or more
     * @param window such as the last minute
     */
    public MonitorMetrics(int mostTargets, Window window) {
        tags = new TargetTags(mostTargets);
        this.window = Objects.requireNonNull(window, "window");
    }

    /** Takes one registry, before the first event. */
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
        if (to == null) {
            return;
        }
        if (event instanceof MonitorEvent.Started started) {
            started.targets().stream().filter(tags::has).forEach(target -> meters(target, to));
        } else if (event instanceof MonitorEvent.CycleCompleted cycle
                && tags.has(cycle.series().target())) {
            meters(cycle.series().target(), to).update(cycle.series());
        }
    }

    private PathMeters meters(PingTarget target, MeterRegistry to) {
        return targets.computeIfAbsent(target.name(), name -> new PathMeters(name, window, to));
    }

    /** Keeps the last figures: the monitor failed. */
    @Override
    public void onError(Throwable failure) {}

    /** Keeps the last figures. */
    @Override
    public void onComplete() {}
}
