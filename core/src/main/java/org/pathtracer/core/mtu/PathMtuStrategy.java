// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.mtu;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pathtracer.AdaptiveTimeout;
import org.pathtracer.PathMtuEvent;
import org.pathtracer.PathMtuRequest;
import org.pathtracer.StopReason;
import org.pathtracer.core.engine.GiveUpRule;
import org.pathtracer.core.engine.ProbeOrder;
import org.pathtracer.core.engine.Setting;
import org.pathtracer.core.engine.Strategy;
import org.pathtracer.mtu.LimitingHop;
import org.pathtracer.mtu.PathMtuVerdict;
import org.pathtracer.mtu.SizeStep;
import org.pathtracer.mtu.SizeStep.SizeOutcome;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.result.LimitingHopRecord;
import org.pathtracer.result.PathMtuEventRecords;
import org.pathtracer.result.ProbeResultRecord;
import org.pathtracer.result.TimeoutRecord;
import org.pathtracer.spi.ProbeProfile;

/** A path MTU search: first for the size, then for the hop that limits it; wave after wave. */
final class PathMtuStrategy implements Strategy<PathMtuStrategy.Findings> {
    /** What a search found out. */
    record Findings(
            OptionalInt pathMtu,
            PathMtuVerdict verdict,
            Optional<LimitingHop> limitingHop,
            List<SizeStep> steps,
            int sent,
            int received,
            StopReason stopReason) {}

    /** The initial TTL that hosts are to use (RFC 1700): no path is longer. */
    private static final int TTL = 64;

    private final PathMtuRequest request;
    private final ProbeProfile profile;
    private final Consumer<PathMtuEvent> events;
    private final GiveUpRule giveUpRule;
    private final SizeSearch sizes;
    private final List<SizedProbe> probes = new ArrayList<>();
    private final ArrayDeque<SizedOrder> wave = new ArrayDeque<>();
    private final Map<SizedOrder, Integer> repetitions = new HashMap<>();
    private final Map<Integer, ProbeProfile> profiles = new HashMap<>();
    private final Set<Integer> announced = new HashSet<>();
    private Search current;
    private @Nullable LimitSearch hops;
    private boolean oneAtATime;
    private int awaited;
    private int sent;
    private int received;
    private long longestRtt;
    private long now;
    private long giveUpAt = Long.MAX_VALUE;
    private boolean over;
    /** To be told before all else. */
    private PathMtuEvent.@Nullable Started started;

    PathMtuStrategy(PathMtuRequest request, Setting setting, Consumer<PathMtuEvent> events) {
        this.request = request;
        this.profile = setting.profile();
        this.events = events;
        this.oneAtATime = setting.oneProbePerFlow();
        InetAddress target = profile.destination();
        started = new PathMtuEventRecords.Started(
                request.target().toString(), target, profile.protocol(), setting.transport());
        giveUpRule = new GiveUpRule(AdaptiveTimeout.DEFAULT, request.timeout().toNanos());
        sizes = new SizeSearch(target, TTL, request.minSize(profile.family()), request.maxSize(), request.queries());
        current = sizes;
    }

    @Override
    public void onTime(long time) {
        now = time;
        if (started != null) {
            events.accept(started);
            started = null;
        }
        giveUpSilentProbes();
        if (awaited == 0 && wave.isEmpty() && !over) {
            nextWave();
        }
    }

    private void nextWave() {
        wave.addAll(current.wave());
        announceSizes();
        if (wave.isEmpty() && hops == null) {
            hops = limitSearch();
            if (hops != null) {
                current = hops;
                wave.addAll(hops.wave());
            }
        }
        over = wave.isEmpty();
    }

    /** For what limits the size on the way; null if nothing does. */
    private @Nullable LimitSearch limitSearch() {
        int fits = sizes.fits();
        return switch (sizes.verdict()) {
            case BLACK_HOLE ->
                new LimitSearch(fits, fits + 1, request.queries(), TTL, Optional.empty(), OptionalInt.empty());
            case REPORTED -> sizes.report().map(this::limitSearch).orElse(null);
            // The target is silent, but a router has said what limits the way to it.
            case UNANSWERED ->
                sizes.named().isPresent()
                        ? sizes.report().map(this::limitSearch).orElse(null)
                        : null;
            default -> null;
        };
    }

    private LimitSearch limitSearch(SizeState report) {
        ProbeOutcome.IcmpError error = (ProbeOutcome.IcmpError) report.evidence();
        OptionalInt quotedTtl = error.quoted().ttl();
        OptionalInt hint = quotedTtl.isPresent() ? OptionalInt.of(TTL - quotedTtl.getAsInt() + 1) : OptionalInt.empty();
        Optional<InetAddress> reporter = Optional.of(error.reception().address());
        int small = sizes.fits() > 0 ? sizes.fits() : sizes.named().orElse(0);
        return new LimitSearch(small, report.size, request.queries(), TTL, reporter, hint);
    }

    @Override
    public Optional<ProbeOrder> next() {
        SizedOrder order = oneAtATime && awaited > 0 ? null : wave.poll();
        if (order == null) {
            return Optional.empty();
        }
        int sequence = repetitions.merge(order, 1, Integer::sum) - 1;
        probes.add(new SizedProbe(order, sequence, current, now));
        awaited++;
        return Optional.of(new ProbeOrder(
                probes.size() - 1,
                order.ttl(),
                request.probe().flow(),
                profiles.computeIfAbsent(order.size(), profile::sized),
                oneAtATime));
    }

