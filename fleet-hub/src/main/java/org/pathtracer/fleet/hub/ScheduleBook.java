// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.hub;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.fleet.store.FleetStore;
import org.pathtracer.fleet.store.StoreException;
import org.pathtracer.fleet.wire.Assign;
import org.pathtracer.fleet.wire.HubDown;
import org.pathtracer.fleet.wire.RegistryEntry;
import org.pathtracer.fleet.wire.Schedule;

/**
 * The schedules, which are in the store. Each hub assigns to the agents that are attached to it what follows from the
 * schedules and the registry, which all hubs have, so no hub is needed that decides for the others.
 */
final class ScheduleBook {
    private static final System.Logger LOG = System.getLogger(ScheduleBook.class.getName());
    private static final long LOOK_MILLIS = 2000;
    private static final int MOST = 1000;

    private final FleetStore store;
    private final HubState hub;
    /** Of its own, since the store may let it wait. */
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, task -> {
        Thread made = new Thread(task, "pathtracer-hub-schedules");
        made.setDaemon(true);
        return made;
    });

    private List<Schedule> lastSchedules = List.of();
    private Set<RegistryEntry> lastEntries = Set.of();
    private boolean failing;

    private ScheduleBook(FleetStore store, HubState hub) {
        this.store = store;
        this.hub = hub;
    }

    static ScheduleBook open(FleetStore store, HubState hub) {
        ScheduleBook book = new ScheduleBook(store, hub);
        book.thread.scheduleWithFixedDelay(book::assign, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        return book;
    }

    /**
     * Keeps a schedule, and returns whether there was one of the same name.
     *
     * @throws StoreException if it can't be kept
     * @throws InvalidRequestException if there are too many
     */
    boolean put(Schedule schedule) {
        Map<String, byte[]> all = store.schedules();
        boolean there = all.containsKey(schedule.getName());
        if (all.size() >= MOST && !there) {
            throw new InvalidRequestException("there are %d schedules already, which is the limit".formatted(MOST));
        }
        store.putSchedule(schedule.getName(), schedule.toByteArray());
        kick();
        return there;
    }

    /** Forgets a schedule, and returns whether there was one. */
    boolean remove(String name) {
        boolean there = store.schedules().containsKey(name);
        store.removeSchedule(name);
        kick();
        return there;
    }

    List<Schedule> all() {
        List<Schedule> all = new ArrayList<>();
        store.schedules().forEach((name, document) -> {
            try {
                all.add(Schedule.parseFrom(document));
            } catch (InvalidProtocolBufferException e) {
                LOG.log(System.Logger.Level.WARNING, "the schedule {0} in the store is damaged", name);
            }
        });
        return all;
    }

    /** Something has changed. */
    void kick() {
        try {
            thread.execute(this::assign);
        } catch (RejectedExecutionException e) {
            // the hub was closed
        }
    }

    private void assign() {
        try {
            List<Schedule> schedules = all();
            Set<RegistryEntry> entries = Set.copyOf(hub.registry().entries());
            // Where nothing has changed, there is something to say to those only that have just come.
            boolean changed = !schedules.equals(lastSchedules) || !entries.equals(lastEntries);
            lastSchedules = schedules;
            lastEntries = entries;
            for (Attachment attachment : hub.attachments().all()) {
                if ((changed || !attachment.isTold())
                        && attachment.info().getCapabilitiesList().contains(Assignment.CAPABILITY)) {
                    Assign assign = Assignment.of(attachment.name(), schedules, entries);
                    if (attachment.isNew(assign)) {
                        attachment.send(HubDown.newBuilder().setAssign(assign).build());
                    }
                }
            }
            failing = false;
        } catch (StoreException e) {
            if (!failing) {
                failing = true;
                LOG.log(System.Logger.Level.WARNING, "agents go on with what they were assigned: {0}", e.getMessage());
            }
        }
    }

    void close() {
        thread.shutdownNow();
    }
}
