// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.ping;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.pathtracer.FlowMethod;
import org.pathtracer.PingEvent;
import org.pathtracer.PingRequest;
import org.pathtracer.PingSeries;
import org.pathtracer.PingTarget;
import org.pathtracer.StopReason;
import org.pathtracer.core.engine.Endpoint;
import org.pathtracer.core.engine.Endpoints;
import org.pathtracer.core.engine.EventSink;
import org.pathtracer.core.engine.ProbeOrder;
import org.pathtracer.core.engine.Room;
import org.pathtracer.core.engine.Setting;
import org.pathtracer.core.engine.Strategy;
import org.pathtracer.ping.Outage;
import org.pathtracer.ping.PingReply;
import org.pathtracer.ping.TargetResults;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.result.PingEventRecords;

/**
 * A ping: probes its targets in turn at an even pace, whatever becomes of single probes. Constant work per event.
 * Unless results of targets are kept, nothing is left of a target that has ended but its part of the totals.
 */
public final class PingStrategy implements Strategy<PingStrategy.Findings> {
    /**
     * What a ping found out.
     *
     * @param series each target, in the order asked for; empty unless they are kept
     * @param totals of the targets that are not kept
     * @param stopReason why it ended
     */
    record Findings(List<PingSeries> series, Totals totals, StopReason stopReason) {}

    /** Probes handed over that have not left: enough for a few batches, and few enough to let other operations in. */
    private static final int MOST_WAITING = 256;

    private static final int FLOWS = 65_534;

    private final PingRequest request;
    private final TargetResults results;
    private final boolean oneAtATime;
    private final EventSink<PingEvent> events;
    private final Endpoints endpoints;
    private final IntUnaryOperator places;
    /** Of the targets that have begun and, unless they are kept, have not ended. */
    private final @Nullable TargetState[] states;

    private final Turns turns;
    private final ProbeKeys keys;
    private final Pace pace;
    private final Room room;
    private final Totals totals = new Totals();
    private final long start;
    private final long startEpochNanos;
    private long now;
    private long inFlight;
    private int waiting;
    private boolean begun;
    /** To be told before all else. */
    private PingEvent.@Nullable Started started;

    /** A ping to be told {@link #onTime} first. */
    public PingStrategy(PingRequest request, Setting setting, EventSink<PingEvent> events) {
        this(request, setting, request.interval(), new Room(request.keptReplies()), index -> index, events);
        started = started(request, setting);
    }

    /**
     * A part of a ping, which leaves it to others to tell of its start.
     *
     * @param interval between two probes of this part
     * @param room for replies of all parts
     * @param places of its targets among those of all parts
     */
    PingStrategy(
            PingRequest request,
            Setting setting,
            Duration interval,
            Room room,
            IntUnaryOperator places,
            EventSink<PingEvent> events) {
        this.request = request;
        this.events = events;
        this.room = room;
        this.places = places;
        results = request.targetResults();
        oneAtATime = setting.oneProbePerFlow();
        endpoints = Endpoints.of(setting.endpoints());
        states = new @Nullable TargetState[endpoints.size()];
        turns = new Turns(endpoints);
        keys = new ProbeKeys(states.length);
        pace = new Pace(interval, request.period(), endpoints.found());
        start = setting.startNanos();
        startEpochNanos = setting.startEpochNanos();
        now = start;
    }

    /** Tells of the start of a ping. */
    static PingEvent.Started started(PingRequest request, Setting setting) {
        return new PingEventRecords.Started(
                Endpoints.of(setting.endpoints()).targets(), request.probe().protocol(), setting.transport());
    }

    @Override
    public void onTime(long time) {
        now = time;
        if (!begun) {
            begun = true;
            begin();
        }
    }

    private void begin() {
        if (started != null) {
            events.accept(started);
            started = null;
        }
        for (int i = 0; results == TargetResults.STREAMED && i < endpoints.size(); i++) {
            if (!endpoints.isFound(i)) {
                stream(i, TargetState.none(endpoints.target(i)));
            }
        }
    }

    @Override
    public Optional<ProbeOrder> next() {
        while (!turns.isEmpty() && waiting < MOST_WAITING && pace.due(now) && mayGoOn()) {
            int index = turns.next();
            TargetState state = begun(index);
            if (!oneAtATime || state.inFlight == 0) {
                return Optional.of(order(index, state));
            }
            state.passed = true;
        }
        return Optional.empty();
    }

    /** Each probe may end its target, of which the subscriber must be told. */
    private boolean mayGoOn() {
        return results != TargetResults.STREAMED || !events.full();
    }

    private TargetState begun(int index) {
        TargetState state = states[index];
        if (state == null) {
            state = new TargetState(((Endpoint.Found) endpoints.get(index)).profile(), request.count());
            states[index] = state;
        }
        return state;
    }

    private ProbeOrder order(int index, TargetState state) {
        long sequence = state.order(now - start);
        pace.sent(now);
        inFlight++;
        waiting++;
        if (wantsMore(state)) {
            turns.addLast(index);
        }
        return new ProbeOrder(keys.key(index, sequence), request.ttl(), flow(sequence), state.profile);
    }

