// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.fleet.protocol.Connections;
import org.pathtracer.fleet.protocol.Selector;
import org.pathtracer.fleet.wire.FleetAccessGrpc;
import org.pathtracer.fleet.wire.ListRequest;
import org.pathtracer.fleet.wire.Schedule;
import org.pathtracer.fleet.wire.VantagePointInfo;

/**
 * A fleet of vantage points, asked at its hubs. An application makes one, shares it among its threads and closes it at
 * the end. Thread-safe.
 *
 * @since 0.1.0
 */
public final class Fleet implements AutoCloseable {
    private static final long LIST_SECONDS = 10;

    private final List<ManagedChannel> hubs;
    /** The hub that is asked first: the last one that answered. */
    private final AtomicInteger preferred = new AtomicInteger();

    private final ScheduledThreadPoolExecutor timers;
    private final ExecutorService callbacks;
    private final Set<MeasurementRun<?>> running = ConcurrentHashMap.newKeySet();

    private Fleet(FleetOptions options) {
        hubs = options.hubs().stream()
                .map(hub -> Connections.channel(hub, options.credentials()))
                .toList();
        timers = new ScheduledThreadPoolExecutor(1, threads("pathtracer-fleet-timer"));
        timers.setRemoveOnCancelPolicy(true);
        callbacks = Executors.newCachedThreadPool(threads("pathtracer-fleet-callback"));
    }

    private static ThreadFactory threads(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Returns a fleet. Connects when it is used. */
    public static Fleet connect(FleetOptions options) {
        return new Fleet(options);
    }

    /** Returns all vantage points, sorted by name. Throws as {@link #vantagePoints(String)} does. */
    public List<VantagePoint> vantagePoints() {
        return vantagePoints("");
    }

    /**
     * Returns the vantage points that a selection chooses, which may be none, sorted by name.
     *
     * @param conditions as in {@link FleetRequest.Builder#from(String)}
     * @throws InvalidRequestException if the text is something else
     * @throws FleetException if no hub answers
     */
    public List<VantagePoint> vantagePoints(String conditions) {
        ListRequest request = ListRequest.newBuilder()
                .setSelector(Selector.parse(conditions).toString())
                .build();
        StatusRuntimeException last = null;
        for (int i = 0; i < hubs.size(); i++) {
            int hub = Math.floorMod(preferred.get() + i, hubs.size());
            try {
                List<VantagePoint> found = list(hubs.get(hub), request);
                preferred.set(hub);
                return found;
            } catch (StatusRuntimeException e) {
                last = e;
            }
        }
        throw Failing.unreachable(last == null ? Status.UNAVAILABLE : last.getStatus());
    }

    private static List<VantagePoint> list(ManagedChannel hub, ListRequest request) {
        List<VantagePoint> found = new ArrayList<>();
        Iterator<VantagePointInfo> infos = FleetAccessGrpc.newBlockingStub(hub)
                .withDeadlineAfter(LIST_SECONDS, TimeUnit.SECONDS)
                .list(request);
        infos.forEachRemaining(info -> found.add(Failing.vantagePoint(info)));
        return found;
    }

    /**
     * Lets the vantage points measure and waits for all of them.
     *
     * @throws FleetException if the fleet could not be asked, nothing is selected, or the thread is interrupted
     */
    public <R> FleetResult<R> measure(FleetRequest<R> request) {
        try (FleetMeasurement<R> measurement = start(request)) {
            return measurement.await();
        }
    }

    /** Lets the vantage points measure, and returns at once. */
    public <R> FleetMeasurement<R> start(FleetRequest<R> request) {
        MeasurementRun<R> run = new MeasurementRun<>(request.message(), hubs, preferred, timers, callbacks);
        running.add(run);
        run.finished().whenComplete((done, failure) -> running.remove(run));
        run.begin();
        return run;
    }

    /**
     * Adds a schedule, or changes the one of the same name. Returns whether there was one.
     *
     * @throws FleetException if no hub answers, or it has no store
     */
    public boolean putSchedule(FleetSchedule schedule) {
        return atAnyHub(hub -> hub.putSchedule(schedule.message()).getExisted());
    }

    /**
     * Removes a schedule. Returns whether there was one.
     *
     * @throws FleetException if no hub answers, or it has no store
     */
    public boolean removeSchedule(String name) {
        return atAnyHub(hub ->
                hub.removeSchedule(Schedule.newBuilder().setName(name).build()).getExisted());
    }

    /**
     * Returns the schedules, sorted by name.
     *
     * @throws FleetException if no hub answers, or it has no store
     */
    public List<FleetSchedule> schedules() {
        return atAnyHub(hub -> {
            List<FleetSchedule> all = new ArrayList<>();
            hub.schedules(ListRequest.getDefaultInstance()).forEachRemaining(one -> all.add(new FleetSchedule(one)));
            return all;
        });
    }

    private <T> T atAnyHub(Function<FleetAccessGrpc.FleetAccessBlockingStub, T> call) {
        Status last = Status.UNAVAILABLE;
        for (int i = 0; i < hubs.size(); i++) {
            int hub = Math.floorMod(preferred.get() + i, hubs.size());
            try {
                T answer = call.apply(FleetAccessGrpc.newBlockingStub(hubs.get(hub))
                        .withDeadlineAfter(LIST_SECONDS, TimeUnit.SECONDS));
                preferred.set(hub);
                return answer;
            } catch (StatusRuntimeException e) {
                last = e.getStatus();
                if (!Failing.isOfOneHub(last)) {
                    throw Failing.refused(last);
                }
            }
        }
        throw Failing.unreachable(last);
    }

    /** Cancels what runs, and ends the connections. */
    @Override
    public void close() {
        running.forEach(MeasurementRun::cancel);
        hubs.forEach(Connections::close);
        timers.shutdownNow();
        callbacks.shutdown();
    }
}
