// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.hub.registry;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorSystem;
import org.pathtracer.fleet.wire.RegistryEntry;
import org.pathtracer.fleet.wire.VantagePointInfo;

/**
 * What this hub knows of all vantage points. Reading needs no other hub. What is attached here is known here at once,
 * and at the others as soon as gossip has told them. Thread-safe.
 */
public final class Registry {
    private static final int REVISION_BITS = 16;

    private final Map<String, RegistryEntry> seen = new ConcurrentHashMap<>();
    private final Map<String, RegistryEntry> own = new ConcurrentHashMap<>();
    private final Set<String> unreachable = ConcurrentHashMap.newKeySet();
    private final CopyOnWriteArrayList<Consumer<String>> lossListeners = new CopyOnWriteArrayList<>();
    private final CopyOnWriteArrayList<Consumer<RegistryEntry>> entryListeners = new CopyOnWriteArrayList<>();
    private final String address;
    private final String node;
    private final ActorSystem<RegistryActor.Command> system;

    private Registry(ClusterSettings settings, String address) {
        this.address = address;
        system = ActorSystem.create(RegistryActor.supervised(this), "fleet", settings.bootstrap());
        node = ClusterSettings.node(system);
        settings.join(system);
    }

    /** Starts this hub's node of the cluster. Other hubs call it at the address. */
    public static Registry start(ClusterSettings settings, String address) {
        return new Registry(settings, address);
    }

    /** Returns this hub's node. */
    public String node() {
        return node;
    }

    /** Returns the host and port at which other hubs reach this node. */
    public String clusterAddress() {
        return ClusterSettings.address(system);
    }

    /** Returns all entries, in no order. */
    public Collection<RegistryEntry> entries() {
        return seen.values();
    }

    /** Returns the entry of a vantage point. */
    public Optional<RegistryEntry> find(String name) {
        return Optional.ofNullable(seen.get(name));
    }

    /** Returns whether this hub can't reach another one now. */
    public boolean isUnreachable(String hubNode) {
        return unreachable.contains(hubNode);
    }

    /** Returns the number of hubs that belong to the fleet now, this one included. */
    public int hubs() {
        return ClusterSettings.members(system);
    }

    /** Calls with the node of each hub that gets lost. */
    public void onLoss(Consumer<String> listener) {
        lossListeners.add(listener);
    }

    /** Calls with each entry that is new here. */
    public void onEntry(Consumer<RegistryEntry> listener) {
        entryListeners.add(listener);
    }

    /**
     * Makes an attachment known, and returns its epoch: that of the agent, or a later one if another attachment of the
     * same name is known already, for the agent's clock may have gone back.
     */
    public synchronized long attach(VantagePointInfo info, long epoch) {
        RegistryEntry before = seen.get(info.getName());
        long later = before == null ? epoch : Math.max(epoch, (before.getClock() >> REVISION_BITS) + 1);
        RegistryEntry entry = RegistryEntry.newBuilder()
                .setInfo(info)
                .setClock(later << REVISION_BITS)
                .setNode(node)
                .setAddress(address)
                .build();
        own.put(info.getName(), entry);
        seen.put(info.getName(), entry);
        system.tell(new RegistryActor.Put(entry));
        return later;
    }

    /** Removes an attachment, unless a later one is known. */
    public synchronized void detach(String name, long epoch) {
        RegistryEntry entry = own.get(name);
        if (entry != null && entry.getClock() >> REVISION_BITS == epoch) {
            own.remove(name);
            seen.remove(name, entry);
            system.tell(new RegistryActor.Remove(entry));
        }
    }

    Collection<RegistryEntry> own() {
        return own.values();
    }

    /** The later one stays. */
    void onSeen(RegistryEntry entry) {
        RegistryEntry now = seen.merge(
                entry.getInfo().getName(),
                entry,
                (known, fresh) -> fresh.getClock() > known.getClock() ? fresh : known);
        if (now.equals(entry) && !entry.getNode().equals(node)) {
            entryListeners.forEach(listener -> listener.accept(entry));
        }
    }

    void onGone(RegistryEntry entry) {
        String name = entry.getInfo().getName();
        seen.computeIfPresent(
                name, (key, known) -> known.getClock() <= entry.getClock() && !own.containsKey(name) ? null : known);
    }

    void onUnreachable(String hubNode) {
        if (unreachable.add(hubNode)) {
            lossListeners.forEach(listener -> listener.accept(hubNode));
        }
    }

    void onReachable(String hubNode) {
        unreachable.remove(hubNode);
    }

    /** Lets the actor fail, which must do no harm. */
    void failActor() {
        system.tell(new RegistryActor.Fail());
    }

    /** Leaves the cluster, and returns when this node has ended or ten seconds have passed. */
    public void close() {
        ClusterSettings.leave(system);
    }
}
