// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.bulk;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pathtracer.BulkTraceEvent;
import org.pathtracer.BulkTraceRequest;
import org.pathtracer.PingTarget;
import org.pathtracer.StopReason;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.TraceSeries;
import org.pathtracer.core.engine.Endpoint;
import org.pathtracer.core.engine.ProbeOrder;
import org.pathtracer.core.engine.Setting;
import org.pathtracer.core.engine.Strategy;
import org.pathtracer.core.trace.LossJudgingStrategy;
import org.pathtracer.core.trace.StopSet;
import org.pathtracer.core.trace.TimedTrace;
import org.pathtracer.core.trace.TraceStrategy;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.result.BulkTraceEventRecords;
import org.pathtracer.result.TraceSeriesRecord;

/**
 * Traces to many targets, of which so many run at the same time. With every call only those are looked at of which
 * something was told or whose time has come.
 */
final class BulkTraceStrategy implements Strategy<BulkTraceStrategy.Findings> {
    /**
     * What the traces found out.
     *
     * @param series each target, in the order asked for
     * @param stopReason why it ended
     */
    record Findings(List<TraceSeries> series, StopReason stopReason) {}

    private final BulkTraceRequest request;
    private final Setting setting;
    private final Consumer<BulkTraceEvent> events;
    private final SingleResults results;
    private final StopSet stopSet = new StopSet();

    private final List<PingTarget> targets = new ArrayList<>();
    private final List<Endpoint.Found> found = new ArrayList<>();
    /** By the index among those found: that which runs, and that which has ended. */
    private final @Nullable RunningTrace[] running;

    private final @Nullable TraceResult[] ended;
    /** Those whose time will come, the next one first. */
    private final TreeSet<RunningTrace> scheduled = new TreeSet<>(
            Comparator.comparingLong((RunningTrace trace) -> trace.scheduledAt).thenComparingInt(trace -> trace.index));
    /** Were told something since they were looked at. */
    private final ArrayDeque<RunningTrace> told = new ArrayDeque<>();
    /** May have something to send; each has its turn. */
    private final ArrayDeque<RunningTrace> line = new ArrayDeque<>();

    private int begun;
    private int completed;
    private long now;
    /** To be told before all else. */
    private BulkTraceEvent.@Nullable Started started;

    /** Traces to be told {@link #onTime} first. */
    BulkTraceStrategy(
            BulkTraceRequest request, Setting setting, SingleResults results, Consumer<BulkTraceEvent> events) {
        this.request = request;
        this.setting = setting;
        this.results = results;
        this.events = events;
        now = setting.startNanos();
        for (Endpoint endpoint : setting.endpoints()) {
            targets.add(endpoint.target());
            if (endpoint instanceof Endpoint.Found place) {
                found.add(place);
            }
        }
        running = new @Nullable RunningTrace[found.size()];
        ended = new @Nullable TraceResult[found.size()];
        started = new BulkTraceEventRecords.Started(targets, request.probe().protocol(), setting.transport());
    }

    @Override
    public void onTime(long time) {
        if (started != null) {
            events.accept(started);
            started = null;
        }
        now = time;
        while (!scheduled.isEmpty() && scheduled.first().scheduledAt <= sinceStart(time)) {
            RunningTrace due = scheduled.first();
            schedule(due, RunningTrace.NEVER);
            tell(due);
        }
        advanceTold();
    }

    private long sinceStart(long time) {
        return time - setting.startNanos();
    }

    private int mostAtOnce() {
        int most = request.concurrentTraces();
        return request.stopSet() ? Math.min(most, stopSet.concurrency()) : most;
    }

    /** Returns whether there was one to begin. */
    private boolean begin() {
        if (begun == found.size() || begun - completed >= mostAtOnce()) {
            return false;
        }
        TraceRequest each = request.each();
        Setting own = setting.of(found.get(begun));
        TimedTrace trace = request.stopSet() ? stopSet.trace(each, own) : new TraceStrategy(each, own, event -> {});
        RunningTrace next = new RunningTrace(begun, new LossJudgingStrategy(trace, each, own, event -> {}), now);
        running[begun++] = next;
        tell(next);
        advanceTold();
        return true;
    }

    private void advanceTold() {
        RunningTrace trace;
        while ((trace = told.poll()) != null) {
            trace.told = false;
            if (running[trace.index] == trace) {
                advance(trace);
            }
        }
    }

    private void advance(RunningTrace trace) {
        trace.passTo(now);
        Optional<StopReason> reason = trace.strategy.stopped();
        if (reason.isPresent()) {
            end(trace, reason.get());
            return;
        }
        if (!trace.inLine) {
            trace.inLine = true;
            line.add(trace);
        }
        reschedule(trace);
    }