    private boolean wantsMore(TargetState state) {
        return request.count() == 0 || state.ordered < request.count();
    }

    private int flow(long sequence) {
        int flow = request.probe().flow();
        return request.probe().flowMethod() == FlowMethod.CLASSIC ? (int) ((flow + sequence) % FLOWS) : flow;
    }

    @Override
    public void onSent(int key, long nanos) {
        TargetState state = states[keys.target(key)];
        // A better time comes for a probe that has left already, perhaps to a target that has ended.
        if (state != null) {
            waiting -= state.left(keys.sequence(key, state.ordered), nanos - start) ? 1 : 0;
        }
    }

    @Override
    public void onAnswer(int key, ProbeOutcome.Answer answer) {
        int index = keys.target(key);
        TargetState state = states[index];
        if (state == null) {
            totals.lateAfterwards();
            return;
        }
        long sequence = keys.sequence(key, state.ordered);
        PingTarget target = target(index, state);
        boolean byTarget = target.isAuthorOf(answer);
        PingReply reply = state.answered(sequence, answer, byTarget, epochNanos(), room);
        if (tellsProbes()) {
            events.accept(new PingEventRecords.Replied(target, reply));
        }
        if (!answer.reception().late()) {
            complete(index, state, sequence, byTarget);
        }
    }

    @Override
    public void onDuplicate(int key) {
        int index = keys.target(key);
        TargetState state = states[index];
        if (state == null) {
            totals.duplicateAfterwards();
            return;
        }
        state.duplicate();
        if (tellsProbes()) {
            events.accept(new PingEventRecords.Duplicate(target(index, state), keys.sequence(key, state.ordered)));
        }
    }

    @Override
    public void onTimeout(int key) {
        int index = keys.target(key);
        TargetState state = unended(index);
        long sequence = keys.sequence(key, state.ordered);
        state.lost(epochNanos());
        if (tellsProbes()) {
            events.accept(new PingEventRecords.Lost(target(index, state), sequence));
        }
        complete(index, state, sequence, false);
    }

    @Override
    public void onSendFailed(int key, ProbeOutcome.SendFailed failure) {
        int index = keys.target(key);
        TargetState state = unended(index);
        long sequence = keys.sequence(key, state.ordered);
        state.notSent(failure);
        if (tellsProbes()) {
            events.accept(new PingEventRecords.NotSent(target(index, state), sequence, failure));
        }
        complete(index, state, sequence, false);
    }

    private long epochNanos() {
        return startEpochNanos + now - start;
    }

    /** The target of a probe in flight. */
    private TargetState unended(int index) {
        return Objects.requireNonNull(states[index], "a target ended before its probe");
    }

    private void complete(int index, TargetState state, long sequence, boolean answered) {
        inFlight--;
        state.inFlight--;
        boolean left = state.isWatched()
                ? state.complete(sequence, answered, outage -> outageEnded(index, state, outage))
                : state.hasLeft();
        waiting -= left ? 0 : 1;
        if (state.passed) {
            state.passed = false;
            turns.addLast(index);
        } else if (results != TargetResults.KEPT && state.inFlight == 0 && !wantsMore(state)) {
            ended(index, state);
        }
    }

    private void outageEnded(int index, TargetState state, Outage outage) {
        if (tellsProbes()) {
            events.accept(new PingEventRecords.OutageEnded(target(index, state), outage));
        }
    }

    /** Where targets are streamed, their results have what became of their probes. */
    private boolean tellsProbes() {
        return results != TargetResults.STREAMED;
    }

    private PingTarget target(int index, TargetState state) {
        PingTarget known = state.target;
        if (known == null) {
            known = endpoints.target(index, state.profile.destination());
            state.target = known;
        }
        return known;
    }

    private void ended(int index, TargetState state) {
        states[index] = null;
        totals.add(state);
        if (results == TargetResults.STREAMED) {
            room.giveBack(state.keptReplies());
            stream(index, state.series(target(index, state), now - start, epochNanos()));
        }
    }

    private void stream(int index, PingSeries series) {
        totals.streamed();
        events.accept(new PingEventRecords.TargetCompleted(places.applyAsInt(index), series));
    }

    @Override
    public long wakeAt() {
        return turns.isEmpty() || waiting >= MOST_WAITING ? Pace.NEVER : pace.wakeAt(now);
    }

    @Override
    public Optional<StopReason> stopped() {
        // A target that was passed over waits for its probe in flight.
        return turns.isEmpty() && inFlight == 0 ? Optional.of(StopReason.COMPLETED) : Optional.empty();
    }

    @Override
    public Findings result(StopReason reason) {
        List<PingSeries> series = new ArrayList<>();
        for (int i = 0; i < states.length; i++) {
            TargetState state = states[i];
            if (results == TargetResults.KEPT) {
                series.add(
                        state == null
                                ? TargetState.none(endpoints.target(i))
                                : state.series(target(i, state), now - start, epochNanos()));
                // A million need not be there twice.
                states[i] = null;
            } else if (state != null) {
                // It was stopped before this target had ended.
                ended(i, state);
            }
        }
        return new Findings(series, totals, reason);
    }
}
