// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.hub;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.pathtracer.fleet.protocol.Bounds;
import org.pathtracer.fleet.protocol.Selector;
import org.pathtracer.fleet.wire.Assign;
import org.pathtracer.fleet.wire.Operation;
import org.pathtracer.fleet.wire.RegistryEntry;
import org.pathtracer.fleet.wire.Schedule;
import org.pathtracer.fleet.wire.Task;

/** What one vantage point does of the schedules. It depends on nothing but what all hubs know. */
final class Assignment {
    /** Of agents that keep outcomes. */
    static final String CAPABILITY = "schedules";

    private Assignment() {}

    static Assign of(String name, List<Schedule> schedules, Collection<RegistryEntry> entries) {
        Assign.Builder assign = Assign.newBuilder();
        for (Schedule schedule : schedules) {
            List<RegistryEntry> all = Selection.of(entries, Selector.parse(schedule.getSelector())).stream()
                    .filter(entry -> entry.getInfo().getCapabilitiesList().contains(CAPABILITY))
                    .toList();
            List<RegistryEntry> chosen = Selection.some(all, schedule.getCount(), schedule.getName());
            if (chosen.stream().anyMatch(entry -> entry.getInfo().getName().equals(name))) {
                add(assign, schedule, name, chosen);
            }
        }
        return assign.build();
    }

    private static void add(Assign.Builder assign, Schedule schedule, String name, List<RegistryEntry> chosen) {
        if (!schedule.getMesh()) {
            assign.addTasks(task(schedule, schedule.getName(), schedule.getOperation()));
            return;
        }
        List<RegistryEntry> peers = peers(schedule, name, chosen);
        if (schedule.getOperation().hasPing()) {
            if (!peers.isEmpty()) {
                assign.addTasks(toPeers(schedule, schedule.getName(), peers));
            }
        } else { // which have one target each
            peers.forEach(peer -> assign.addTasks(
                    toPeers(schedule, schedule.getName() + " " + peer.getInfo().getName(), List.of(peer))));
        }
    }

    /** Those with the largest hashes of both names, so that one that comes or goes changes little. */
    private static List<RegistryEntry> peers(Schedule schedule, String name, List<RegistryEntry> chosen) {
        int most = schedule.getPeers() == 0 ? Bounds.TARGETS : Math.min(schedule.getPeers(), Bounds.TARGETS);
        return chosen.stream()
                .filter(entry -> !entry.getInfo().getName().equals(name))
                .filter(entry -> entry.getInfo().getAddressesCount() > 0)
                .sorted(Comparator.<RegistryEntry>comparingLong(
                                entry -> Selection.hash(name, entry.getInfo().getName()))
                        .thenComparing(entry -> entry.getInfo().getName()))
                .limit(most)
                .sorted(Comparator.comparing(entry -> entry.getInfo().getName()))
                .toList();
    }

    private static Task toPeers(Schedule schedule, String id, List<RegistryEntry> peers) {
        Operation.Builder operation = schedule.getOperation().toBuilder().clearTargets();
        peers.forEach(peer -> operation.addTargets(peer.getInfo().getAddresses(0)));
        return task(schedule, id, operation.build()).toBuilder()
                .addAllPeers(
                        peers.stream().map(peer -> peer.getInfo().getName()).toList())
                .build();
    }

    private static Task task(Schedule schedule, String id, Operation operation) {
        return Task.newBuilder()
                .setId(id)
                .setOperation(operation)
                .setIntervalMillis(schedule.getIntervalMillis())
                .setJitterPercent(schedule.getJitterPercent())
                .build();
    }
}
