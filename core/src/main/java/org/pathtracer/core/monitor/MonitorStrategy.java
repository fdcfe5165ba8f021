// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.monitor;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pathtracer.MonitorEvent;
import org.pathtracer.MonitorRequest;
import org.pathtracer.MonitorSeries;
import org.pathtracer.PingTarget;
import org.pathtracer.StopReason;
import org.pathtracer.core.engine.Endpoint;
import org.pathtracer.core.engine.ProbeOrder;
import org.pathtracer.core.engine.Setting;
import org.pathtracer.core.engine.Strategy;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.result.MonitorEventRecords;

/**
 * A monitor: a trace after the other to each of its targets. With every call only those targets are looked at of which
 * something was told or whose time has come.
 */
public final class MonitorStrategy implements Strategy<MonitorStrategy.Findings> {
    /**
     * What a monitor found out.
     *
     * @param series each target, in the order asked for
     * @param stopReason why it ended
     */
    public record Findings(List<MonitorSeries> series, StopReason stopReason) {}

    private final MonitorRequest request;
    private final Consumer<MonitorEvent> events;
    private final List<PingTarget> targets = new ArrayList<>();
    private final List<TargetMonitor> monitors = new ArrayList<>();
    /** Those whose time will come, the next one first. */
    private final TreeSet<TargetMonitor> scheduled =
            new TreeSet<>(Comparator.comparingLong((TargetMonitor monitor) -> monitor.scheduledAt)
                    .thenComparingInt(m -> m.index));
    /** Were told something since they were looked at. */
    private final ArrayDeque<TargetMonitor> told = new ArrayDeque<>();
    /** May have something to send; each has its turn. */
    private final ArrayDeque<TargetMonitor> line = new ArrayDeque<>();

    private final long start;
    private long now;
    private int open;
    /** To be told before all else. */
    private MonitorEvent.@Nullable Started started;

    /** A monitor to be told {@link #onTime} first. */
    public MonitorStrategy(MonitorRequest request, Setting setting, Consumer<MonitorEvent> events) {
        this.request = request;
        this.events = events;
        start = setting.startNanos();
        long found = setting.endpoints().stream()
                .filter(Endpoint.Found.class::isInstance)
                .count();
        Duration apart = request.interval().dividedBy(found);
        for (Endpoint endpoint : setting.endpoints()) {
            targets.add(endpoint.target());
            if (endpoint instanceof Endpoint.Found place) {
                monitors.add(monitor(place, setting, apart));
            }
        }
        open = monitors.size();
        monitors.forEach(this::tell);
        started = new MonitorEventRecords.Started(
                targets, request.probe().protocol(), setting.transport(), setting.source());
    }

    private TargetMonitor monitor(Endpoint.Found place, Setting setting, Duration apart) {
        long firstStart = apart.multipliedBy(monitors.size()).toNanos();
        return new TargetMonitor(monitors.size(), place.target(), request, setting.of(place), firstStart, events);
    }

    @Override
    public void onTime(long time) {
        if (started != null) {
            events.accept(started);
            started = null;
        }
        now = time - start;
        while (!scheduled.isEmpty() && scheduled.first().scheduledAt <= now) {
            TargetMonitor due = scheduled.pollFirst();
            due.scheduledAt = TargetMonitor.NEVER;
            tell(due);
        }
        TargetMonitor monitor;
        while ((monitor = told.poll()) != null) {
            advance(monitor);
        }
    }

    private void advance(TargetMonitor monitor) {
        monitor.told = false;
        monitor.onTime(now);
        schedule(monitor);
        if (!monitor.closed && monitor.done()) {
            monitor.closed = true;
            open--;
        }
        if (!monitor.inLine) {
            monitor.inLine = true;
            line.add(monitor);
        }
    }

    private void schedule(TargetMonitor monitor) {
        long at = monitor.wakeAt();
        if (at != monitor.scheduledAt) {
            scheduled.remove(monitor);
            monitor.scheduledAt = at;
            if (at != TargetMonitor.NEVER) {
                scheduled.add(monitor);
            }
        }
    }

    @Override
    public Optional<ProbeOrder> next() {
        TargetMonitor monitor;
        while ((monitor = line.poll()) != null) {
            Optional<ProbeOrder> order = monitor.next();
            if (order.isPresent()) {
                line.add(monitor);
                return order;
            }
            monitor.inLine = false;
        }
        return Optional.empty();
    }

    private TargetMonitor told(int key) {
        return tell(monitors.get(MonitorKeys.target(key)));
    }

    private TargetMonitor tell(TargetMonitor monitor) {
        monitor.passTo(now);
        if (!monitor.told) {
            monitor.told = true;
            told.add(monitor);
        }
        return monitor;
    }

    @Override
    public void onSent(int key, long nanos) {
        told(key).onSent(key, nanos - start);
    }

    @Override
    public void onAnswer(int key, ProbeOutcome.Answer answer) {
        told(key).onAnswer(key, answer);
    }

    @Override
    public void onDuplicate(int key) {
        told(key).onDuplicate(key);
    }

    @Override
    public void onTimeout(int key) {
        told(key).onTimeout(key);
    }

    @Override
    public void onSendFailed(int key, ProbeOutcome.SendFailed failure) {
        told(key).onSendFailed(key, failure);
    }

    @Override
    public void onUnidentified(InetAddress destination) {
        for (TargetMonitor monitor : monitors) {
            tell(monitor).onUnidentified(destination);
        }
    }

    @Override
    public long wakeAt() {
        return scheduled.isEmpty() ? TargetMonitor.NEVER : start + scheduled.first().scheduledAt;
    }

    @Override
    public Optional<StopReason> stopped() {
        return open == 0 ? Optional.of(StopReason.COMPLETED) : Optional.empty();
    }

    @Override
    public Findings result(StopReason reason) {
        List<MonitorSeries> series = new ArrayList<>(targets.size());
        int next = 0;
        for (PingTarget target : targets) {
            series.add(
                    target.address().isPresent()
                            ? tell(monitors.get(next++)).series()
                            : TargetMonitor.none(target, request.firstHop()));
        }
        return new Findings(series, reason);
    }
}
