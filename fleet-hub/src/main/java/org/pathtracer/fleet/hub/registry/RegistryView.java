// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.hub.registry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pathtracer.fleet.wire.RegistryEntry;
import org.pathtracer.fleet.wire.VantagePointInfo;

/**
 * What one hub knows: what is attached to it, and what gossip has told of the others. Of two entries of one name the
 * later one counts, so the order in which they come does not matter. About this hub's own agents, gossip knows no
 * better. Thread-safe.
 */
final class RegistryView {
    /** Below the epoch in a clock. They differ from hub to hub, so that no two attachments have one clock. */
    private static final int HUB_BITS = 16;

    private final String node;
    private final String address;
    private final Consumer<RegistryEntry> attachedElsewhere;
    private final Map<String, RegistryEntry> own = new HashMap<>();
    /** Given here last, also to agents that have left: what they had then may come back by late gossip. */
    private final Map<String, Long> epochs = new HashMap<>();

    private final Map<String, RegistryEntry> told = new HashMap<>();
    private final Map<Integer, Set<String>> buckets = new HashMap<>();
    private final Map<String, RegistryEntry> seen = new ConcurrentHashMap<>();

    /** The consumer gets each entry of another hub that is new here. */
    RegistryView(String node, String address, Consumer<RegistryEntry> attachedElsewhere) {
        this.node = node;
        this.address = address;
        this.attachedElsewhere = attachedElsewhere;
    }

    static long epoch(RegistryEntry entry) {
        return entry.getClock() >> HUB_BITS;
    }

    Collection<RegistryEntry> entries() {
        return seen.values();
    }

    Optional<RegistryEntry> find(String name) {
        return Optional.ofNullable(seen.get(name));
    }

    synchronized List<RegistryEntry> own() {
        return List.copyOf(own.values());
    }

    /** Takes the agent's epoch, or a later one if its clock has gone back. */
    synchronized RegistryEntry attach(VantagePointInfo info, long epoch) {
        RegistryEntry before = seen.get(info.getName());
        long known = Math.max(
                epochs.getOrDefault(info.getName(), Long.MIN_VALUE), before == null ? Long.MIN_VALUE : epoch(before));
        long later = known < epoch ? epoch : known + 1;
        epochs.put(info.getName(), later);
        RegistryEntry entry = RegistryEntry.newBuilder()
                .setInfo(info)
                .setClock((later << HUB_BITS) | (node.hashCode() & ((1 << HUB_BITS) - 1)))
                .setNode(node)
                .setAddress(address)
                .build();
        own.put(info.getName(), entry);
        seen.put(info.getName(), entry);
        return entry;
    }

    /** Returns what all hubs are to forget; nothing if the agent has attached once more. */
    synchronized Optional<RegistryEntry> detach(String name, long epoch) {
        RegistryEntry entry = own.get(name);
        if (entry == null || epoch(entry) != epoch) {
            return Optional.empty();
        }
        own.remove(name);
        refresh(name);
        return Optional.of(entry);
    }

    /**
     * What a bucket says wrongly of this hub: late gossip may remove what is there, and bring back what is not.
     *
     * @param missing entries of this hub that must be in it
     * @param stale entries of this hub that must not
     */
    record Repair(List<RegistryEntry> missing, List<RegistryEntry> stale) {}

    /** Takes what is in a bucket now. */
    Repair tell(int bucket, Map<String, RegistryEntry> now) {
        List<RegistryEntry> fresh = new ArrayList<>();
        Repair repair;
        synchronized (this) {
            Set<String> changed = new HashSet<>(now.keySet());
            Set<String> before = buckets.put(bucket, Set.copyOf(now.keySet()));
            changed.addAll(before == null ? Set.of() : before);
            told.keySet().removeAll(changed);
            told.putAll(now);
            for (String name : changed) {
                RegistryEntry known = seen.get(name);
                RegistryEntry entry = refresh(name);
                if (entry != null
                        && !Objects.equals(entry, known)
                        && !entry.getNode().equals(node)) {
                    fresh.add(entry);
                }
            }
            repair = repair(bucket, now);
        }
        fresh.forEach(attachedElsewhere);
        return repair;
    }

    private Repair repair(int bucket, Map<String, RegistryEntry> now) {
        List<RegistryEntry> missing = own.values().stream()
                .filter(entry -> {
                    String name = entry.getInfo().getName();
                    return RegistryMap.bucket(name) == bucket && !now.containsKey(name);
                })
                .toList();
        List<RegistryEntry> stale = now.values().stream()
                .filter(entry -> entry.getNode().equals(node)
                        && !own.containsKey(entry.getInfo().getName()))
                .toList();
        return new Repair(missing, stale);
    }

    private @Nullable RegistryEntry refresh(String name) {
        RegistryEntry here = own.get(name);
        RegistryEntry there = told.get(name);
        boolean elsewhere =
                there != null && !there.getNode().equals(node) && (here == null || there.getClock() > here.getClock());
        RegistryEntry latest = elsewhere ? there : here;
        if (latest == null) {
            seen.remove(name);
        } else {
            seen.put(name, latest);
        }
        return latest;
    }
}
