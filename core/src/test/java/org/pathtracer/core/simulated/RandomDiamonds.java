// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.simulated;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.pathtracer.MultipathResult;
import org.pathtracer.Protocol;
import org.pathtracer.multipath.LoadBalancer;
import org.pathtracer.multipath.MultipathAlgorithm;
import org.pathtracer.testkit.Topology;
import org.pathtracer.testkit.TopologyBuilder;
import org.pathtracer.testkit.topology.Balancing;
import org.pathtracer.testkit.topology.Node;

/**
 * Networks with a diamond of two to four wide TTLs, linked by chance, in which some routers send each packet its own
 * way. The seed decides all. As a program: {@code RandomDiamonds TOPOLOGIES RUNS} tells what discoveries made of them.
 */
final class RandomDiamonds {
    private RandomDiamonds() {}

    static Topology topology(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<List<String>> layers = new ArrayList<>();
        layers.add(List.of("r1"));
        int wide = 2 + random.nextInt(3);
        for (int layer = 0; layer < wide; layer++) {
            List<String> names = new ArrayList<>();
            int width = 2 + random.nextInt(layer == 0 ? 3 : 7);
            for (int i = 0; i < width; i++) {
                names.add("n" + layer + "x" + i);
            }
            layers.add(names);
        }
        layers.add(List.of("r2"));
        Set<List<String>> links = new HashSet<>();
        for (int layer = 1; layer < layers.size(); layer++) {
            link(layers.get(layer - 1), layers.get(layer), random, links);
        }
        return build(layers, links, random);
    }

    /** Each has a vertex before and behind; some have more. */
    private static void link(List<String> before, List<String> here, SplittableRandom random, Set<List<String>> links) {
        for (int i = 0; i < Math.max(before.size(), here.size()); i++) {
            links.add(List.of(before.get(i % before.size()), here.get(i % here.size())));
        }
        int more = random.nextInt(before.size() + 1);
        for (int i = 0; i < more; i++) {
            links.add(List.of(before.get(random.nextInt(before.size())), here.get(random.nextInt(here.size()))));
        }
    }

    private static Topology build(List<List<String>> layers, Set<List<String>> links, SplittableRandom random) {
        TopologyBuilder builder = Multipaths.server(Topology.builder().source("client"));
        Set<String> spreading = spreading(layers, links, random);
        layers.stream()
                .flatMap(List::stream)
                .forEach(name -> builder.router(
                        name,
                        node -> node.balancing(
                                spreading.contains(name) ? Balancing.perPacket() : Balancing.perFlow())));
        builder.link("client", "r1").link("r2", "server", link -> link.delay(Duration.ofMillis(5)));
        links.stream()
                .sorted((a, b) -> a.toString().compareTo(b.toString()))
                .forEach(link -> builder.link(link.get(0), link.get(1)));
        return builder.build();
    }

    /** One or two of those that have a choice, not the first router alone. */
    private static Set<String> spreading(List<List<String>> layers, Set<List<String>> links, SplittableRandom random) {
        List<String> choosing = layers.stream()
                .flatMap(List::stream)
                .filter(name ->
                        links.stream().filter(link -> link.get(0).equals(name)).count() > 1)
                .toList();
        Set<String> spreading = new HashSet<>();
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            spreading.add(choosing.get(random.nextInt(choosing.size())));
        }
        return spreading;
    }

    /** What a discovery said that is not so; empty if all is. */
    static Set<String> falseEdges(Topology topology, MultipathResult result) {
        Set<String> edges = new HashSet<>(Multipaths.edges(topology, result));
        edges.removeAll(Multipaths.links(topology));
        return edges;
    }

    /** Addresses that are said to send each packet its own way and don't. */
    static Set<String> falselyAccused(Topology topology, MultipathResult result) {
        return result.loadBalancers().stream()
                .filter(balancer -> balancer.kind() == LoadBalancer.Kind.PER_PACKET)
                .flatMap(balancer -> balancer.address().stream())
                .flatMap(address -> topology.owner(address).stream())
                .filter(node -> !node.handling().balancing().random())
                .map(Node::name)
                .collect(Collectors.toSet());
    }

    /** Run number n of a topology: protocols and algorithms take turns. */
    static MultipathResult run(Topology topology, int run) {
        Protocol protocol = Protocol.values()[run % Protocol.values().length];
        MultipathAlgorithm algorithm = MultipathAlgorithm.values()[run / 3 % 2];
        return Multipaths.discover(
                topology,
                run,
                request -> request.protocol(protocol).algorithm(algorithm).enrichment(false));
    }

    /** Prints the table. */
    public static void main(String[] arguments) {
        int topologies = Integer.parseInt(arguments[0]);
        int runs = Integer.parseInt(arguments[1]);
        int complete = 0;
        int falseInComplete = 0;
        int falseElsewhere = 0;
        int accused = 0;
        int named = 0;
        long probes = 0;
        for (int i = 0; i < topologies; i++) {
            Topology topology = topology(i);
            for (int run = 0; run < runs; run++) {
                MultipathResult result = run(topology, run * topologies + i);
                boolean wrong = !falseEdges(topology, result).isEmpty();
                complete += result.complete() ? 1 : 0;
                falseInComplete += wrong && result.complete() ? 1 : 0;
                falseElsewhere += wrong && !result.complete() ? 1 : 0;
                accused += falselyAccused(topology, result).isEmpty() ? 0 : 1;
                named += result.loadBalancers().stream()
                                .anyMatch(balancer -> balancer.kind() == LoadBalancer.Kind.PER_PACKET)
                        ? 1
                        : 0;
                probes += result.probesSent();
                if (wrong || !falselyAccused(topology, result).isEmpty()) {
                    System.err.printf(
                            "topology %d, run %d: %s, %s, complete: %s%n",
                            i,
                            run * topologies + i,
                            falseEdges(topology, result),
                            falselyAccused(topology, result),
                            result.complete());
                }
            }
        }
        System.out.printf(
                "%d topologies, %d runs: %d complete, false edges in %d of these and in %d of the others,"
                        + " a balancer by packets named in %d, a wrong one in %d; %d probes a run%n",
                topologies,
                topologies * runs,
                complete,
                falseInComplete,
                falseElsewhere,
                named,
                accused,
                probes / ((long) topologies * runs));
    }
}
