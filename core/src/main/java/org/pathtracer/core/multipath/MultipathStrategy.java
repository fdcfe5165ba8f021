// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pathtracer.MultipathEvent;
import org.pathtracer.MultipathRequest;
import org.pathtracer.StopReason;
import org.pathtracer.core.engine.GiveUpRule;
import org.pathtracer.core.engine.ProbeOrder;
import org.pathtracer.core.engine.Setting;
import org.pathtracer.core.engine.Strategy;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.UnreachableReason;
import org.pathtracer.result.MultipathEventRecords;
import org.pathtracer.result.ProbeResultRecord;
import org.pathtracer.result.TimeoutRecord;
import org.pathtracer.spi.ProbeProfile;

/**
 * A multipath discovery: sends what its {@link Exploration} asks for, gives up and repeats what is not answered, and
 * begins again when the route has changed.
 */
final class MultipathStrategy implements Strategy<Findings> {
    private static final int MOST_RESTARTS = 2;
    private static final int RETRIES_WHEN_SLOW = 2;

    private final MultipathRequest request;
    private final ProbeProfile profile;
    private final int firstFlow;
    private final Consumer<MultipathEvent> events;
    private final GiveUpRule giveUpRule;
    private final SendQueue queue;
    private final List<FlowProbe> probes = new ArrayList<>();
    private final Set<FlowProbe> awaited = new LinkedHashSet<>();
    private final Neighbours neighbours;
    private final AliasSearch aliases = new AliasSearch();
    private final Prober prober = new Questions();
    private final Tally tally = new Tally();

    private Exploration exploration;
    private long now;
    private long giveUpAt = Long.MAX_VALUE;
    private boolean changed = true;
    private int restarts;
    private boolean exhausted;
    private @Nullable StopReason stopped;
    /** To be told before all else. */
    private MultipathEvent.@Nullable Started started;

    /** A discovery to be told {@link #onTime} first. */
    MultipathStrategy(MultipathRequest request, Setting setting, Consumer<MultipathEvent> events) {
        this.request = request;
        this.profile = setting.profile();
        this.firstFlow = FirstFlow.of(request, setting);
        this.events = events;
        giveUpRule = new GiveUpRule(request.adaptiveTimeout(), request.timeout().toNanos());
        queue = new SendQueue(
                setting.oneProbePerFlow(), ttl -> exploration.table.hop(ttl).width());
        neighbours = new Neighbours(profile.destination(), request.neighbours());
        exploration = new Exploration(request);
        started = new MultipathEventRecords.Started(
                request.target().toString(),
                profile.destination(),
                request.probe().protocol(),
                setting.transport());
    }

    @Override
    public void onTime(long time) {
        now = time;
        if (started != null) {
            events.accept(started);
            started = null;
        }
        giveUpSilentProbes();
        if (changed && stopped == null) {
            changed = false;
            plan();
        }
    }

    private void plan() {
        if (exploration.checks.routeChanged() && restarts <= MOST_RESTARTS) {
            restart();
        }
        if (!exhausted) {
            exploration.plan(prober);
        }
        if (idle() && !exhausted) {
            tally.searchEnded();
            exploration.planCompletion(prober);
        }
        if (idle() && !exhausted) {
            neighbours.plan(exploration.table, prober);
        }
        if (request.aliases() && idle() && !exhausted) {
            aliases.plan(exploration.table, prober);
        }
        if (idle()) {
            stopped = StopReasons.of(exploration);
        }
    }

    private boolean idle() {
        return queue.isEmpty() && awaited.isEmpty();
    }

    private void restart() {
        restarts++;
        queue.drain();
        exploration = new Exploration(request);
        events.accept(new MultipathEventRecords.RouteChanged(request.firstHop()));
    }

    /** Puts questions into the queue. */
    private final class Questions implements Prober {
        @Override
        public void ask(int ttl, int flow) {
            exploration.table.hop(ttl).ask(flow);
            add(FlowProbe.Purpose.FLOW, ttl, flow, 0, null);
        }

        @Override
        public int room(int ttl, int wanted) {
            return queue.room(ttl, wanted);
        }

        @Override
        public boolean slow(int ttl) {
            return queue.pace(ttl).slow();
        }

        @Override
        public void check(int ttl, int flow) {
            add(FlowProbe.Purpose.CHECK, ttl, flow, 0, null);
        }

        @Override
        public void control(int ttl, int flow) {
            add(FlowProbe.Purpose.CONTROL, ttl, flow, 0, null);
        }

        @Override
        public void askNeighbour(InetAddress destination, int ttl) {
            add(FlowProbe.Purpose.NEIGHBOUR, ttl, Scout.FLOW, 0, destination);
        }

