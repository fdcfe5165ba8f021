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
import org.pathtracer.core.engine.ProbeOrder;
import org.pathtracer.core.engine.Setting;
import org.pathtracer.core.engine.Strategy;
import org.pathtracer.core.trace.GiveUpRule;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.ProbeResult;
import org.pathtracer.probe.UnreachableReason;
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
    private final Outbox outbox;
    private final List<Attempt> attempts = new ArrayList<>();
    private final Set<Attempt> awaited = new LinkedHashSet<>();
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
        outbox = new Outbox(
                setting.oneProbePerFlow(), ttl -> exploration.table.hop(ttl).width());
        neighbours = new Neighbours(profile.destination(), request.neighbours());
        exploration = new Exploration(request);
        started = new MultipathEvent.Started(
                request.target(), profile.destination(), request.probe().protocol(), setting.transport());
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
        return outbox.isEmpty() && awaited.isEmpty();
    }

    private void restart() {
        restarts++;
        outbox.drain();
        exploration = new Exploration(request);
        events.accept(new MultipathEvent.RouteChanged(request.firstHop()));
    }

    /** Puts questions into the outbox. */
    private final class Questions implements Prober {
        @Override
        public void ask(int ttl, int flow) {
            exploration.table.hop(ttl).ask(flow);
            add(Attempt.Purpose.FLOW, ttl, flow, 0, null);
        }

        @Override
        public int room(int ttl, int wanted) {
            return outbox.room(ttl, wanted);
        }

        @Override
        public boolean slow(int ttl) {
            return outbox.pace(ttl).slow();
        }

        @Override
        public void check(int ttl, int flow) {
            add(Attempt.Purpose.CHECK, ttl, flow, 0, null);
        }

        @Override
        public void control(int ttl, int flow) {
            add(Attempt.Purpose.CONTROL, ttl, flow, 0, null);
        }

        @Override
        public void askNeighbour(InetAddress destination, int ttl) {
            add(Attempt.Purpose.NEIGHBOUR, ttl, Scout.FLOW, 0, destination);
        }

        @Override
        public void askAlias(int ttl, int flow, int round) {
            add(Attempt.Purpose.ALIAS, ttl, flow, round, null);
        }

        private void add(Attempt.Purpose purpose, int ttl, int flow, int number, @Nullable InetAddress neighbour) {
            outbox.add(new Attempt(purpose, ttl, flow, number, neighbour, exploration));
        }
    }

    @Override
    public Optional<ProbeOrder> next() {
        if (attempts.size() < request.maxProbes()) {
            return outbox.next(now).map(this::order);
        }
        giveUpUnsent();
        return Optional.empty();
    }

    private ProbeOrder order(Attempt attempt) {
        attempt.sentNanos = now;
        attempts.add(attempt);
        awaited.add(attempt);
        ProbeProfile to = attempt.neighbour == null ? profile : profile.to(attempt.neighbour);
        return new ProbeOrder(attempts.size() - 1, attempt.ttl, firstFlow + attempt.flow, to);
    }

    /** The last probe was sent: what is open is not asked any more. */
    private void giveUpUnsent() {
        for (Attempt attempt : outbox.drain()) {
            // Only then: else time would stand still until the last answer.
            changed = true;
            tally.onUnsent();
            if (attempt.purpose == Attempt.Purpose.FLOW) {
                attempt.exploration.table.hop(attempt.ttl).forget(attempt.flow);
            }
        }
        exhausted |= tally.unsent() > 0;
    }

    @Override
    public void onSent(int key, long nanos) {
        Attempt attempt = attempts.get(key);
        attempt.sentNanos = nanos;
        if (!attempt.left) {
            attempt.left = true;
            tally.onSent(attempt);
        }
    }

    @Override
    public void onAnswer(int key, ProbeOutcome.Answer answer) {
        Attempt attempt = attempts.get(key);
        settle(attempt);
        outbox.onAnswer(attempt);
        tally.onAnswer(answer);
        report(attempt, answer);
        if (attempt.exploration == exploration) {
            learn(attempt, answer);
        }
    }

    private void learn(Attempt attempt, ProbeOutcome.Answer answer) {
        InetAddress from = answer.reception().address();
        FlowTable table = exploration.table;
        if (mayBeAnybodys(attempt, answer)) {
            outbox.add(attempt.confirming());
            changed = true;
            return;
        }
        switch (attempt.purpose) {
            case CHECK -> exploration.checks.onAnswer(table, attempt.ttl, attempt.flow, from, prober);
            case CONTROL -> control(attempt, true);
            case ALIAS -> aliases.onAnswer(attempt.ttl, attempt.attempt, answer);
            case NEIGHBOUR -> neighbours.onAnswer(destination(attempt), attempt.ttl, from);
            case FLOW -> {
                // The first answer counts: a later one to a repeated question may be another packet's way.
                if (table.hop(attempt.ttl).open(attempt.flow)) {
                    table.hop(attempt.ttl).failed(attempt.attempt);
                    Seen.Kind kind = kind(answer, profile.destination());
                    if (table.answer(attempt.ttl, attempt.flow, answer.reception(), kind)) {
                        int width = table.hop(attempt.ttl).width();
                        events.accept(new MultipathEvent.VertexFound(attempt.ttl, from, width));
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
     * A datagram need not show anything of the probe that it answers: who guesses a port can send one in the target's
     * name. To guess it twice, while the same question is open, is another matter.
     */
    private static boolean mayBeAnybodys(Attempt attempt, ProbeOutcome.Answer answer) {
        boolean weighty = attempt.purpose == Attempt.Purpose.FLOW || attempt.purpose == Attempt.Purpose.CHECK;
        return weighty && answer instanceof ProbeOutcome.UdpReply && !attempt.confirms;
    }

    private InetAddress destination(Attempt attempt) {
        return attempt.neighbour == null ? profile.destination() : attempt.neighbour;
    }

    /** By what it says, not by its address, which a translator may lend to routers. */
    private static Seen.Kind kind(ProbeOutcome.Answer answer, InetAddress destination) {
        if (answer instanceof ProbeOutcome.TimeExceeded) {
            return Seen.Kind.ROUTER;
        } else if (answer instanceof ProbeOutcome.Unreachable unreachable) {
            boolean arrived = unreachable.reason() == UnreachableReason.PORT
                    && unreachable.reception().address().equals(destination);
            return arrived ? Seen.Kind.DESTINATION : Seen.Kind.DEAD_END;
        }
        return Seen.Kind.DESTINATION;
    }

    @Override
    public void onDuplicate(int key) {
        attempts.get(key).duplicates++;
    }

    @Override
    public void onTimeout(int key) {
        Attempt attempt = attempts.get(key);
        if (attempt.awaited) {
            fail(attempt, new ProbeOutcome.Timeout());
        }
    }

    @Override
    public void onSendFailed(int key, ProbeOutcome.SendFailed failure) {
        tally.onSendFailed(failure);
        fail(attempts.get(key), failure);
    }

    /** A probe was in vain: its question is asked again, or given up. */
    private void fail(Attempt attempt, ProbeOutcome outcome) {
        settle(attempt);
        report(attempt, outcome);
        if (attempt.exploration != exploration) {
            return;
        }
        changed = true;
        Hop hop = exploration.table.hop(attempt.ttl);
        if (hop.answered()) {
            outbox.onLoss(attempt);
        }
        if (attempt.attempt < retries(attempt) && worthwhile(attempt, hop)) {
            Attempt again = attempt.again();
            if (outbox.pace(attempt.ttl).slow()) {
                // The same router would be asked too soon, while others can be asked meanwhile.
                again.notBefore = attempt.sentNanos + Pace.PAUSE_NANOS;
            }
            outbox.add(again);
        } else if (attempt.purpose == Attempt.Purpose.CONTROL) {
            control(attempt, false);
        } else if (attempt.purpose == Attempt.Purpose.CHECK) {
            exploration.checks.onAnswer(exploration.table, attempt.ttl, attempt.flow, null, prober);
        } else if (attempt.purpose == Attempt.Purpose.FLOW && hop.cell(attempt.flow) == Hop.ASKED) {
            hop.lose(attempt.flow);
        }
    }

    private void control(Attempt attempt, boolean answered) {
        exploration.silence.onAnswer(attempt.ttl, answered);
        if (exploration.silence.steady(attempt.ttl)) {
            outbox.pace(attempt.ttl).lossesAreSilence();
        }
    }

    /** Probes that got no answer since they came too soon after others say nothing of their flow. */
    private int retries(Attempt attempt) {
        boolean more = request.retries() > 0 && outbox.pace(attempt.ttl).slow();
        return request.retries() + (more ? RETRIES_WHEN_SLOW : 0);
    }

    /** Where nobody ever answered, one flow's repeats are enough. */
    private static boolean worthwhile(Attempt attempt, Hop hop) {
        return attempt.purpose != Attempt.Purpose.ALIAS && hop.answered()
                || attempt.flow == Scout.FLOW && attempt.purpose == Attempt.Purpose.FLOW;
    }

    private void settle(Attempt attempt) {
        if (attempt.awaited) {
            attempt.awaited = false;
            awaited.remove(attempt);
            outbox.settle(attempt);
        }
    }

    private void report(Attempt attempt, ProbeOutcome outcome) {
        events.accept(new MultipathEvent.ProbeCompleted(
                new ProbeResult(attempt.ttl, attempt.attempt, firstFlow + attempt.flow, outcome, attempt.duplicates)));
    }

    /** Gives up what has waited long enough; finds out when the next will have. */
    private void giveUpSilentProbes() {
        giveUpAt = Long.MAX_VALUE;
        long[] patience = patience();
        for (Attempt attempt : List.copyOf(awaited)) {
            long wait = attempt.left ? patience[attempt.ttl] : GiveUpRule.NEVER;
            if (wait != GiveUpRule.NEVER) {
                long at = attempt.sentNanos + wait;
                if (at - now <= 0) {
                    fail(attempt, new ProbeOutcome.Timeout());
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
            outbox.restrictFlows();
        }
    }

    @Override
    public long wakeAt() {
        return changed ? now : Math.min(giveUpAt, outbox.wakeAt(now));
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
