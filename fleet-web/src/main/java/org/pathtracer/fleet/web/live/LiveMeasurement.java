// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.web.live;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.pathtracer.fleet.FleetMeasurement;
import org.pathtracer.fleet.FleetOutcome;
import org.pathtracer.fleet.web.http.EventSource;
import org.pathtracer.fleet.web.http.EventStream;

/**
 * A measurement, its outcomes so far, and the callers that follow it. Outcomes are kept once for all of them, so each
 * goes its own pace, and a slow one does not hold the vantage points back.
 */
public final class LiveMeasurement implements EventSource {
    /** Of outcomes that the fleet may send ahead. */
    private static final long AHEAD = 4;

    private final String id;
    private final Ask ask;
    private final String caller;
    private final Instant started = Instant.now();
    private final Observer observer;
    private final List<OutcomeEvent> outcomes = new ArrayList<>();
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
    private @Nullable FleetMeasurement<?> measurement;
    private String end = "";

    /** Notices what happens. */
    interface Observer {
        /** Returns whether there is memory to keep an outcome of this size whole. */
        boolean hasRoom(int size);

        /** So much memory was taken. */
        void onKept(int size);

        /** An outcome came. */
        void onOutcome(LiveMeasurement from, FleetOutcome<?> outcome);

        /** There are no more. */
        void onEnd(LiveMeasurement from);
    }

    LiveMeasurement(String id, Ask ask, String caller, Observer observer) {
        this.id = id;
        this.ask = ask;
        this.caller = caller;
        this.observer = observer;
    }

    <R> void follow(FleetMeasurement<R> running) {
        synchronized (this) {
            measurement = running;
        }
        running.outcomes().subscribe(new Subscriber<>());
    }

    /** Returns what it is called. */
    public String id() {
        return id;
    }

    /** Returns what was asked for. */
    public Ask ask() {
        return ask;
    }

    /** Returns the name of its caller; empty if that has not logged in. */
    public String caller() {
        return caller;
    }

    /** Returns when it began. */
    public Instant started() {
        return started;
    }

    /** Returns the number of outcomes so far. */
    public synchronized int count() {
        return outcomes.size();
    }

    /** Returns how it ended: "done", or a sentence why it failed; empty while it runs. */
    public synchronized String end() {
        return end;
    }

    /** Returns the outcomes so far, a line each. */
    public synchronized List<OutcomeRow> rows() {
        return outcomes.stream().map(OutcomeEvent::row).toList();
    }

    /** Returns the outcomes so far, a JSON document each. */
    public synchronized List<String> lines() {
        return outcomes.stream().map(OutcomeEvent::line).toList();
    }

    /** Returns the outcomes so far that have RIPE Atlas' form, a JSON document each. */
    public synchronized List<String> atlas() {
        return outcomes.stream()
                .map(OutcomeEvent::atlas)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    synchronized int size() {
        return outcomes.stream().mapToInt(OutcomeEvent::size).sum();
    }

    /** Ends it. */
    public void cancel() {
        FleetMeasurement<?> running;
        synchronized (this) {
            running = measurement;
        }
        if (running != null) {
            running.cancel();
        }
    }

    /** Adds a caller that follows. */
    void add(EventStream stream) {
        streams.add(stream);
        var unused = stream.ended().thenRun(() -> streams.remove(stream));
        stream.iterate(); // what came in between
    }

    void signOfLife() {
        streams.forEach(EventStream::signOfLife);
    }

    @Override
    public synchronized Optional<byte[]> event(long number) {
        if (number < outcomes.size()) {
            return Optional.of(
                    event(number, "outcome", outcomes.get((int) number).line()));
        }
        return number == outcomes.size() && !end.isEmpty()
                ? Optional.of(event(number, "end", "{\"end\":\"" + quoted(end) + "\"}"))
                : Optional.empty();
    }

    private static byte[] event(long number, String kind, String line) {
        return "id: %d\nevent: %s\ndata: %s\n\n".formatted(number, kind, line).getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(String text) {
        return new String(
                com.fasterxml.jackson.core.io.JsonStringEncoder.getInstance().quoteAsString(text));
    }

    @Override
    public synchronized boolean endsBefore(long number) {
        return !end.isEmpty() && number > outcomes.size();
    }

    private void add(FleetOutcome<?> outcome) {
        OutcomeEvent whole = OutcomeEvent.of(outcome, true);
        OutcomeEvent kept = observer.hasRoom(whole.size()) ? whole : OutcomeEvent.of(outcome, false);
        observer.onKept(kept.size());
        synchronized (this) {
            outcomes.add(kept);
        }
        observer.onOutcome(this, outcome);
        streams.forEach(EventStream::iterate);
    }

    private void end(String how) {
        synchronized (this) {
            end = how;
        }
        observer.onEnd(this);
        streams.forEach(EventStream::iterate);
    }

    private final class Subscriber<R> implements Flow.Subscriber<FleetOutcome<R>> {
        private Flow.@Nullable Subscription subscription;

        @Override
        public void onSubscribe(Flow.Subscription made) {
            subscription = made;
            made.request(AHEAD);
        }

        @Override
        public void onNext(FleetOutcome<R> outcome) {
            add(outcome);
            if (subscription != null) {
                subscription.request(1);
            }
        }

        @Override
        public void onError(Throwable failure) {
            end(String.valueOf(failure.getMessage()));
        }

        @Override
        public void onComplete() {
            end("done");
        }
    }
}
