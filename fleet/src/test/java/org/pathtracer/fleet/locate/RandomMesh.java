// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.locate;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;

/**
 * A random internet with vantage points, measured by pings and traces of some pairs. Sites share providers, and most
 * have the same private gateway address. Providers have several routers, some of which never answer. Ways there and
 * back differ, since each direction of a link has a cost of its own; where costs are equal, flows are spread, and a few
 * traces show another way than that of the pings.
 */
final class RandomMesh {
    static final int PLACES = 20;

    /** A direction of a link. */
    record Edge(int from, int to) {}

    private final Random random;
    private final int probes;
    private final List<List<Integer>> neighbours = new ArrayList<>();
    private final Map<Edge, Integer> costs = new HashMap<>();
    private final List<Optional<InetAddress>> addresses = new ArrayList<>();
    private final Map<Edge, Double> loss = new HashMap<>();
    private final List<List<Integer>> routes = new ArrayList<>();
    private final List<PathLoss> measured = new ArrayList<>();
    private final Set<Edge> planted = new LinkedHashSet<>();

    RandomMesh(long seed, int probes) {
        random = new Random(seed);
        this.probes = probes;
        build();
    }

    /** Places are nodes 0 to 19; each has a gateway, which is a customer of a provider's access router. */
    private void build() {
        for (int place = 0; place < PLACES; place++) {
            node(Optional.empty());
        }
        int core = 8 + random.nextInt(6);
        List<Integer> cores = new ArrayList<>();
        for (int i = 0; i < core; i++) {
            cores.add(node(router(i)));
        }
        for (int i = 0; i < core; i++) {
            link(cores.get(i), cores.get((i + 1) % core));
            link(cores.get(i), cores.get(random.nextInt(core)));
        }
        List<Integer> edges = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            int edge = node(router(50 + i));
            edges.add(edge);
            int first = random.nextInt(core);
            link(edge, cores.get(first));
            if (random.nextInt(3) > 0) {
                link(edge, cores.get((first + 1 + random.nextInt(core - 1)) % core));
            }
        }
        for (int place = 0; place < PLACES; place++) {
            int gateway = node(Optional.of(address(192, 168, 1, random.nextInt(4) == 0 ? 254 : 1)));
            link(place, gateway);
            int before = gateway;
            if (random.nextInt(3) == 0) {
                before = node(Optional.of(address(100, 64, 0, 1)));
                link(gateway, before);
            }
            link(before, edges.get(random.nextInt(edges.size())));
        }
    }

    private int node(Optional<InetAddress> address) {
        addresses.add(address);
        neighbours.add(new ArrayList<>());
        return addresses.size() - 1;
    }

    private Optional<InetAddress> router(int number) {
        return random.nextInt(20) == 0 ? Optional.empty() : Optional.of(address(198, 51, number / 256, number % 256));
    }

    private static InetAddress address(int... bytes) {
        try {
            return InetAddress.getByAddress(
                    new byte[] {(byte) bytes[0], (byte) bytes[1], (byte) bytes[2], (byte) bytes[3]});
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private void link(int one, int other) {
        if (one == other || neighbours.get(one).contains(other)) {
            return;
        }
        neighbours.get(one).add(other);
        neighbours.get(other).add(one);
        int cost = 2 + random.nextInt(3);
        costs.put(new Edge(one, other), cost);
        costs.put(new Edge(other, one), random.nextInt(4) == 0 ? cost + 1 : cost);
        // What networks lose without a fault.
        loss.put(new Edge(one, other), random.nextDouble() * 4e-4);
        loss.put(new Edge(other, one), random.nextDouble() * 4e-4);
    }

    /** The cheapest way; among equal ones, by the flow. */
    private List<Integer> route(int from, int to, long flow) {
        Map<Integer, Integer> distance = new HashMap<>();
        record Entry(int node, int cost) {}
        PriorityQueue<Entry> queue = new PriorityQueue<>(Comparator.comparingInt(Entry::cost));
        queue.add(new Entry(to, 0));
        while (!queue.isEmpty()) {
            Entry next = queue.poll();
            if (distance.putIfAbsent(next.node(), next.cost()) == null) {
                neighbours
                        .get(next.node())
                        .forEach(one -> queue.add(new Entry(one, next.cost() + costs.get(new Edge(one, next.node())))));
            }
        }
        List<Integer> way = new ArrayList<>(List.of(from));
        for (int at = from; at != to; ) {
            int here = at;
            List<Integer> best = neighbours.get(here).stream()
                    .filter(one -> distance.get(one) + costs.get(new Edge(here, one)) == distance.get(here))
                    .toList();
            at = best.get(new Random(flow * 31 + here).nextInt(best.size()));
            way.add(at);
        }
        return way;
    }

    /** Decides which places measure each other and over which ways; faults are planted on what is measured. */
    RandomMesh choose(int peers) {
        for (int from = 0; from < PLACES; from++) {
            Set<Integer> chosen = new LinkedHashSet<>();
            while (chosen.size() < peers) {
                int to = random.nextInt(PLACES);
                if (to != from) {
                    chosen.add(to);
                }
            }
            for (int to : chosen) {
                long flow = random.nextInt(1000);
                routes.add(route(from, to, flow));
                routes.add(route(to, from, flow));
            }
        }
        return this;
    }

    /** Plants loss on a link that pings cross, in one direction or in both. */
    RandomMesh plant(double share) {
        List<Edge> crossed = routes.stream()
                .flatMap(way -> edges(way).stream())
                .distinct()
                .filter(edge -> !planted.contains(edge))
                .toList();
        Edge edge = crossed.get(random.nextInt(crossed.size()));
        planted.add(edge);
        loss.put(edge, share);
        if (random.nextBoolean()) {
            Edge back = new Edge(edge.to(), edge.from());
            planted.add(back);
            loss.put(back, share);
        }
        return this;
    }

    private static List<Edge> edges(List<Integer> way) {
        List<Edge> edges = new ArrayList<>();
        for (int i = 1; i < way.size(); i++) {
            edges.add(new Edge(way.get(i - 1), way.get(i)));
        }
        return edges;
    }

    List<PathLoss> measure() {
        for (int i = 0; i < routes.size(); i += 2) {
            List<Integer> there = routes.get(i);
            List<Integer> back = routes.get(i + 1);
            // Some firewalls let no trace in.
            Way shown = trace(there);
            if (random.nextInt(30) == 0) {
                measured.add(PathLoss.roundTrip(shown, probes, lost(there, back)));
            } else {
                Way shownBack = trace(back);
                measured.add(PathLoss.roundTrip(shown, shownBack, probes, lost(there, back)));
                measured.add(PathLoss.roundTrip(shownBack, shown, probes, lost(there, back)));
            }
        }
        return measured;
    }

    private int lost(List<Integer> there, List<Integer> back) {
        int lost = 0;
        for (int i = 0; i < probes; i++) {
            lost += survives(there) && survives(back) ? 0 : 1;
        }
        return lost;
    }

    private boolean survives(List<Integer> way) {
        return edges(way).stream().noneMatch(edge -> random.nextDouble() < loss.get(edge));
    }

    /** One trace in twenty has another flow than the pings. */
    private Way trace(List<Integer> way) {
        int from = way.get(0);
        int to = way.get(way.size() - 1);
        List<Integer> shown = random.nextInt(20) == 0 ? route(from, to, 1000 + random.nextInt(1000)) : way;
        List<Optional<InetAddress>> hops = new ArrayList<>();
        for (int node : shown.subList(1, shown.size() - 1)) {
            // Some answers are lost or limited.
            hops.add(random.nextInt(50) == 0 ? Optional.empty() : addresses.get(node));
        }
        return Way.of(name(from), name(to), hops);
    }

    private static String name(int place) {
        return "place-" + place;
    }

    /** Returns whether it is true that the loss between two places is behind no link that traces show. */
    boolean isTrueOfPair(Suspect suspect) {
        return suspect.links().isEmpty()
                && routes.stream()
                        .filter(way -> suspect.places().contains(name(way.get(0)))
                                && suspect.places().contains(name(way.get(way.size() - 1))))
                        .anyMatch(way -> edges(way).stream().anyMatch(planted::contains));
    }

    /** Returns whether one of the planted links is among what is suspected. */
    boolean isRight(Suspect suspect) {
        Set<Edge> named = new HashSet<>();
        for (List<Integer> way : routes) {
            for (Link link : suspect.links()) {
                named.addAll(part(way, link));
            }
        }
        return planted.stream().anyMatch(named::contains);
    }

    /** Returns the number of links (both directions are one) that a suspect stands for. */
    int width(Suspect suspect) {
        Set<Set<Integer>> named = new HashSet<>();
        for (List<Integer> way : routes) {
            for (Link link : suspect.links()) {
                part(way, link).forEach(edge -> named.add(Set.of(edge.from(), edge.to())));
            }
        }
        return named.size();
    }

    private Set<Edge> part(List<Integer> way, Link link) {
        List<String> names = new ArrayList<>();
        Way full = Way.of(
                name(way.get(0)),
                name(way.get(way.size() - 1)),
                way.subList(1, way.size() - 1).stream().map(addresses::get).toList());
        names.add(full.from());
        Routers.of(full).forEach(router -> names.add(router.orElse("*")));
        names.add(full.to());
        int begin = names.indexOf(link.from());
        int end = names.indexOf(link.to());
        // Parts with the same ends and another length are other links.
        if (begin < 0 || end <= begin || end - begin != link.via().size() + 1) {
            return Set.of();
        }
        return new HashSet<>(edges(way.subList(begin, end + 1)));
    }

    int faults() {
        return (int) planted.stream()
                .map(edge -> Set.of(edge.from(), edge.to()))
                .distinct()
                .count();
    }
}
