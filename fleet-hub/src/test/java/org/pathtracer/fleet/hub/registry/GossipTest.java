// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.hub.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.pekko.actor.Address;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.cluster.ddata.LWWMap;
import org.apache.pekko.cluster.ddata.SelfUniqueAddress;
import org.junit.jupiter.api.Test;
import org.pathtracer.fleet.wire.RegistryEntry;
import org.pathtracer.fleet.wire.VantagePointInfo;

/**
 * Hubs that tell each other what is attached to them, in any order, late, and more than once. All must know the same at
 * the end: each agent where it attached last.
 */
class GossipTest {
    private static final int SEEDS = 5000;
    private static final int STEPS = 40;
    private static final List<String> AGENTS = List.of("a", "b", "c");

    /** A hub, and what it tells others: the data of all buckets as one. */
    private static final class Hub {
        final String name;
        final SelfUniqueAddress self;
        final RegistryView view;
        final Map<String, Long> links = new HashMap<>();
        final List<RegistryEntry> elsewhere = new ArrayList<>();
        LWWMap<String, String> data = LWWMap.create();

        Hub(int number) {
            name = "hub-" + number;
            self = new SelfUniqueAddress(
                    UniqueAddress.apply(new Address("pekko", "fleet", "127.0.0." + number, 7400), (long) number));
            view = new RegistryView(name, name + ":7401", elsewhere::add);
        }

        void merge(LWWMap<String, String> others) {
            data = data.merge(others);
            tell();
        }

        /** As the actor is told, bucket by bucket. */
        void tell() {
            Map<Integer, Map<String, RegistryEntry>> buckets = new HashMap<>();
            AGENTS.forEach(agent -> buckets.put(RegistryMap.bucket(agent), new HashMap<>()));
            RegistryMap.entries(data)
                    .forEach((agent, entry) ->
                            buckets.get(RegistryMap.bucket(agent)).put(agent, entry));
            buckets.forEach((bucket, entries) -> {
                RegistryView.Repair repair = view.tell(bucket, entries);
                repair.missing().forEach(entry -> data = RegistryMap.put(data, self, entry));
                repair.stale().forEach(entry -> data = RegistryMap.remove(data, self, entry));
            });
        }

        void detach(String agent) {
            Long epoch = links.remove(agent);
            if (epoch != null) {
                view.detach(agent, epoch).ifPresent(entry -> data = RegistryMap.remove(data, self, entry));
            }
        }

        Map<String, String> known() {
            Map<String, String> known = new TreeMap<>();
            view.entries()
                    .forEach(entry ->
                            known.put(entry.getInfo().getName(), entry.getNode() + "@" + RegistryView.epoch(entry)));
            return known;
        }
    }

    /** Agents that attach here and there, whose clocks go back at times. */
    private static final class World {
        final Random random;
        final List<Hub> hubs = new ArrayList<>();
        final List<LWWMap<String, String>> onTheWay = new ArrayList<>();
        final Map<String, Hub> where = new HashMap<>();
        final Map<String, Long> epochs = new HashMap<>();

        World(long seed) {
            random = new Random(seed);
            for (int i = 1; i <= 3; i++) {
                hubs.add(new Hub(i));
            }
        }

        <T> T any(List<T> all) {
            return all.get(random.nextInt(all.size()));
        }

        void step() {
            switch (random.nextInt(6)) {
                case 0 -> attach(any(AGENTS));
                case 1 -> leave(any(AGENTS));
                case 2 -> any(hubs).detach(any(AGENTS)); // notices late, or loses a live link
                case 3 -> onTheWay.add(any(hubs).data);
                default -> {
                    if (!onTheWay.isEmpty()) {
                        any(hubs).merge(any(onTheWay)); // some come late, some twice, some never
                    }
                }
            }
            hubs.forEach(this::loseThoseElsewhere);
        }

