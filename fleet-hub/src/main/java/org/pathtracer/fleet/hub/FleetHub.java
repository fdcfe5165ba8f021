// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.hub;

import io.grpc.Server;
import io.grpc.Status;
import io.grpc.util.MutableHandlerRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.fleet.hub.registry.ClusterSettings;
import org.pathtracer.fleet.hub.registry.Registry;
import org.pathtracer.fleet.hub.storing.StoreQueue;
import org.pathtracer.fleet.protocol.Connections;
import org.pathtracer.fleet.protocol.HostPort;
import org.pathtracer.fleet.wire.RegistryEntry;

/**
 * A hub: agents attach to it, applications ask it, and hubs share what they know. One hub alone is a fleet too, and may
 * be a part of an application. Thread-safe.
 *
 * @since 0.1.0
 */
public final class FleetHub implements AutoCloseable {
    private static final long DRAIN_MILLIS = 5000;
    private static final long LOOK_MILLIS = 20;
    private static final int TIMER_THREADS = 2;

    private final HubState state;
    private final Server server;
    private final ScheduledThreadPoolExecutor timers;
    private final HostPort address;
    private final AtomicBoolean closed = new AtomicBoolean();

    private FleetHub(HubState state, Server server, ScheduledThreadPoolExecutor timers, HostPort address) {
        this.state = state;
        this.server = server;
        this.timers = timers;
        this.address = address;
    }

    /**
     * Starts a hub.
     *
     * @throws InvalidRequestException if it can't listen at its address
     */
    public static FleetHub start(HubOptions options) {
        ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(TIMER_THREADS, task -> {
            Thread thread = new Thread(task, "pathtracer-hub-timer");
            thread.setDaemon(true);
            return thread;
        });
        timers.setRemoveOnCancelPolicy(true);
        // Its services need the registry, which must tell others the port: until then callers have to try again.
        MutableHandlerRegistry services = new MutableHandlerRegistry();
        Server server = Connections.server(options.listen(), options.credentials())
                .fallbackHandlerRegistry(services)
                .build();
        try {
            server.start();
        } catch (IOException e) {
            timers.shutdownNow();
            throw new InvalidRequestException(
                    "the hub can't listen at %s: %s".formatted(options.listen(), e.getMessage()));
        }
        HostPort address = options.advertised(server.getPort());
        Registry registry;
        try {
            registry = Registry.start(cluster(options), address.toString());
        } catch (RuntimeException e) {
            Connections.close(server);
            timers.shutdownNow();
            throw e;
        }
        HubState state = new HubState(options, hosts(options, address), registry, timers);
        FleetHub hub = new FleetHub(state, server, timers, address);
        hub.watch();
        services.addService(new HubLinkService(state));
        services.addService(new FleetAccessService(state));
        services.addService(new AgentLinkService(state));
        return hub;
    }

    private static ClusterSettings cluster(HubOptions options) {
        HostPort own = options.cluster();
        return new ClusterSettings(options.credentials(), own.host(), own.port(), options.seeds(), options.region());
    }

    private static List<String> hosts(HubOptions options, HostPort address) {
        List<String> hosts =
                new ArrayList<>(List.of(address.host(), options.cluster().host()));
        options.seeds().forEach(seed -> hosts.add(HostPort.parse(seed).host()));
        return hosts.stream().distinct().toList();
    }

    private void watch() {
        long period = Attachments.SWEEP.toMillis();
        timers.scheduleWithFixedDelay(state.attachments()::sweep, period, period, TimeUnit.MILLISECONDS);
        state.registry().onLoss(node -> state.measurements().forEach(measurement -> measurement.lost(node)));
        state.registry().onEntry(this::onElsewhere);
    }

    /** An agent that is attached elsewhere by now: what it measures here goes on only while this hub drains. */
    private void onElsewhere(RegistryEntry entry) {
        if (!state.isDraining()) {
            state.attachments()
                    .find(entry.getInfo().getName())
                    .filter(attachment -> attachment.epoch() <= Registry.epoch(entry))
                    .ifPresent(attachment -> state.attachments()
                            .lose(attachment, Status.ABORTED.withDescription("the agent is attached to another hub")));
        }
    }

    /** Returns where agents, applications and other hubs reach it, {@code HOST:PORT}. */
    public String address() {
        return address.toString();
    }

    /** Returns where the gossip of other hubs reaches it, {@code HOST:PORT}: a seed for them. */
    public String clusterAddress() {
        return state.registry().clusterAddress();
    }

    /** Returns the number of vantage points that it knows of, at all hubs. */
    public int vantagePoints() {
        return state.registry().entries().size();
    }

    /** Returns the number of hubs of the fleet that it knows of, itself included. */
    public int hubs() {
        return state.registry().hubs();
    }

    /** Returns the number of outcomes that the store did not take in time, so that they are not in it. */
    public long lostOutcomes() {
        return state.store().map(StoreQueue::lost).orElse(0L);
    }

    HubState state() {
        return state;
    }

    /**
     * Takes no more measurements, lets the agents attach to other hubs if there are any, waits up to five seconds for
     * what is measured, and ends.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            if (hubs() > 1) {
                state.drain();
                await(() -> state.runs().size() == 0
                        && state.measurements().isEmpty()
                        && state.attachments().all().stream().allMatch(attachment -> isElsewhere(attachment.name())));
            }
            Connections.close(server);
            state.channels().close();
            timers.shutdownNow();
            state.registry().close();
            state.schedules().ifPresent(ScheduleBook::close);
            state.store().ifPresent(StoreQueue::close);
        }
    }

    private boolean isElsewhere(String name) {
        return state.registry()
                .find(name)
                .filter(entry -> !entry.getNode().equals(state.registry().node()))
                .isPresent();
    }

    private void await(BooleanSupplier done) {
        CountDownLatch over = new CountDownLatch(1);
        ScheduledFuture<?> look = timers.scheduleWithFixedDelay(
                () -> {
                    if (done.getAsBoolean()) {
                        over.countDown();
                    }
                },
                0,
                LOOK_MILLIS,
                TimeUnit.MILLISECONDS);
        try {
            if (!over.await(DRAIN_MILLIS, TimeUnit.MILLISECONDS)) {
                System.getLogger(FleetHub.class.getName())
                        .log(System.Logger.Level.WARNING, "the hub ends while measurements or agents are left");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        look.cancel(false);
    }
}