        @Override
        public void askAlias(int ttl, int flow, int round) {
            add(FlowProbe.Purpose.ALIAS, ttl, flow, round, null);
        }

        private void add(FlowProbe.Purpose purpose, int ttl, int flow, int number, @Nullable InetAddress neighbour) {
            queue.add(new FlowProbe(purpose, ttl, flow, number, neighbour, exploration));
        }
    }

    @Override
    public Optional<ProbeOrder> next() {
        if (probes.size() < request.maxProbes()) {
            return queue.next(now).map(this::order);
        }
        giveUpUnsent();
        return Optional.empty();
    }

    private ProbeOrder order(FlowProbe probe) {
        probe.sentNanos = now;
        probes.add(probe);
        awaited.add(probe);
        ProbeProfile to = probe.neighbour == null ? profile : profile.to(probe.neighbour);
        return new ProbeOrder(probes.size() - 1, probe.ttl, firstFlow + probe.flow, to);
    }

    /** The last probe was sent: what is open is not asked any more. */
    private void giveUpUnsent() {
        for (FlowProbe probe : queue.drain()) {
            // Only then: else time would stand still until the last answer.
            changed = true;
            tally.onUnsent();
            if (probe.purpose == FlowProbe.Purpose.FLOW) {
                probe.exploration.table.hop(probe.ttl).forget(probe.flow);
            }
        }
        exhausted |= tally.unsent() > 0;
    }

    @Override
    public void onSent(int key, long nanos) {
        FlowProbe probe = probes.get(key);
        probe.sentNanos = nanos;
        if (!probe.left) {
            probe.left = true;
            tally.onSent(probe);
        }
    }

    @Override
    public void onAnswer(int key, ProbeOutcome.Answer answer) {
        FlowProbe probe = probes.get(key);
        settle(probe);
        queue.onAnswer(probe);
        tally.onAnswer(answer);
        report(probe, answer);
        if (probe.exploration == exploration) {
            learn(probe, answer);
        }
    }

    private void learn(FlowProbe probe, ProbeOutcome.Answer answer) {
        InetAddress from = answer.reception().address();
        FlowTable table = exploration.table;
        if (mayBeForged(probe, answer)) {
            queue.add(probe.confirming());
            changed = true;
            return;
        }
        switch (probe.purpose) {
            case CHECK -> exploration.checks.onAnswer(table, probe.ttl, probe.flow, from, prober);
            case CONTROL -> control(probe, true);
            case ALIAS -> aliases.onAnswer(probe.ttl, probe.repetition, answer);
            case NEIGHBOUR -> neighbours.onAnswer(destination(probe), probe.ttl, from);
            case FLOW -> {
                // The first answer counts: a later one to a repeated question may be another packet's way.
                if (table.hop(probe.ttl).open(probe.flow)) {
                    table.hop(probe.ttl).failed(probe.repetition);
                    Vertex.Kind kind = kind(answer, profile.destination());
                    if (table.answer(probe.ttl, probe.flow, answer.reception(), kind)) {
                        int width = table.hop(probe.ttl).width();
                        events.accept(new MultipathEventRecords.VertexFound(probe.ttl, from, width));
                        if (request.aliases() && answer instanceof ProbeOutcome.TimeExceeded exceeded) {
                            aliases.onExtensions(from, exceeded.extensions());
                        }
                    }
                }
            }
        }
        changed = true;
    }

    /**
     * A datagram need not show anything of the probe that it answers: an attacker that guesses a port can send one in
     * the target's name. To guess it twice, while the same question is open, is much less likely.
     */
    private static boolean mayBeForged(FlowProbe probe, ProbeOutcome.Answer answer) {
        boolean weighty = probe.purpose == FlowProbe.Purpose.FLOW || probe.purpose == FlowProbe.Purpose.CHECK;
        return weighty && answer instanceof ProbeOutcome.UdpReply && !probe.confirms;
    }

    private InetAddress destination(FlowProbe probe) {
        return probe.neighbour == null ? profile.destination() : probe.neighbour;
    }

    /** By what it says, not by its address, which a translator may give to routers. */
    private static Vertex.Kind kind(ProbeOutcome.Answer answer, InetAddress destination) {
        if (answer instanceof ProbeOutcome.TimeExceeded) {
            return Vertex.Kind.ROUTER;
        } else if (answer instanceof ProbeOutcome.Unreachable unreachable) {
            boolean arrived = unreachable.reason() == UnreachableReason.PORT
                    && unreachable.reception().address().equals(destination);
            return arrived ? Vertex.Kind.DESTINATION : Vertex.Kind.DEAD_END;
        }
        return Vertex.Kind.DESTINATION;
    }

    @Override
    public void onDuplicate(int key) {
        probes.get(key).duplicates++;
    }

