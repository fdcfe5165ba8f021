// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.ping;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pathtracer.FlowMethod;
import org.pathtracer.PingEvent;
import org.pathtracer.PingRequest;
import org.pathtracer.PingSeries;
import org.pathtracer.PingTarget;
import org.pathtracer.StopReason;
import org.pathtracer.core.engine.Endpoint;
import org.pathtracer.core.engine.ProbeOrder;
import org.pathtracer.core.engine.Room;
import org.pathtracer.core.engine.Setting;
import org.pathtracer.core.engine.Strategy;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.result.PingEventRecords;

/** A ping: probes its targets in turn at an even pace, whatever becomes of single probes. Constant work per event. */
public final class PingStrategy implements Strategy<PingStrategy.Findings> {
    /**
     * What a ping found out.
     *
     * @param series each target, in the order asked for
     * @param stopReason why it ended
     */
    public record Findings(List<PingSeries> series, StopReason stopReason) {}

    /** Probes handed over that have not left: enough for a few batches, and few enough to let other operations in. */
    private static final int MOST_WAITING = 256;

    private static final int FLOWS = 65_534;

    private final PingRequest request;
    private final boolean oneAtATime;
    private final Consumer<PingEvent> events;
    private final List<PingTarget> targets;
    private final TargetState[] states;
    private final Turns turns;
    private final ProbeKeys keys;
    private final Pace pace;
    private final Room room;
    private final long start;
    private long now;
    private long inFlight;
    private int waiting;
    /** To be told before all else. */
    private PingEvent.@Nullable Started started;

    /** A ping to be told {@link #onTime} first. */
    public PingStrategy(PingRequest request, Setting setting, Consumer<PingEvent> events) {
        this(request, setting, request.interval(), new Room(request.keptReplies()), events);
        started = started(request, targets, setting);
    }

    /**
     * A part of a ping, which leaves it to others to tell of its start.
     *
     * @param interval between two probes of this part
     * @param room for replies of all parts
     */
    PingStrategy(PingRequest request, Setting setting, Duration interval, Room room, Consumer<PingEvent> events) {
        this.request = request;
        this.events = events;
        oneAtATime = setting.oneProbePerFlow();
        List<TargetState> found = new ArrayList<>();
        List<PingTarget> all = new ArrayList<>();
        for (Endpoint endpoint : setting.endpoints()) {
            all.add(endpoint.target());
            if (endpoint instanceof Endpoint.Found place) {
                found.add(new TargetState(place.target(), place.profile()));
            }
        }
        targets = Collections.unmodifiableList(all);
        states = found.toArray(new TargetState[0]);
        turns = new Turns(states.length);
        keys = new ProbeKeys(states.length);
        pace = new Pace(interval, request.period(), states.length);
        this.room = room;
        start = setting.startNanos();
        now = start;
    }

    /** Tells of the start of a ping of these targets. */
    static PingEvent.Started started(PingRequest request, List<PingTarget> all, Setting setting) {
        return new PingEventRecords.Started(all, request.probe().protocol(), setting.transport());
    }

    /** Its targets in the order asked for. */
    List<PingTarget> targets() {
        return targets;
    }

    @Override
    public void onTime(long time) {
        now = time;
        if (started != null) {
            events.accept(started);
            started = null;
        }
    }

    @Override
    public Optional<ProbeOrder> next() {
        while (!turns.isEmpty() && waiting < MOST_WAITING && pace.due(now)) {
            int index = turns.next();
            TargetState state = states[index];
            if (!oneAtATime || state.inFlight == 0) {
                return Optional.of(order(index, state));
            }
            state.passed = true;
        }
        return Optional.empty();
    }

    private ProbeOrder order(int index, TargetState state) {
        long sequence = state.ordered++;
        state.inFlight++;
        state.outages.ordered(now - start);
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
        TargetState state = state(key);
        // A better time comes for a probe that has left already.
        waiting -= state.outages.left(sequence(key, state), nanos - start) ? 1 : 0;
    }

    @Override
    public void onAnswer(int key, ProbeOutcome.Answer answer) {
        TargetState state = state(key);
        long sequence = sequence(key, state);
        boolean byTarget = state.target.isAuthorOf(answer);
        PingEvent.Replied event =
                new PingEventRecords.Replied(state.target, state.answered(sequence, answer, byTarget, room));
        events.accept(event);
        if (!answer.reception().late()) {
            complete(keys.target(key), state, sequence, byTarget);
        }
    }

    @Override
    public void onDuplicate(int key) {
        TargetState state = state(key);
        state.duplicate();
        events.accept(new PingEventRecords.Duplicate(state.target, sequence(key, state)));
    }

    @Override
    public void onTimeout(int key) {
        TargetState state = state(key);
        long sequence = sequence(key, state);
        state.lost();
        events.accept(new PingEventRecords.Lost(state.target, sequence));
        complete(keys.target(key), state, sequence, false);
    }

    @Override
    public void onSendFailed(int key, ProbeOutcome.SendFailed failure) {
        TargetState state = state(key);
        long sequence = sequence(key, state);
        state.notSent(failure);
        events.accept(new PingEventRecords.NotSent(state.target, sequence, failure));
        complete(keys.target(key), state, sequence, false);
    }

    private void complete(int index, TargetState state, long sequence, boolean answered) {
        inFlight--;
        state.inFlight--;
        boolean left = state.outages.complete(
                sequence, answered, outage -> events.accept(new PingEventRecords.OutageEnded(state.target, outage)));
        waiting -= left ? 0 : 1;
        if (state.passed) {
            state.passed = false;
            turns.addLast(index);
        }
    }

    private TargetState state(int key) {
        return states[keys.target(key)];
    }

    private long sequence(int key, TargetState state) {
        return keys.sequence(key, state.ordered);
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
        List<PingSeries> series = new ArrayList<>(targets.size());
        int next = 0;
        for (PingTarget target : targets) {
            series.add(target.address().isPresent() ? states[next++].series(now - start) : TargetState.none(target));
        }
        return new Findings(series, reason);
    }
}