        void attach(String agent) {
            Hub hub = any(hubs);
            long clock = random.nextInt(4) == 0 ? random.nextInt(20) : epochs.getOrDefault(agent, 100L) + 1;
            if (random.nextBoolean()) {
                hub.detach(agent); // else the new link takes the place of the old one
            }
            long epoch = hub.view
                    .attach(VantagePointInfo.newBuilder().setName(agent).build(), clock)
                    .getClock();
            RegistryEntry entry = hub.view.find(agent).orElseThrow();
            assertThat(entry.getClock()).isEqualTo(epoch);
            hub.data = RegistryMap.put(hub.data, hub.self, entry);
            hub.links.put(agent, RegistryView.epoch(entry));
            epochs.put(agent, clock);
            where.put(agent, hub);
        }

        /** The agent is gone; its hub learns that later. */
        void leave(String agent) {
            where.remove(agent);
        }

        /** What a hub does when an agent turns up elsewhere: the agent attaches once more if its link was alive. */
        void loseThoseElsewhere(Hub hub) {
            List<RegistryEntry> all = List.copyOf(hub.elsewhere);
            hub.elsewhere.clear();
            for (RegistryEntry entry : all) {
                String agent = entry.getInfo().getName();
                Long epoch = hub.links.get(agent);
                if (epoch != null && epoch <= RegistryView.epoch(entry)) {
                    hub.detach(agent);
                }
            }
        }

        /** Links that broke are noticed, live ones are there, and gossip has its way. */
        void settle() {
            for (int round = 0; round < 20; round++) {
                for (Hub hub : hubs) {
                    for (String agent : AGENTS) {
                        if (where.get(agent) != hub) {
                            hub.detach(agent);
                        } else if (!hub.links.containsKey(agent)) {
                            attach(agent);
                        }
                    }
                }
                List<Hub> order = new ArrayList<>(hubs);
                Collections.shuffle(order, random);
                order.forEach(from -> hubs.forEach(to -> to.merge(from.data)));
                hubs.forEach(this::loseThoseElsewhere);
            }
        }
    }

    @Test
    void anyOrderAndDuplication_endInOneState_whereEachAgentAttachedLast() {
        for (long seed = 0; seed < SEEDS; seed++) {
            World world = new World(seed);
            for (int i = 0; i < STEPS; i++) {
                world.step();
            }
            world.settle();
            Map<String, String> right = new TreeMap<>();
            world.where.forEach((agent, hub) -> right.put(agent, hub.name + "@" + hub.links.get(agent)));
            for (Hub hub : world.hubs) {
                assertThat(hub.known()).as("seed %d, %s", seed, hub.name).isEqualTo(right);
                assertThat(hub.data.getEntries()).as("seed %d", seed).hasSameSizeAs(right.entrySet());
            }
        }
    }

    @Test
    void laterEpoch_wins_whateverComesFirst() {
        Hub one = new Hub(1);
        Hub two = new Hub(2);
        VantagePointInfo info = VantagePointInfo.newBuilder().setName("a").build();
        one.data = RegistryMap.put(one.data, one.self, one.view.attach(info, 7));
        two.data = RegistryMap.put(two.data, two.self, two.view.attach(info, 8));
        LWWMap<String, String> first = one.data;
        one.merge(two.data);
        two.merge(first);
        assertThat(one.known()).isEqualTo(Map.of("a", "hub-2@8"));
        assertThat(two.known()).isEqualTo(Map.of("a", "hub-2@8"));
        assertThat(one.elsewhere).hasSize(1);
        assertThat(two.elsewhere).isEmpty();
    }

    @Test
    void ownEntryThatGossipHasRemoved_isWrittenAgain() {
        Hub hub = new Hub(1);
        RegistryEntry entry =
                hub.view.attach(VantagePointInfo.newBuilder().setName("a").build(), 7);
        hub.data = RegistryMap.remove(RegistryMap.put(hub.data, hub.self, entry), hub.self, entry);
        hub.tell();
        assertThat(RegistryMap.entries(hub.data)).containsExactly(Map.entry("a", entry));
    }

    @Test
    void entryThatOnlyANewerHubUnderstands_isLeftOut() {
        Hub hub = new Hub(1);
        assertThat(RegistryMap.entries(LWWMap.<String, String>create().put(hub.self, "a", "%")))
                .isEmpty();
    }
}