    private void end(RunningTrace trace, StopReason reason) {
        schedule(trace, RunningTrace.NEVER);
        running[trace.index] = null;
        completed++;
        TraceResult result = result(trace, reason);
        ended[trace.index] = result;
        events.accept(
                new BulkTraceEventRecords.TraceCompleted(found.get(trace.index).target(), result));
    }

    private TraceResult result(RunningTrace trace, StopReason reason) {
        return results.of(found.get(trace.index), trace.strategy.result(reason), trace.startNanos, now);
    }

    private void reschedule(RunningTrace trace) {
        long at = trace.strategy.wakeAt();
        schedule(trace, at == RunningTrace.NEVER ? at : sinceStart(at));
    }

    private void schedule(RunningTrace trace, long at) {
        if (at != trace.scheduledAt) {
            if (trace.scheduledAt != RunningTrace.NEVER) {
                scheduled.remove(trace);
            }
            trace.scheduledAt = at;
            if (at != RunningTrace.NEVER) {
                scheduled.add(trace);
            }
        }
    }

    /**
     * A trace begins when those that run have nothing to send. If all began at once, they would ask the same router at
     * the same time, one router after the other, and end at the same time too.
     */
    @Override
    public Optional<ProbeOrder> next() {
        Optional<ProbeOrder> order = nextOfRunning();
        while (order.isEmpty() && begin()) {
            order = nextOfRunning();
        }
        return order;
    }

    private Optional<ProbeOrder> nextOfRunning() {
        RunningTrace trace;
        while ((trace = line.poll()) != null) {
            Optional<ProbeOrder> order = running[trace.index] == trace ? trace.strategy.next() : Optional.empty();
            if (order.isPresent()) {
                line.add(trace);
                int index = trace.index;
                return order.map(one -> number(index, one));
            }
            trace.inLine = false;
        }
        return Optional.empty();
    }

    private static ProbeOrder number(int trace, ProbeOrder order) {
        return new ProbeOrder(
                TraceKeys.key(trace, order.key()), order.ttl(), order.flow(), order.profile(), order.alone());
    }

    private void tell(RunningTrace trace) {
        if (!trace.told) {
            trace.told = true;
            told.add(trace);
        }
    }

    /** The trace of a probe, which is told something; null if it has ended. */
    private @Nullable RunningTrace told(int key) {
        RunningTrace trace = running[TraceKeys.trace(key)];
        if (trace != null) {
            tell(trace);
        }
        return trace;
    }

    @Override
    public void onSent(int key, long nanos) {
        RunningTrace trace = told(key);
        if (trace != null) {
            trace.strategy.onSent(TraceKeys.number(key), nanos);
        }
    }

    @Override
    public void onAnswer(int key, ProbeOutcome.Answer answer) {
        RunningTrace trace = told(key);
        if (trace != null) {
            trace.passToArrival(now);
            trace.strategy.onAnswer(TraceKeys.number(key), answer);
        }
    }

    @Override
    public void onDuplicate(int key) {
        RunningTrace trace = told(key);
        if (trace != null) {
            trace.strategy.onDuplicate(TraceKeys.number(key));
        }
    }

    @Override
    public void onTimeout(int key) {
        RunningTrace trace = told(key);
        if (trace != null) {
            trace.strategy.onTimeout(TraceKeys.number(key));
        }
    }

    @Override
    public void onSendFailed(int key, ProbeOutcome.SendFailed failure) {
        RunningTrace trace = told(key);
        if (trace != null) {
            trace.strategy.onSendFailed(TraceKeys.number(key), failure);
        }
    }

    @Override
    public void onUnidentified(InetAddress destination) {
        for (RunningTrace trace : running) {
            if (trace != null) {
                tell(trace);
                trace.strategy.onUnidentified(destination);
            }
        }
    }

    @Override
    public long wakeAt() {
        return scheduled.isEmpty() ? RunningTrace.NEVER : setting.startNanos() + scheduled.first().scheduledAt;
    }

    @Override
    public Optional<StopReason> stopped() {
        return completed == found.size() ? Optional.of(StopReason.COMPLETED) : Optional.empty();
    }

    @Override
    public Findings result(StopReason reason) {
        List<TraceSeries> series = new ArrayList<>(targets.size());
        int next = 0;
        for (PingTarget target : targets) {
            Optional<TraceResult> trace = target.address().isPresent() ? ended(next++, reason) : Optional.empty();
            series.add(new TraceSeriesRecord(target, trace));
        }
        return new Findings(series, reason);
    }

    /** The trace to one of those found, also if it is ended now; empty if it never began. */
    private Optional<TraceResult> ended(int index, StopReason reason) {
        RunningTrace trace = running[index];
        return trace != null ? Optional.of(result(trace, reason)) : Optional.ofNullable(ended[index]);
    }
}
