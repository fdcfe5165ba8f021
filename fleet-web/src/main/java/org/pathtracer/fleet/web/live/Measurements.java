// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.web.live;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.pathtracer.fleet.Fleet;
import org.pathtracer.fleet.FleetOutcome;
import org.pathtracer.fleet.FleetRequest;
import org.pathtracer.fleet.web.access.Caller;
import org.pathtracer.fleet.web.http.EventStream;
import org.pathtracer.fleet.web.http.Exchange;
import org.pathtracer.fleet.web.pair.PairRecorder;

/** The measurements of this server, those that have ended too until their memory is needed. Thread-safe. */
public final class Measurements implements AutoCloseable {
    private static final int MOST_RUNNING = 20;
    private static final int MOST_KEPT = 100;
    private static final long MOST_BYTES = 64L << 20;
    private static final int MOST_STREAMS = 500;
    private static final long SIGN_OF_LIFE_SECONDS = 10;

    private final Fleet fleet;
    private final PairRecorder recorder;
    /** In the order of their beginning. */
    private final Map<String, LiveMeasurement> all = new LinkedHashMap<>();

    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong completed = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicInteger streams = new AtomicInteger();
    private final ScheduledThreadPoolExecutor timer;

    /** The measurements of a fleet, whose figures go to a recorder. */
    public Measurements(Fleet fleet, PairRecorder recorder) {
        this.fleet = fleet;
        this.recorder = recorder;
        timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "pathtracer-fleet-web-timer");
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleWithFixedDelay(
                () -> list().forEach(LiveMeasurement::signOfLife),
                SIGN_OF_LIFE_SECONDS,
                SIGN_OF_LIFE_SECONDS,
                TimeUnit.SECONDS);
    }

    /**
     * Starts a measurement; empty if there run as many as may.
     *
     * @throws org.pathtracer.InvalidRequestException if it can't be run
     */
    public Optional<LiveMeasurement> start(Ask ask, Caller caller) {
        FleetRequest<?> request = ask.request();
        LiveMeasurement started = new LiveMeasurement(UUID.randomUUID().toString(), ask, caller.name(), new Observer());
        synchronized (all) {
            if (running() >= MOST_RUNNING) {
                return Optional.empty();
            }
            all.put(started.id(), started);
            forget();
        }
        try {
            begin(started, request);
        } catch (RuntimeException e) {
            synchronized (all) {
                all.remove(started.id());
            }
            throw e;
        }
        return Optional.of(started);
    }

    private <R> void begin(LiveMeasurement started, FleetRequest<R> request) {
        started.follow(fleet.start(request));
    }

    /** The oldest ones that have ended go first. */
    private void forget() {
        synchronized (all) {
            Iterator<LiveMeasurement> oldest = all.values().iterator();
            while ((all.size() > MOST_KEPT || bytes.get() > MOST_BYTES / 2) && oldest.hasNext()) {
                LiveMeasurement one = oldest.next();
                if (!one.end().isEmpty()) {
                    oldest.remove();
                    bytes.addAndGet(-one.size());
                }
            }
        }
    }

    /** Returns a measurement; empty if there is none, or it was forgotten. */
    public Optional<LiveMeasurement> find(String id) {
        synchronized (all) {
            return Optional.ofNullable(all.get(id));
        }
    }

    /** Returns all, the newest first. */
    public List<LiveMeasurement> list() {
        List<LiveMeasurement> list;
        synchronized (all) {
            list = new ArrayList<>(all.values());
        }
        Collections.reverse(list);
        return list;
    }

    /** Returns the number of those that run. */
    public long running() {
        return list().stream().filter(one -> one.end().isEmpty()).count();
    }

    /** Returns the number of outcomes with a result. */
    public long completed() {
        return completed.get();
    }

    /** Returns the number of outcomes without a result. */
    public long failed() {
        return failed.get();
    }

    /** Returns the number of callers that follow a measurement. */
    public int streams() {
        return streams.get();
    }

    /** Answers with the outcomes of a measurement as they come; not if there are as many callers as may be. */
    public boolean stream(LiveMeasurement measurement, Exchange exchange, long from) {
        if (streams.incrementAndGet() > MOST_STREAMS) {
            streams.decrementAndGet();
            return false;
        }
        EventStream stream = exchange.events(measurement, from);
        var unused = stream.ended().thenRun(streams::decrementAndGet);
        measurement.add(stream);
        return true;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        list().forEach(LiveMeasurement::cancel);
    }

    private final class Observer implements LiveMeasurement.Observer {
        @Override
        public boolean hasRoom(int size) {
            return bytes.get() + size <= MOST_BYTES;
        }

        @Override
        public void onKept(int size) {
            bytes.addAndGet(size);
        }

        @Override
        public void onOutcome(LiveMeasurement from, FleetOutcome<?> outcome) {
            (outcome instanceof FleetOutcome.Failed<?> ? failed : completed).incrementAndGet();
            recorder.record(from.ask().targets(), outcome);
        }

        @Override
        public void onEnd(LiveMeasurement from) {
            forget();
        }
    }
}