    @Override
    public void onTimeout(int key) {
        FlowProbe probe = probes.get(key);
        if (probe.awaited) {
            fail(probe, new TimeoutRecord());
        }
    }

    @Override
    public void onSendFailed(int key, ProbeOutcome.SendFailed failure) {
        tally.onSendFailed(failure);
        fail(probes.get(key), failure);
    }

    /** A probe was in vain: its question is asked again, or given up. */
    private void fail(FlowProbe probe, ProbeOutcome outcome) {
        settle(probe);
        report(probe, outcome);
        if (probe.exploration != exploration) {
            return;
        }
        changed = true;
        TtlSearch hop = exploration.table.hop(probe.ttl);
        if (hop.answered()) {
            queue.onLoss(probe);
        }
        // What lies beyond the end of its flow is not needed any more.
        boolean ended = probe.purpose == FlowProbe.Purpose.FLOW && hop.cell(probe.flow) == TtlSearch.ENDED;
        if (!ended && probe.repetition < retries(probe) && worthwhile(probe, hop)) {
            FlowProbe again = probe.again();
            if (queue.pace(probe.ttl).slow()) {
                // The same router would be asked too soon, while others can be asked meanwhile.
                again.notBefore = probe.sentNanos + Pace.PAUSE_NANOS;
            }
            queue.add(again);
        } else if (probe.purpose == FlowProbe.Purpose.CONTROL) {
            control(probe, false);
        } else if (probe.purpose == FlowProbe.Purpose.CHECK) {
            exploration.checks.onAnswer(exploration.table, probe.ttl, probe.flow, null, prober);
        } else if (probe.purpose == FlowProbe.Purpose.FLOW && hop.cell(probe.flow) == TtlSearch.ASKED) {
            hop.lose(probe.flow);
        }
    }

    private void control(FlowProbe probe, boolean answered) {
        exploration.silence.onAnswer(probe.ttl, answered);
        if (exploration.silence.steady(probe.ttl)) {
            queue.pace(probe.ttl).lossesAreSilence();
        }
    }

    /** Probes that got no answer since they came too soon after others say nothing of their flow. */
    private int retries(FlowProbe probe) {
        boolean more = request.retries() > 0 && queue.pace(probe.ttl).slow();
        return request.retries() + (more ? RETRIES_WHEN_SLOW : 0);
    }

    /** Where nothing was ever answered, one flow's repeats are enough. */
    private static boolean worthwhile(FlowProbe probe, TtlSearch hop) {
        return probe.purpose != FlowProbe.Purpose.ALIAS && hop.answered()
                || probe.flow == Scout.FLOW && probe.purpose == FlowProbe.Purpose.FLOW;
    }

    private void settle(FlowProbe probe) {
        if (probe.awaited) {
            probe.awaited = false;
            awaited.remove(probe);
            queue.settle(probe);
        }
    }

    private void report(FlowProbe probe, ProbeOutcome outcome) {
        events.accept(new MultipathEventRecords.ProbeCompleted(
                new ProbeResultRecord(probe.ttl, probe.repetition, firstFlow + probe.flow, outcome, probe.duplicates)));
    }

    /** Gives up what has waited long enough; finds out when the next will have. */
    private void giveUpSilentProbes() {
        giveUpAt = Long.MAX_VALUE;
        long[] patience = patience();
        for (FlowProbe probe : List.copyOf(awaited)) {
            long wait = probe.left ? patience[probe.ttl] : GiveUpRule.NEVER;
            if (wait != GiveUpRule.NEVER) {
                long at = probe.sentNanos + wait;
                if (at - now <= 0) {
                    fail(probe, new TimeoutRecord());
                } else {
                    giveUpAt = Math.min(giveUpAt, at);
                }
            }
        }
    }

    /** How long to wait at each TTL. */
    private long[] patience() {
        FlowTable table = exploration.table;
        long[] patience = new long[table.last + 1];
        long later = 0;
        for (int ttl = table.last; ttl >= table.first; ttl--) {
            long longest = table.hop(ttl).longestRtt();
            patience[ttl] = giveUpRule.waitNanos(longest, later);
            later = Math.max(later, longest);
        }
        return patience;
    }

    @Override
    public void onUnidentified(InetAddress destination) {
        if (destination.equals(profile.destination())) {
            queue.restrictFlows();
        }
    }

    @Override
    public long wakeAt() {
        return changed ? now : Math.min(giveUpAt, queue.wakeAt(now));
    }

    @Override
    public Optional<StopReason> stopped() {
        return Optional.ofNullable(stopped);
    }

    @Override
    public Findings result(StopReason reason) {
        exploration.judgeEdges();
        return new Report(request, firstFlow, exploration, tally, neighbours, aliases)
                .findings(reason, stopped != null, restarts);
    }
}
