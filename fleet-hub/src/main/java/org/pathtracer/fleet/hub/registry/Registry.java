// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.hub.registry;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
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
    private final Set<String> unreachable = ConcurrentHashMap.newKeySet();
    private final CopyOnWriteArrayList<Consumer<String>> lossListeners = new CopyOnWriteArrayList<>();
    private final CopyOnWriteArrayList<Consumer<RegistryEntry>> entryListeners = new CopyOnWriteArrayList<>();
    private final CompletableFuture<RegistryView> view = new CompletableFuture<>();
    private final String node;
    private final ActorSystem<RegistryActor.Command> system;

    private Registry(ClusterSettings settings, String address) {
        system = ActorSystem.create(RegistryActor.supervised(this), "fleet", settings.bootstrap());
        node = ClusterSettings.node(system);
        view.complete(
                new RegistryView(node, address, entry -> entryListeners.forEach(listener -> listener.accept(entry))));
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

    /** What gossip tells waits for this hub's node to be known. */
    RegistryView view() {
        return view.join();
    }

    /** Returns all entries, in no order. */
    public Collection<RegistryEntry> entries() {
        return view().entries();
    }

    /** Returns the entry of a vantage point. */
    public Optional<RegistryEntry> find(String name) {
        return view().find(name);
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

    /** Calls with each entry of another hub that is new here. */
    public void onEntry(Consumer<RegistryEntry> listener) {
        entryListeners.add(listener);
    }

    /**
     * Makes an attachment known, and returns its epoch: that of the agent, or a later one if another attachment of the
     * same name is known already, for the agent's clock may have gone back.
     */
    public synchronized long attach(VantagePointInfo info, long epoch) {
        RegistryEntry entry = view().attach(info, epoch);
        system.tell(new RegistryActor.Put(entry));
        return RegistryView.epoch(entry);
    }

    /** Removes an attachment, unless a later one is known. */
    public synchronized void detach(String name, long epoch) {
        view().detach(name, epoch).ifPresent(entry -> system.tell(new RegistryActor.Remove(entry)));
    }

    /** Returns the epoch of an entry's attachment. */
    public static long epoch(RegistryEntry entry) {
        return RegistryView.epoch(entry);
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
