// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.monitor;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pathtracer.Hop;
import org.pathtracer.MonitorEvent;
import org.pathtracer.MonitorPath;
import org.pathtracer.MonitorRequest;
import org.pathtracer.MonitorSeries;
import org.pathtracer.PathChange;
import org.pathtracer.PingTarget;
import org.pathtracer.StopReason;
import org.pathtracer.Target;
import org.pathtracer.TraceRequest;
import org.pathtracer.core.engine.ProbeOrder;
import org.pathtracer.core.engine.Setting;
import org.pathtracer.core.trace.TraceStrategy;
import org.pathtracer.probe.ProbeOutcome.Answer;
import org.pathtracer.probe.ProbeOutcome.SendFailed;
import org.pathtracer.result.MonitorEventRecords;
import org.pathtracer.result.MonitorPathRecord;
import org.pathtracer.result.MonitorSeriesRecord;
import org.pathtracer.result.PathChangeRecord;

/**
 * One target of a monitor: a trace after the other, and what they show together. A trace may end without waiting for
 * silent probes, but each probe is counted when its own timeout has passed or its answer has come, whatever trace runs
 * then. All times are in nanoseconds since the operation's start.
 */
final class TargetMonitor {
    static final long NEVER = Long.MAX_VALUE;

    private static final int MOST_CHANGES = 100;
    /** Why a trace may have ended that says something of the path. */
    private static final Set<StopReason> ENDS = EnumSet.of(StopReason.UNREACHABLE, StopReason.LOOP);

    final int index;
    final PingTarget target;
    /** When it is to be looked at next; its owner's. */
    long scheduledAt = NEVER;
    /** Whether its owner has put it among those that were told something; its owner's, as the next two are. */
    boolean told;
    /** Whether it stands in line to send. */
    boolean inLine;
    /** Whether it was found to be done. */
    boolean closed;

    private final MonitorRequest request;
    private final Consumer<MonitorEvent> events;
    private final PathWatch watch;
    private final CycleWatch silence = new CycleWatch();
    private final List<HopRecord> hops = new ArrayList<>();
    private final ArrayDeque<PathChange> changes = new ArrayDeque<>();
    private final Map<SendFailed, Long> sendFailures = new HashMap<>();
    private final Target host;
    private Setting setting;
    private @Nullable TraceStrategy trace;
    /** The next probe's number, and that of the trace's first one. */
    private long ordered;

    private long firstOfTrace;
    private long nextStart;
    private int horizon;
    private long cycles;
    private long reachedCycles;
    private long changesLeftOut;
    /** The latest time that it was told. */
    private long now;

    /**
     * With nothing sent yet.
     *
     * @param setting with this target alone
     * @param firstStart when to begin the first trace
     */
    TargetMonitor(
            int index,
            PingTarget target,
            MonitorRequest request,
            Setting setting,
            long firstStart,
            Consumer<MonitorEvent> events) {
        this.index = index;
        this.target = target;
        this.request = request;
        this.setting = setting;
        host = Target.of(setting.profile().destination());
        this.events = events;
        nextStart = firstStart;
        horizon = request.maxHops();
        watch = new PathWatch(request.firstHop(), request.changeAfter());
    }

    /** Tells the time, before anything that follows from it. */
    void passTo(long time) {
        now = time;
    }

    private long epochNanos() {
        return setting.startEpochNanos() + now;
    }

    /** Begins and ends traces. */
    void onTime(long now) {
        TraceStrategy current = trace == null && mayBegin(now) ? begin(now) : trace;
        if (current != null) {
            current.onTime(now);
            current.stopped().ifPresent(reason -> end(current.result(reason), now));
        }
    }

    private boolean mayBegin(long now) {
        return wantsMore() && nextStart <= now && inFlight() < MonitorKeys.MOST_IN_FLIGHT;
    }

    private boolean wantsMore() {
        return request.cycles() == 0 || cycles < request.cycles();
    }

