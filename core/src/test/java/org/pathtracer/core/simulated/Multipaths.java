// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.simulated;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.pathtracer.MultipathRequest;
import org.pathtracer.MultipathResult;
import org.pathtracer.PathTracer;
import org.pathtracer.multipath.MultipathVertex;
import org.pathtracer.testkit.Topology;
import org.pathtracer.testkit.TopologyBuilder;
import org.pathtracer.testkit.topology.Balancing;
import org.pathtracer.testkit.topology.Link;
import org.pathtracer.testkit.topology.NodeBuilder;

/** Networks with diamonds, discoveries in them, and views of results. */
final class Multipaths {
    static final String TARGET = "10.9.9.9";
    static final String TARGET6 = "fd09::9";

    private Multipaths() {}

    /** client - r1 - b0, b1, ... - r2 - server; r1 balances. */
    static TopologyBuilder diamond(int width, Balancing balancing) {
        return diamond(width, balancing, branch -> {});
    }

    static TopologyBuilder diamond(int width, Balancing balancing, Consumer<NodeBuilder> branches) {
        TopologyBuilder builder = Topology.builder()
                .source("client")
                .router("r1", node -> node.balancing(balancing))
                .router("r2");
        server(builder).link("client", "r1", Multipaths::tenMillis).link("r2", "server", Multipaths::tenMillis);
        for (int i = 0; i < width; i++) {
            builder.router("b" + i, branches)
                    .link("r1", "b" + i, Multipaths::tenMillis)
                    .link("b" + i, "r2", Multipaths::tenMillis);
        }
        return builder;
    }

    static TopologyBuilder server(TopologyBuilder builder) {
        return builder.destination("server", node -> node.address(TARGET).address(TARGET6));
    }

    static void tenMillis(Link.Builder link) {
        link.delay(Duration.ofMillis(10));
    }

    static MultipathResult discover(Topology topology, long seed, UnaryOperator<MultipathRequest.Builder> options) {
        return discover(topology, seed, TARGET, options);
    }

    static MultipathResult discover(
            Topology topology, long seed, String target, UnaryOperator<MultipathRequest.Builder> options) {
        try (PathTracer tracer = Traces.tracer(topology, seed)) {
            return tracer.discoverPaths(
                    options.apply(MultipathRequest.to(target).rateLimit(0)).build());
        }
    }

    /** Names of the nodes at a TTL; "*" for silent ones. */
    static Set<String> names(Topology topology, MultipathResult result, int ttl) {
        Set<String> names = new TreeSet<>();
        result.graph().at(ttl).forEach(vertex -> names.add(name(topology, vertex)));
        return names;
    }

    /** Edges as "r1>b0". */
    static Set<String> edges(Topology topology, MultipathResult result) {
        List<MultipathVertex> vertices = result.vertices();
        Set<String> edges = new TreeSet<>();
        result.edges()
                .forEach(edge -> edges.add(
                        name(topology, vertices.get(edge.from())) + ">" + name(topology, vertices.get(edge.to()))));
        return edges;
    }

    /** Links as "r1>b0", those of the source left out. */
    static Set<String> links(Topology topology) {
        Set<String> links = new TreeSet<>();
        topology.links().stream()
                .filter(link -> !link.from().equals(topology.source().name()))
                .forEach(link -> links.add(link.from() + ">" + link.to()));
        return links;
    }

    private static String name(Topology topology, MultipathVertex vertex) {
        return vertex.address()
                .map(address -> topology.owner(address).orElseThrow().name())
                .orElse("*");
    }
}
