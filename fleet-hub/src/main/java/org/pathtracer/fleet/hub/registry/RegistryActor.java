// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.hub.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.ddata.Key;
import org.apache.pekko.cluster.ddata.LWWMap;
import org.apache.pekko.cluster.ddata.LWWMapKey;
import org.apache.pekko.cluster.ddata.SelfUniqueAddress;
import org.apache.pekko.cluster.ddata.typed.javadsl.DistributedData;
import org.apache.pekko.cluster.ddata.typed.javadsl.Replicator;
import org.apache.pekko.cluster.ddata.typed.javadsl.ReplicatorMessageAdapter;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Subscribe;
import org.pathtracer.fleet.wire.RegistryEntry;

/**
 * Writes this hub's entries to the distributed data, and reads those of all hubs. Nothing waits for it, so its failure
 * stops nothing: it starts again, subscribes again, and writes the entries again.
 */
final class RegistryActor extends AbstractBehavior<RegistryActor.Command> {
    /** What it is told. */
    interface Command {}

    record Put(RegistryEntry entry) implements Command {}

    record Remove(RegistryEntry entry) implements Command {}

    record Fail() implements Command {}

    private record Told(int bucket, Replicator.SubscribeResponse<LWWMap<String, String>> response) implements Command {}

    private record Written(Replicator.UpdateResponse<LWWMap<String, String>> response) implements Command {}

    private record Happened(ClusterEvent.ClusterDomainEvent event) implements Command {}

    private final Registry registry;
    private final ReplicatorMessageAdapter<Command, LWWMap<String, String>> replicator;
    private final SelfUniqueAddress self;

    private RegistryActor(
            ActorContext<Command> context,
            Registry registry,
            ReplicatorMessageAdapter<Command, LWWMap<String, String>> replicator) {
        super(context);
        this.registry = registry;
        this.replicator = replicator;
        self = DistributedData.get(context.getSystem()).selfUniqueAddress();
        for (int i = 0; i < RegistryMap.BUCKETS; i++) {
            int bucket = i;
            replicator.subscribe(key(bucket), response -> new Told(bucket, response));
        }
        Cluster.get(context.getSystem())
                .subscriptions()
                .tell(Subscribe.create(
                        context.messageAdapter(ClusterEvent.ClusterDomainEvent.class, Happened::new),
                        ClusterEvent.ClusterDomainEvent.class));
        registry.view().own().forEach(this::write);
    }

    static Behavior<Command> supervised(Registry registry) {
        return Behaviors.supervise(Behaviors.<Command>setup(context -> DistributedData.withReplicatorMessageAdapter(
                        (ReplicatorMessageAdapter<Command, LWWMap<String, String>> replicator) ->
                                new RegistryActor(context, registry, replicator))))
                .onFailure(SupervisorStrategy.restart());
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Put.class, put -> {
                    write(put.entry());
                    return this;
                })
                .onMessage(Remove.class, gone -> {
                    remove(gone.entry());
                    return this;
                })
                .onMessage(Told.class, this::onTold)
                .onMessage(Written.class, written -> this)
                .onMessage(Happened.class, this::onHappened)
                .onMessage(Fail.class, fail -> {
                    throw new IllegalStateException("it was told to fail");
                })
                .build();
    }

    private static Key<LWWMap<String, String>> key(int bucket) {
        return LWWMapKey.create("vantage-points-" + bucket);
    }

    private void write(RegistryEntry entry) {
        update(entry, map -> RegistryMap.put(map, self, entry));
    }

    private void remove(RegistryEntry entry) {
        update(entry, map -> RegistryMap.remove(map, self, entry));
    }

    private void update(RegistryEntry entry, UnaryOperator<LWWMap<String, String>> change) {
        replicator.askUpdate(
                replyTo -> new Replicator.Update<>(
                        key(RegistryMap.bucket(entry.getInfo().getName())),
                        LWWMap.<String, String>empty(),
                        Replicator.writeLocal(),
                        replyTo,
                        change),
                Written::new);
    }

    private Behavior<Command> onTold(Told told) {
        if (told.response() instanceof Replicator.Changed<LWWMap<String, String>> changed) {
            Map<String, RegistryEntry> now = RegistryMap.entries(changed.get(changed.key()));
            RegistryView.Repair repair = registry.view().tell(told.bucket(), now);
            repair.missing().forEach(this::write);
            repair.stale().forEach(this::remove);
        }
        return this;
    }

    private Behavior<Command> onHappened(Happened happened) {
        ClusterEvent.ClusterDomainEvent event = happened.event();
        if (event instanceof ClusterEvent.UnreachableMember lost) {
            registry.onUnreachable(ClusterSettings.node(lost.member().uniqueAddress()));
        } else if (event instanceof ClusterEvent.ReachableMember back) {
            registry.onReachable(ClusterSettings.node(back.member().uniqueAddress()));
        } else if (event instanceof ClusterEvent.UnreachableDataCenter region) {
            membersOf(region.dataCenter()).forEach(registry::onUnreachable);
        } else if (event instanceof ClusterEvent.ReachableDataCenter region) {
            membersOf(region.dataCenter()).forEach(registry::onReachable);
        } else if (event instanceof ClusterEvent.MemberRemoved removed) {
            forget(ClusterSettings.node(removed.member().uniqueAddress()));
        }
        return this;
    }

    private List<String> membersOf(String region) {
        List<String> nodes = new ArrayList<>();
        Cluster.get(getContext().getSystem()).state().getMembers().forEach(member -> {
            if (member.dataCenter().equals(region)) {
                nodes.add(ClusterSettings.node(member.uniqueAddress()));
            }
        });
        return nodes;
    }

    /** A hub that is gone for good: its entries, unless their agents are attached elsewhere by now. */
    private void forget(String node) {
        registry.onUnreachable(node);
        registry.entries().stream()
                .filter(entry -> entry.getNode().equals(node))
                .forEach(this::remove);
    }
}