    private int inFlight() {
        return hops.stream().mapToInt(HopRecord::inFlight).sum();
    }

    private TraceStrategy begin(long now) {
        TraceStrategy next = new TraceStrategy(traceRequest(), setting, event -> {});
        trace = next;
        firstOfTrace = ordered;
        silence.begin(firstOfTrace, now);
        long interval = request.interval().toNanos();
        // Evenly from the first one on; what was missed in a longer break is not made up for.
        nextStart = now - nextStart > interval ? now + interval : nextStart + interval;
        return next;
    }

    private TraceRequest traceRequest() {
        return TraceRequest.to(host)
                .protocol(request.probe().protocol())
                .flow(request.probe().flow())
                .flowMethod(request.probe().flowMethod())
                .firstHop(request.firstHop())
                .maxHops(horizon)
                .queries(1)
                .gapLimit(request.gapLimit())
                .timeout(request.timeout())
                .adaptiveTimeout(request.adaptiveTimeout())
                .build();
    }

    private void end(TraceStrategy.Findings findings, long now) {
        trace = null;
        silence.end();
        MonitorPath path = path(findings);
        horizon = horizon(path);
        if (path.reached()) {
            reachedCycles++;
        }
        if (path.end().isPresent()) {
            // What is beyond was asked before it was known where the path ends. What was known of it before is kept
            // where the target is behind: it shows again when there is a way on.
            hops.removeIf(hop -> hop.ttl > path.lastTtl() && (path.reached() || hop.asksSince(firstOfTrace)));
        }
        watch.observe(path).ifPresent(before -> changed(before, now));
        cycles++;
        events.accept(new MonitorEventRecords.CycleCompleted(series(), path));
    }

    private void changed(MonitorPath before, long now) {
        PathChange change = new PathChangeRecord(cycles, Duration.ofNanos(now), before, watch.path());
        changes.add(change);
        if (changes.size() > MOST_CHANGES) {
            changes.remove();
            changesLeftOut++;
        }
        events.accept(new MonitorEventRecords.PathChanged(target, change));
    }

    /** Up to the last hop that answered. */
    private MonitorPath path(TraceStrategy.Findings findings) {
        List<Optional<InetAddress>> addresses = new ArrayList<>();
        for (Hop hop : findings.hops()) {
            addresses.add(hop.address());
        }
        while (!addresses.isEmpty() && addresses.get(addresses.size() - 1).isEmpty()) {
            addresses.remove(addresses.size() - 1);
        }
        Optional<StopReason> end = findings.reached()
                ? Optional.of(StopReason.DESTINATION)
                : Optional.of(findings.stopReason()).filter(ENDS::contains);
        return new MonitorPathRecord(request.firstHop(), addresses, findings.reached(), end);
    }

    /**
     * How far the next trace asks: not beyond where the path ends, which the same answer must say again, and else as
     * far as a gap may be.
     */
    private int horizon(MonitorPath path) {
        if (path.end().isPresent()) {
            return path.lastTtl();
        }
        return request.gapLimit() == 0
                ? request.maxHops()
                : Math.min(request.maxHops(), path.lastTtl() + request.gapLimit());
    }

    /** What to send next; empty for nothing now. */
    Optional<ProbeOrder> next() {
        return trace == null ? Optional.empty() : trace.next().map(this::number);
    }

    private ProbeOrder number(ProbeOrder order) {
        if (order.alone()) {
            hops.forEach(hop -> hop.giveUp(ordered, epochNanos()));
        }
        int key = MonitorKeys.key(index, order.ttl(), ordered);
        hop(order.ttl()).ordered();
        silence.ordered();
        ordered++;
        return new ProbeOrder(key, order.ttl(), order.flow(), order.profile(), order.alone());
    }

    private HopRecord hop(int ttl) {
        int at = ttl - request.firstHop();
        while (hops.size() <= at) {
            hops.add(new HopRecord(request.firstHop() + hops.size(), ordered));
        }
        return hops.get(at);
    }

