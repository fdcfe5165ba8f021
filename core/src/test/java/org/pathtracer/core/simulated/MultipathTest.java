// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pathtracer.MultipathResult;
import org.pathtracer.PathTracer;
import org.pathtracer.Protocol;
import org.pathtracer.TraceRequest;
import org.pathtracer.multipath.LoadBalancer;
import org.pathtracer.multipath.MultipathAlgorithm;
import org.pathtracer.multipath.MultipathPath;
import org.pathtracer.result.LoadBalancerRecord;
import org.pathtracer.testkit.Topology;
import org.pathtracer.testkit.TopologyBuilder;
import org.pathtracer.testkit.topology.Balancing;

/** Discoveries through the whole engine: what balancers look at, and what paths can be used for. */
class MultipathTest {
    @ParameterizedTest
    @CsvSource({"UDP, 10.9.9.9", "TCP, 10.9.9.9", "ICMP, 10.9.9.9", "UDP, fd09::9", "TCP, fd09::9", "ICMP, fd09::9"})
    void everyProtocolAndFamily_findsAllWays(Protocol protocol, String target) {
        Topology topology = Multipaths.diamond(5, Balancing.perFlow()).build();
        MultipathResult result = Multipaths.discover(topology, 1, target, request -> request.protocol(protocol));
        assertThat(Multipaths.edges(topology, result)).isEqualTo(Multipaths.links(topology));
        assertThat(result.reached()).isTrue();
        assertThat(result.complete()).isTrue();
        assertThat(result.limits()).isEmpty();
        assertThat(result.protocol()).isEqualTo(protocol);
        assertThat(result.diamonds())
                .singleElement()
                .satisfies(diamond -> assertThat(diamond.maxWidth()).isEqualTo(5));
    }

    @Test
    void oneLiner_findsTheSame() {
        Topology topology = Multipaths.diamond(2, Balancing.perFlow()).build();
        try (PathTracer tracer = Traces.tracer(topology, 1)) {
            MultipathResult result = tracer.discoverPaths(Multipaths.TARGET);
            assertThat(Multipaths.edges(topology, result)).isEqualTo(Multipaths.links(topology));
            assertThat(result.target()).isEqualTo(Multipaths.TARGET);
            assertThat(result.transport().name()).isEqualTo("simulated");
        }
    }

    @Test
    void sixteenWays_takeEightRoundTrips() {
        Topology topology = Multipaths.diamond(16, Balancing.perFlow()).build();
        MultipathResult result = Multipaths.discover(topology, 1, request -> request.nodeConfidence(0.95));
        assertThat(Multipaths.names(topology, result, 2)).hasSize(16);
        // A round trip to the target takes 80 ms.
        assertThat(result.duration()).isLessThanOrEqualTo(Duration.ofMillis(8 * 80));
    }

    @Test
    void aPathsFlow_isTracedAlongIt() {
        Topology topology = Multipaths.diamond(4, Balancing.perFlow()).build();
        try (PathTracer tracer = Traces.tracer(topology, 7)) {
            MultipathResult result = tracer.discoverPaths(Multipaths.TARGET);
            assertThat(result.paths()).hasSize(4);
            for (MultipathPath path : result.paths()) {
                var trace = tracer.trace(TraceRequest.to(Multipaths.TARGET)
                        .protocol(Protocol.UDP)
                        .flow(path.flows().get(0))
                        .build());
                for (int i = 0; i < path.vertices().size(); i++) {
                    assertThat(trace.hops().get(i).address())
                            .isEqualTo(result.vertices()
                                    .get(path.vertices().get(i))
                                    .address());
                }
                assertThat(path.rtt()).contains(Duration.ofMillis(80));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"MDA", "MDA_LITE"})
    void perPacketBalancer_isOnePathAndNoDoubt(MultipathAlgorithm algorithm) {
        Topology topology = Multipaths.diamond(3, Balancing.perPacket()).build();
        Seeds.each(30, seed -> {
            MultipathResult result = Multipaths.discover(
                    topology, seed, request -> request.algorithm(algorithm).confidence(0.9999));
            assertThat(result.loadBalancers())
                    .singleElement()
                    .satisfies(balancer -> assertThat(balancer.kind()).isEqualTo(LoadBalancer.Kind.PER_PACKET));
            assertThat(result.loadBalancers().get(0).ttl()).isEqualTo(1);
            assertThat(result.paths()).hasSize(1);
            assertThat(Multipaths.names(topology, result, 2)).containsExactly("b0", "b1", "b2");
            assertThat(Multipaths.edges(topology, result)).isEqualTo(Multipaths.links(topology));
        });
    }

    @Test
    void perPacketBalancerBeforeTwoWideTtls_tellsNoEdgeBetween() {
        TopologyBuilder builder = Multipaths.server(Topology.builder()
                .source("client")
                .router("r1", node -> node.balancing(Balancing.perPacket()))
                .router("a0")
                .router("a1")
                .router("c0")
                .router("c1")
                .router("r2"));
        Topology topology = builder.link("client", "r1")
                .link("r1", "a0")
                .link("r1", "a1")
                .link("a0", "c0")
                .link("a1", "c1")
                .link("c0", "r2")
                .link("c1", "r2")
                .link("r2", "server")
                .build();
        Seeds.each(30, seed -> {
            MultipathResult result = Multipaths.discover(topology, seed, request -> request);
            Set<String> edges = Multipaths.edges(topology, result);
            assertThat(edges).isSubsetOf(Multipaths.links(topology)).doesNotContain("a0>c0", "a1>c1");
            assertThat(result.complete()).isFalse();
            assertThat(result.limits())
                    .anyMatch(limit -> limit.sentence().startsWith("Packets of one flow go different ways"));
        });
    }

    @Test
    void perDestinationBalancer_isFoundByNeighboursWhenAsked() {
        Topology topology = Multipaths.diamond(4, Balancing.perDestination())
                .destination("others", node -> {
                    for (int other : new int[] {8, 10, 11, 12, 13, 14, 15, 1}) {
                        node.address("10.9.9." + other);
                    }
                })
                .link("r2", "others", Multipaths::tenMillis)
                .build();
        MultipathResult without = Multipaths.discover(topology, 1, request -> request);
        assertThat(without.loadBalancers()).isEmpty();
        assertThat(without.paths()).hasSize(1);
        MultipathResult with = Multipaths.discover(topology, 1, request -> request.neighbours(8));
        assertThat(with.loadBalancers())
                .containsExactly(new LoadBalancerRecord(
                        topology.node("r1").orElseThrow().addresses().stream().findFirst(),
                        1,
                        LoadBalancer.Kind.PER_DESTINATION));
        assertThat(with.paths()).hasSize(1);
        assertThat(with.probesSent()).isGreaterThan(without.probesSent());
    }

    @Test
    void unequalBranches_theTargetIsAtTwoTtls() {
        Topology topology = Multipaths.server(Topology.builder()
                        .source("client")
                        .router("r1")
                        .router("short")
                        .router("long1")
                        .router("long2"))
                .link("client", "r1")
                .link("r1", "short")
                .link("r1", "long1")
                .link("long1", "long2")
                .link("long2", "server")
                .link("short", "server")
                .build();
        Seeds.each(20, seed -> {
            MultipathResult result = Multipaths.discover(topology, seed, request -> request.confidence(0.999));
            assertThat(Multipaths.edges(topology, result)).isEqualTo(Multipaths.links(topology));
            assertThat(result.vertices().stream().filter(vertex -> vertex.destination()))
                    .hasSize(2);
            assertThat(result.diamonds().get(0).asymmetric()).isTrue();
        });
    }
}
