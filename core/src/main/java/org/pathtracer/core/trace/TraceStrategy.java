// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.trace;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pathtracer.FlowMethod;
import org.pathtracer.Hop;
import org.pathtracer.Protocol;
import org.pathtracer.StopReason;
import org.pathtracer.TraceEvent;
import org.pathtracer.TraceRequest;
import org.pathtracer.core.engine.GiveUpRule;
import org.pathtracer.core.engine.ProbeOrder;
import org.pathtracer.core.engine.Setting;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.result.TimeoutRecord;
import org.pathtracer.result.TraceEventRecords;
import org.pathtracer.spi.ProbeProfile;

/**
 * A trace. Concurrently, the first query of every TTL leaves at once, or a little later for TTLs that are far ahead of
 * the answers; the others of a TTL follow as soon as an answer from there or beyond shows that they are worth sending,
 * or after a while. Sequentially, one probe is in flight at a time. Hops settle in the order of their TTLs in both
 * ways, and whether the trace ends is decided there alone, so both ways give the same result.
 *
 * <p>With UDP all queries of a TTL leave together, TTL by TTL, a few TTLs ahead of the answers. Hosts answer only a few
 * datagrams to closed ports in a row (Linux six, then one a second), and these must be the first that reach the
 * destination, not those with a larger TTL.
 *
 * <p>Where a transport can have one probe of a flow in flight only, the first query of every TTL still comes first, one
 * by one: the answers of later hops then tell when to give up the other queries of a silent one. The same happens from
 * the moment on when an answer shows too little to tell whose it is; hops that stayed silent until then, perhaps for
 * that reason, are asked again.
 */
public final class TraceStrategy implements TimedTrace {
    /**
     * What a trace found out.
     *
     * @param hops from the first TTL to where it ended
     * @param reached whether the destination answered
     * @param stopReason why it ended
     * @param sent probes that left, also beyond the last hop
     * @param received answers matched, also beyond the last hop
     */
    public record Findings(List<Hop> hops, boolean reached, StopReason stopReason, int sent, int received) {}

    /** Share of the probe timeout after which the next query of a silent TTL leaves without evidence. */
    private static final int STAGGER_SHARE = 10;

    private static final int FLOWS = 65_534;

    private final TraceRequest request;
    private final ProbeProfile profile;
    private final InetAddress destination;
    private final Consumer<TraceEvent> events;
    private final GiveUpRule giveUpRule;
    private final boolean sequential;
    private final PathPart part;
    /** All queries of a TTL leave before those of the next. */
    private final boolean queriesTogether;

    private final long staggerNanos;
    private final List<TtlProbes> hops = new ArrayList<>();
    private final List<ProbeState> probes = new ArrayList<>();
    private final PathEnd pathEnd;
    /** Hops of interest: all, until one is known where the path ends. */
    private int end;

    private int highestAnswered = -1;
    private int settled;
    private int sent;
    private int received;
    private long now;
    private long startedNanos;
    private long giveUpAt = Long.MAX_VALUE;
    private @Nullable StopReason stopped;
    /** At most one probe may be in flight. */
    private boolean alone;
    /** An answer could not be told from another probe's. */
    private boolean unidentified;
    /** Silent hops are asked again as soon as nothing is awaited. */
    private boolean repetitionDue;
    /** To be told before all else. */
    private TraceEvent.@Nullable Started started;

    /** A trace to be told {@link #onTime} first. */
    public TraceStrategy(TraceRequest request, Setting setting, Consumer<TraceEvent> events) {
        this(request, setting, events, PathPart.whole(request));
    }

    /** A trace of a part of the path. */
    TraceStrategy(TraceRequest request, Setting setting, Consumer<TraceEvent> events, PathPart part) {
        this.request = request;
        this.part = part;
        this.profile = setting.profile();
        this.sequential = request.sequential();
        this.queriesTogether = request.probe().protocol() == Protocol.UDP;
        this.alone = setting.oneProbePerFlow() && !classic();
        this.started = new TraceEventRecords.Started(
                request.target().toString(),
                profile.destination(),
                request.probe().protocol(),
                setting.transport());
        this.destination = profile.destination();
        this.events = events;
        long timeoutNanos = request.timeout().toNanos();
        giveUpRule = new GiveUpRule(request.adaptiveTimeout(), timeoutNanos);
        staggerNanos = timeoutNanos / STAGGER_SHARE;
        pathEnd = new PathEnd(destination, request.gapLimit());
        for (int ttl = part.firstHop(); ttl <= part.lastHop(); ttl++) {
            hops.add(new TtlProbes(ttl, new HopPacing(timeoutNanos)));
        }
        end = hops.size();
    }

    @Override
    public void onTime(long time) {
        now = time;
        if (started != null) {
            events.accept(started);
            started = null;
            startedNanos = time;
        }
        giveUpSilentProbes();
        if (repetitionDue && !awaiting()) {
            repetitionDue = false;
            hops.subList(settled, end).stream().filter(hop -> !hop.answered()).forEach(TtlProbes::askAgain);
        }
        settle();
    }