    void onSent(int key, long nanos) {
        OptionalInt probe = ofTrace(key);
        if (trace != null && probe.isPresent()) {
            trace.onSent(probe.getAsInt(), nanos);
        }
    }

    void onAnswer(int key, Answer answer) {
        if (answer.reception().late()) {
            record(key).ifPresent(HopRecord::late);
            return;
        }
        record(key).ifPresent(hop -> hop.answered(sequence(key), answer, epochNanos()));
        silence.complete(sequence(key), target.isAuthorOf(answer));
        OptionalInt probe = ofTrace(key);
        if (trace != null && probe.isPresent()) {
            trace.onAnswer(probe.getAsInt(), answer);
        }
    }

    void onDuplicate(int key) {
        record(key).ifPresent(HopRecord::duplicate);
    }

    void onTimeout(int key) {
        record(key).ifPresent(hop -> hop.lost(sequence(key), epochNanos()));
        silence.complete(sequence(key), false);
        OptionalInt probe = ofTrace(key);
        if (trace != null && probe.isPresent()) {
            trace.onTimeout(probe.getAsInt());
        }
    }

    void onSendFailed(int key, SendFailed failure) {
        sendFailures.merge(failure, 1L, Long::sum);
        record(key).ifPresent(hop -> hop.notSent(sequence(key)));
        silence.complete(sequence(key), false);
        OptionalInt probe = ofTrace(key);
        if (trace != null && probe.isPresent()) {
            trace.onSendFailed(probe.getAsInt(), failure);
        }
    }

    /** From then on its probes go one by one, as their answers can't be told apart. */
    void onUnidentified(InetAddress destination) {
        if (trace != null) {
            trace.onUnidentified(destination);
        }
        if (!setting.oneProbePerFlow() && destination.equals(setting.profile().destination())) {
            setting = setting.oneByOne();
        }
    }

    private long sequence(int key) {
        return MonitorKeys.sequence(key, ordered);
    }

    /** The trace's own number of a probe; empty for one of an earlier trace. */
    private OptionalInt ofTrace(int key) {
        long sequence = sequence(key);
        return sequence >= firstOfTrace ? OptionalInt.of((int) (sequence - firstOfTrace)) : OptionalInt.empty();
    }

    /** Where a probe counts; nowhere if it was found to be sent beyond the path's end. */
    private Optional<HopRecord> record(int key) {
        int at = MonitorKeys.ttl(key) - request.firstHop();
        return at < hops.size() ? Optional.of(hops.get(at)) : Optional.empty();
    }

    /** When to call {@link #onTime} if nothing else happens. */
    long wakeAt() {
        if (trace != null) {
            return trace.wakeAt();
        }
        return wantsMore() && inFlight() < MonitorKeys.MOST_IN_FLIGHT ? nextStart : NEVER;
    }

    /** Whether all was sent, and answered or given up. */
    boolean done() {
        return trace == null && !wantsMore() && hops.stream().noneMatch(HopRecord::awaiting);
    }

    /** All that is known of it. */
    MonitorSeries series() {
        MonitorPath path = watch.path();
        int last = hops.size();
        while (path.end().isEmpty() && last > 0 && !hops.get(last - 1).everAnswered()) {
            last--;
        }
        int shown = path.end().isPresent() ? path.lastTtl() : request.firstHop() + last - 1;
        return new MonitorSeriesRecord(
                target,
                cycles,
                reachedCycles,
                hops.stream()
                        .filter(hop -> hop.ttl <= shown)
                        .map(hop -> hop.hop(epochNanos()))
                        .toList(),
                path,
                List.copyOf(changes),
                changesLeftOut,
                silence.outages(now),
                silence.leftOut(now),
                sendFailures);
    }

    /** Of a target that could not be probed. */
    static MonitorSeries none(PingTarget target, int firstHop) {
        return new MonitorSeriesRecord(
                target, 0, 0, List.of(), new MonitorPathRecord(firstHop, List.of(), false), List.of(), 0, Map.of());
    }
}