    @Override
    public void onSent(int key, long nanos) {
        SizedProbe probe = probes.get(key);
        probe.sentNanos = nanos;
        if (!probe.left) {
            probe.left = true;
            sent++;
        }
    }

    @Override
    public void onAnswer(int key, ProbeOutcome.Answer answer) {
        SizedProbe probe = probes.get(key);
        received++;
        longestRtt = Math.max(longestRtt, Math.max(1, answer.reception().rtt().toNanos()));
        if (probe.outcome == null) {
            complete(probe, answer);
        } else {
            probe.outcome = answer;
            probe.search.onLateAnswer(probe.order, answer);
            reconsider(probe.order, answer);
            tell(probe, answer);
        }
    }

    /** A size that was taken for lost got to the target after all: the search for the size goes on. */
    private void reconsider(SizedOrder order, ProbeOutcome outcome) {
        if (hops != null && hops.contradicted()) {
            wave.clear();
            hops = null;
            current = sizes;
            sizes.onOutcome(order, outcome);
        }
    }

    @Override
    public void onDuplicate(int key) {
        probes.get(key).duplicates++;
    }

    @Override
    public void onTimeout(int key) {
        SizedProbe probe = probes.get(key);
        if (probe.outcome == null) {
            complete(probe, new TimeoutRecord());
        }
    }

    @Override
    public void onSendFailed(int key, ProbeOutcome.SendFailed failure) {
        complete(probes.get(key), failure);
    }

    @Override
    public void onUnidentified(InetAddress destination) {
        oneAtATime |= destination.equals(profile.destination());
    }

    private void complete(SizedProbe probe, ProbeOutcome outcome) {
        probe.outcome = outcome;
        awaited--;
        probe.search.onOutcome(probe.order, outcome);
        reconsider(probe.order, outcome);
        tell(probe, outcome);
    }

    private void tell(SizedProbe probe, ProbeOutcome outcome) {
        SizedOrder order = probe.order;
        int flow = request.probe().flow();
        events.accept(new PathMtuEventRecords.ProbeCompleted(
                order.size(), new ProbeResultRecord(order.ttl(), probe.sequence, flow, outcome, probe.duplicates)));
    }

    private void announceSizes() {
        for (SizeStep step : sizes.steps()) {
            if (step.outcome() != SizeOutcome.SILENT && announced.add(step.size())) {
                events.accept(new PathMtuEventRecords.SizeSettled(step));
            }
        }
    }

    /** Once the target or a hop has answered, others take no longer than a multiple of that. */
    private void giveUpSilentProbes() {
        giveUpAt = Long.MAX_VALUE;
        long wait = longestRtt == 0 ? GiveUpRule.NEVER : giveUpRule.waitNanos(longestRtt, 0);
        if (wait == GiveUpRule.NEVER || awaited == 0) {
            return;
        }
        for (SizedProbe probe : probes) {
            if (probe.outcome == null && probe.left) {
                long at = probe.sentNanos + wait;
                if (at - now <= 0) {
                    complete(probe, new TimeoutRecord());
                } else {
                    giveUpAt = Math.min(giveUpAt, at);
                }
            }
        }
    }

    @Override
    public long wakeAt() {
        return giveUpAt;
    }

    @Override
    public Optional<StopReason> stopped() {
        if (!over) {
            return Optional.empty();
        }
        return Optional.of(sizes.fits() > 0 ? StopReason.DESTINATION : StopReason.UNREACHABLE);
    }

    @Override
    public Findings result(StopReason reason) {
        boolean cut = reason == StopReason.DEADLINE || reason == StopReason.CANCELLED;
        PathMtuVerdict verdict = sizes.verdict();
        if (cut && hops == null && verdict == PathMtuVerdict.UNANSWERED) {
            // Answers were still awaited.
            verdict = PathMtuVerdict.UNDECIDED;
        }
        int fits = sizes.fits();
        return new Findings(
                fits == 0 ? OptionalInt.empty() : OptionalInt.of(fits),
                verdict,
                limitingHop(verdict),
                sizes.steps(),
                sent,
                received,
                cut ? reason : StopReason.COMPLETED);
    }

    private Optional<LimitingHop> limitingHop(PathMtuVerdict verdict) {
        if (verdict == PathMtuVerdict.LOCAL_INTERFACE) {
            return Optional.of(LimitingHopRecord.LOCAL);
        }
        Optional<LimitingHop> found = Optional.ofNullable(hops).flatMap(LimitSearch::result);
        return found.or(
                () -> verdict == PathMtuVerdict.REPORTED || sizes.named().isPresent()
                        ? sizes.report().map(this::unplaced)
                        : found);
    }

    /** A router that reported, but was not found at any TTL. */
    private LimitingHop unplaced(SizeState report) {
        ProbeOutcome.IcmpError error = (ProbeOutcome.IcmpError) report.evidence();
        return new LimitingHopRecord(
                OptionalInt.empty(), Optional.of(error.reception().address()), 0);
    }
}
