// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.hub;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import org.pathtracer.fleet.hub.registry.Registry;
import org.pathtracer.fleet.hub.storing.StoreQueue;
import org.pathtracer.fleet.store.FleetStore;

/** What the services of one hub share. */
final class HubState {
    private final String name;
    private final List<String> hosts;
    private final Duration heartbeat;
    private final Registry registry;
    private final Attachments attachments;
    private final AgentRunTable runs;
    private final HubChannels channels;
    private final ScheduledExecutorService timers;
    private final Set<MeasurementCall> measurements = ConcurrentHashMap.newKeySet();
    private final Optional<StoreQueue> store;
    private final Optional<FleetStore> keeper;
    private final Optional<ScheduleBook> schedules;
    private volatile boolean draining;

    HubState(HubOptions options, List<String> hosts, Registry registry, ScheduledExecutorService timers) {
        name = options.credentials().identity().name();
        this.hosts = hosts;
        heartbeat = options.heartbeat();
        this.registry = registry;
        this.timers = timers;
        runs = new AgentRunTable(timers);
        attachments = new Attachments(registry, runs, options.credentials(), heartbeat);
        channels = new HubChannels(options.credentials());
        keeper = options.store();
        store = keeper.map(StoreQueue::start);
        schedules = keeper.map(one -> ScheduleBook.open(one, this));
    }

    String name() {
        return name;
    }

    /** Returns hosts that are hubs, which no vantage point probes. */
    List<String> hosts() {
        return hosts;
    }

    Duration heartbeat() {
        return heartbeat;
    }

    Registry registry() {
        return registry;
    }

    Attachments attachments() {
        return attachments;
    }

    AgentRunTable runs() {
        return runs;
    }

    HubChannels channels() {
        return channels;
    }

    ScheduledExecutorService timers() {
        return timers;
    }

    /** Returns the measurements that this hub coordinates. */
    Set<MeasurementCall> measurements() {
        return measurements;
    }

    /** Returns where outcomes go that are kept. */
    Optional<StoreQueue> store() {
        return store;
    }

    /** Returns the store itself, for what waits until it is written. */
    Optional<FleetStore> keeper() {
        return keeper;
    }

    Optional<ScheduleBook> schedules() {
        return schedules;
    }

    boolean isDraining() {
        return draining;
    }

    void drain() {
        draining = true;
        attachments.drain();
    }
}
