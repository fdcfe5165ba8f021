// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.hub.registry;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.apache.pekko.cluster.ddata.LWWRegister;
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

    private record Told(Replicator.SubscribeResponse<LWWMap<String, String>> response) implements Command {}

    private record Written(Replicator.UpdateResponse<LWWMap<String, String>> response) implements Command {}

    private record Happened(ClusterEvent.ClusterDomainEvent event) implements Command {}

    /** A bucket is one message of gossip at times, which has a largest size. */
    private static final int BUCKETS = 64;

    /** Neither a wall clock nor a mere count: both make hubs disagree for ever. */
    private static final LWWRegister.Clock<String> CLOCK = new LWWRegister.Clock<>() {
        @Override
        public long apply(long current, String value) {
            return decode(value).map(RegistryEntry::getClock).orElse(0L);
        }
    };

    private final Registry registry;
    private final ReplicatorMessageAdapter<Command, LWWMap<String, String>> replicator;
    private final SelfUniqueAddress self;
    private final Map<Key<LWWMap<String, String>>, Map<String, RegistryEntry>> buckets = new HashMap<>();

    private RegistryActor(
            ActorContext<Command> context,
            Registry registry,
            ReplicatorMessageAdapter<Command, LWWMap<String, String>> replicator) {
        super(context);
        this.registry = registry;
        this.replicator = replicator;
        self = DistributedData.get(context.getSystem()).selfUniqueAddress();
        for (int i = 0; i < BUCKETS; i++) {
            replicator.subscribe(LWWMapKey.create("vantage-points-" + i), Told::new);
        }
        Cluster.get(context.getSystem())
                .subscriptions()
                .tell(Subscribe.create(
                        context.messageAdapter(ClusterEvent.ClusterDomainEvent.class, Happened::new),
                        ClusterEvent.ClusterDomainEvent.class));
        registry.own().forEach(this::write);
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

    private static Key<LWWMap<String, String>> key(String name) {
        return LWWMapKey.create("vantage-points-" + Math.floorMod(name.hashCode(), BUCKETS));
    }

    private void write(RegistryEntry entry) {
        String name = entry.getInfo().getName();
        String value = encode(entry);
        update(name, map -> {
            Optional<RegistryEntry> known =
                    map.get(name).isDefined() ? decode(map.get(name).get()) : Optional.empty();
            return known.filter(other -> other.getClock() >= entry.getClock()).isPresent()
                    ? map
                    : map.put(self, name, value, CLOCK);
        });
    }

    /** Only what was written by that very hub for that very attachment: a later one must stay. */
    private void remove(RegistryEntry entry) {
        String name = entry.getInfo().getName();
        String value = encode(entry);
        update(
                name,
                map -> map.get(name).isDefined() && map.get(name).get().equals(value) ? map.remove(self, name) : map);
    }

    private void update(
            String name,
            org.apache.pekko.japi.function.Function<LWWMap<String, String>, LWWMap<String, String>> change) {
        replicator.askUpdate(
                replyTo -> new Replicator.Update<>(
                        key(name),
                        LWWMap.<String, String>empty(),
                        Replicator.writeLocal(),
                        replyTo,
                        map -> apply(change, map)),
                Written::new);
    }

    private static LWWMap<String, String> apply(
            org.apache.pekko.japi.function.Function<LWWMap<String, String>, LWWMap<String, String>> change,
            LWWMap<String, String> map) {
        try {
            return change.apply(map);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Behavior<Command> onTold(Told told) {
        if (told.response() instanceof Replicator.Changed<LWWMap<String, String>> changed) {
            Map<String, RegistryEntry> now = new HashMap<>();
            changed.get(changed.key())
                    .getEntries()
                    .forEach((name, value) -> decode(value).ifPresent(entry -> now.put(name, entry)));
            Map<String, RegistryEntry> before = buckets.put(changed.key(), now);
            now.values().forEach(registry::onSeen);
            if (before != null) {
                before.forEach((name, entry) -> {
                    if (!now.containsKey(name)) {
                        registry.onGone(entry);
                    }
                });
            }
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
                .forEach(entry -> {
                    registry.onGone(entry);
                    remove(entry);
                });
    }

    private static String encode(RegistryEntry entry) {
        return Base64.getEncoder().encodeToString(entry.toByteArray());
    }

    /** Empty for what a newer hub may write. */
    private static Optional<RegistryEntry> decode(String value) {
        try {
            return Optional.of(RegistryEntry.parseFrom(Base64.getDecoder().decode(value)));
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