    private boolean classic() {
        return request.probe().flowMethod() == FlowMethod.CLASSIC;
    }

    private boolean awaiting() {
        for (int i = settled; i < end; i++) {
            if (hops.get(i).awaiting()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Optional<ProbeOrder> next() {
        if (alone && awaiting()) {
            return Optional.empty();
        }
        return sequential ? nextInTurn() : nextOfAll();
    }

    private Optional<ProbeOrder> nextInTurn() {
        TtlProbes hop = hops.get(settled);
        return hop.awaiting() || !wants(hop) ? Optional.empty() : Optional.of(order(hop));
    }

    private Optional<ProbeOrder> nextOfAll() {
        TtlProbes best = null;
        for (int i = settled; i < end; i++) {
            TtlProbes hop = hops.get(i);
            boolean earlier = best == null || (alone || !queriesTogether) && hop.asked() < best.asked();
            if (earlier && wants(hop) && released(hop)) {
                best = hop;
            }
        }
        return best == null ? Optional.empty() : Optional.of(order(best));
    }

    /** Whether the hop has queries left that are of use, or is silent and has retries left. */
    private boolean wants(TtlProbes hop) {
        if (hop.enough) {
            return false;
        }
        int queries = request.queries();
        int used = hop.asked();
        return used < queries || used < queries + request.retries() && !hop.awaiting() && !hop.answered();
    }

    private boolean released(TtlProbes hop) {
        return worthAsking(hop) && (!paced(hop) || due(pacedUntil(hop)));
    }

    private boolean worthAsking(TtlProbes hop) {
        if (alone) {
            return hop.asked() > 0 || !behindGap(index(hop));
        }
        if (hop.probes.isEmpty()) {
            return index(hop) < part.ahead() || highestAnswered >= index(hop) - part.ahead() || due(releaseAt(hop));
        }
        boolean together = queriesTogether && hop.asked() < request.queries();
        return together || !hop.awaiting() || highestAnswered >= index(hop) || due(releaseAt(hop));
    }

    /** When the hop may be asked again, as fast as it answers. */
    private long pacedUntil(TtlProbes hop) {
        return hop.awaiting()
                ? hop.pacing.nextAt(hop.awaited(), hop.oldestSent(), hop.smallestRtt(), () -> hurryAt(hop), now)
                : hop.pacing.nextWhenIdleAt(now);
    }

    private boolean paced(TtlProbes hop) {
        return request.pacing() && !alone && hop.answered() && hop.probes.size() > HopPacing.FREE;
    }

    /** The clock may be negative, where the distance to "never" would overflow. */
    private boolean due(long at) {
        return at != HopPacing.NEVER && at - now <= 0;
    }

    /** The slowest hop takes two round trips; others may take their time until then. */
    private long hurryAt(TtlProbes hop) {
        long slowest = 0;
        for (TtlProbes other : hops.subList(settled, end)) {
            if (other.awaiting() && !other.answered()) {
                return HopPacing.NEVER;
            }
            slowest = Math.max(slowest, other.longestRtt());
        }
        return startedNanos + 2 * slowest - hop.longestRtt();
    }

    /** One by one, silent hops that the gap limit will cut off would cost a timeout each. */
    private boolean behindGap(int index) {
        int gap = request.gapLimit();
        return gap > 0 && index >= gap && highestAnswered < index - gap;
    }

    private int index(TtlProbes hop) {
        return hop.ttl - part.firstHop();
    }

    /**
     * When the hop may be asked without evidence that it is worth it. A TTL that had to wait for those before it
     * catches up, so that a silent path takes no longer than one silent TTL.
     */
    private long releaseAt(TtlProbes hop) {
        if (!hop.probes.isEmpty()) {
            return startedNanos + hop.asked() * staggerNanos;
        }
        List<ProbeState> asked = hops.get(index(hop) - part.ahead()).probes;
        return asked.isEmpty() ? HopPacing.NEVER : asked.get(asked.size() - 1).sentNanos + staggerNanos;
    }

    private ProbeOrder order(TtlProbes hop) {
        int first = request.probe().flow();
        ProbeState probe = hop.add(classic() ? (first + probes.size()) % FLOWS : first, now);
        probes.add(probe);
        return new ProbeOrder(probes.size() - 1, hop.ttl, probe.flow, profile, alone);
    }

    @Override
    public void onSent(int key, long nanos) {
        ProbeState probe = probes.get(key);
        probe.sentNanos = nanos;
        if (!probe.left) {
            probe.left = true;
            sent++;
        }
    }

    @Override
    public void onAnswer(int key, ProbeOutcome.Answer answer) {
        ProbeState probe = probes.get(key);
        complete(probe, probe.awaited() ? answer : ProbeState.late(answer));
        received++;
        int index = index(probe.hop);
        highestAnswered = Math.max(highestAnswered, index);
        if (index >= settled && index < end && pathEnd.endsAt(probe.hop)) {
            end = index + 1;
        }
    }

    @Override
    public void onDuplicate(int key) {
        ProbeState probe = probes.get(key);
        probe.hop.duplicate(probe);
    }

    @Override
    public void onUnidentified(InetAddress of) {
        if (!unidentified && of.equals(destination)) {
            unidentified = true;
            alone = true;
            repetitionDue = true;
        }
    }

    @Override
    public void onTimeout(int key) {
        ProbeState probe = probes.get(key);
        if (probe.awaited()) {
            complete(probe, new TimeoutRecord());
        }
    }

    @Override
    public void onSendFailed(int key, ProbeOutcome.SendFailed failure) {
        complete(probes.get(key), failure);
    }

    private void complete(ProbeState probe, ProbeOutcome outcome) {
        TtlProbes hop = probe.hop;
        hop.complete(probe, outcome);
        hop.enough = part.enough().test(hop);
        if (outcome instanceof ProbeOutcome.Timeout
                && index(hop) < end
                && hops.subList(index(hop) + 1, end).stream().anyMatch(hop::losesMoreThan)) {
            hop.pacing.limited(probe.sentNanos, now);
        }
        events.accept(new TraceEventRecords.ProbeCompleted(probe.result()));
    }

    /** Gives up what has waited long enough; finds out when the next will have. */
    private void giveUpSilentProbes() {
        giveUpAt = Long.MAX_VALUE;
        long laterHops = part.beyondNanos();
        for (int i = end - 1; i >= settled; i--) {
            TtlProbes hop = hops.get(i);
            if (hop.awaiting()) {
                giveUp(hop, wait(hop.longestRtt(), laterHops));
            }
            laterHops = Math.max(laterHops, hop.longestRtt());
        }
    }

    /** Where an answer that comes too late would be taken for the next probe's, later hops wait as long. */
    private long wait(long sameHop, long laterHops) {
        return giveUpRule.waitNanos(unidentified && sameHop == 0 ? laterHops : sameHop, laterHops);
    }

    private void giveUp(TtlProbes hop, long wait) {
        if (wait == GiveUpRule.NEVER) {
            return;
        }
        for (ProbeState probe : hop.probes) {
            if (probe.awaited() && probe.left) {
                long at = probe.sentNanos + wait;
                if (at - now <= 0) {
                    complete(probe, new TimeoutRecord());
                } else {
                    giveUpAt = Math.min(giveUpAt, at);
                }
            }
        }
    }

    /** Settles hop by hop those from which nothing more is awaited; ends the trace where its path ends. */
    private void settle() {
        while (stopped == null && !repetitionDue && complete(hops.get(settled))) {
            TtlProbes hop = hops.get(settled++);
            events.accept(new TraceEventRecords.HopSettled(hop.hop()));
            stopped = pathEnd.after(hops.subList(0, settled), silentBeyond())
                    .orElse(settled == hops.size() ? StopReason.MAX_HOPS : null);
        }
    }

    private boolean silentBeyond() {
        for (int i = settled; i < end; i++) {
            if (hops.get(i).answered()) {
                return false;
            }
        }
        return true;
    }

    private boolean complete(TtlProbes hop) {
        return !hop.awaiting() && !wants(hop);
    }

    /** Whether a TTL belongs to what is traced here. */
    boolean covers(int ttl) {
        return ttl >= part.firstHop() && ttl <= part.lastHop();
    }

    @Override
    public long sentNanos(int ttl, int sequence) {
        return hops.get(ttl - part.firstHop()).probes.get(sequence).sentNanos;
    }

    @Override
    public long wakeAt() {
        long at = giveUpAt;
        for (int i = settled; i < end && !sequential && !alone; i++) {
            TtlProbes hop = hops.get(i);
            if (wants(hop) && !released(hop)) {
                at = Math.min(at, worthAsking(hop) ? pacedUntil(hop) : releaseAt(hop));
            }
        }
        return at;
    }

    @Override
    public Optional<StopReason> stopped() {
        return Optional.ofNullable(stopped);
    }

    /** The hops as far as they are of interest. */
    List<TtlProbes> path() {
        return hops.subList(0, stopped != null ? settled : lastOfInterest());
    }

    int sent() {
        return sent;
    }

    int received() {
        return received;
    }

    @Override
    public Findings result(StopReason reason) {
        List<TtlProbes> path = path();
        int last = path.size();
        boolean reached = !path.isEmpty() && path.get(last - 1).reached(destination);
        return new Findings(path.stream().map(TtlProbes::hop).toList(), reached, reason, sent, received);
    }

    /**
     * Of a trace that was ended from outside: up to the path's end, if it is known, else to the last hop that answered.
     */
    private int lastOfInterest() {
        int last = end;
        while (last > settled && !hops.get(last - 1).answered()) {
            last--;
        }
        return last;
    }
}
