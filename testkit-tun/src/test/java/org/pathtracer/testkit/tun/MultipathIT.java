// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.tun;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pathtracer.MultipathRequest;
import org.pathtracer.MultipathResult;
import org.pathtracer.PathTracer;
import org.pathtracer.lab.InLab;
import org.pathtracer.multipath.LoadBalancer;
import org.pathtracer.multipath.MultipathRouter;
import org.pathtracer.testkit.Topology;
import org.pathtracer.testkit.TopologyBuilder;
import org.pathtracer.testkit.topology.Balancing;

/** Balancers that the kernel has not, discovered over its sockets. */
@InLab(tun = true)
@SuppressWarnings("try") // an open network is there, whether or not the variable is used
class MultipathIT {
    static final int WIDTH = 3;
    static final String SERVER = "203.0.113.9";
    static final String SERVER6 = "2001:db8:9::9";
    private static final Duration DELAY = Duration.ofMillis(2);

    @ParameterizedTest
    @CsvSource({"raw, " + SERVER, "dgram, " + SERVER, "raw, " + SERVER6, "dgram, " + SERVER6})
    void balancerByFlow_showsAllPaths(String transport, String target) {
        MultipathResult result = discover(diamond(Balancing.perFlow()).build(), target, transport, 0);
        assertThat(result.reached()).isTrue();
        assertThat(result.paths()).hasSize(WIDTH);
        assertThat(result.loadBalancers()).extracting(LoadBalancer::kind).containsExactly(LoadBalancer.Kind.PER_FLOW);
    }

    @Test
    void balancerByPacket_isToldAndMakesNoPaths() {
        MultipathResult result = discover(diamond(Balancing.perPacket()).build(), SERVER, "raw", 0);
        assertThat(result.graph().at(2)).hasSize(WIDTH);
        assertThat(result.paths()).hasSize(1);
        assertThat(result.loadBalancers()).extracting(LoadBalancer::kind).containsExactly(LoadBalancer.Kind.PER_PACKET);
    }

    @Test
    void balancerByDestination_isFoundByNeighbours() {
        TopologyBuilder builder = diamond(Balancing.perDestination());
        builder.destination("others", node -> {
                    for (int other : new int[] {8, 10, 11, 12, 13, 14, 15, 1}) {
                        node.address("203.0.113." + other);
                    }
                })
                .link("r2", "others", link -> link.delay(DELAY));
        MultipathResult result = discover(builder.build(), SERVER, "raw", 8);
        assertThat(result.paths()).hasSize(1);
        assertThat(result.loadBalancers())
                .extracting(LoadBalancer::kind)
                .containsExactly(LoadBalancer.Kind.PER_DESTINATION);
    }

    /** Real IP headers, read by raw sockets. */
    @Test
    void addressesOfOneRouter_areFoundByHowTheyCount() {
        TopologyBuilder builder = Topology.builder()
                .source("client")
                .router("r1")
                .router("r2")
                .destination("server", node -> node.address(SERVER))
                .link("client", "r1")
                .link("r2", "server");
        for (int i = 0; i < WIDTH; i++) {
            String address = "10.1." + i + ".1";
            builder.router("b" + i)
                    .link("r1", "b" + i)
                    .link("b" + i, "r2", link -> link.toAddress(address).delay(DELAY));
        }
        try (TunNetwork network = TunNetwork.open(builder.build(), 1, "paths0");
                PathTracer tracer = PathTracer.create()) {
            MultipathResult result = tracer.discoverPaths(MultipathRequest.to(SERVER)
                    .transport("raw")
                    .confidence(0.9999)
                    .aliases(true)
                    .rateLimit(0)
                    .build());
            assertThat(result.routers()).singleElement().satisfies(router -> {
                assertThat(router.addresses())
                        .hasSize(WIDTH)
                        .allMatch(address -> address.getHostAddress().startsWith("10.1."));
                assertThat(router.evidence()).containsExactly(MultipathRouter.Evidence.COMMON_COUNTER);
            });
        }
    }

    static MultipathResult discover(Topology topology, String target, String transport, int neighbours) {
        try (TunNetwork network = TunNetwork.open(topology, 1, "paths0");
                PathTracer tracer = PathTracer.create()) {
            return tracer.discoverPaths(MultipathRequest.to(target)
                    .transport(transport)
                    .confidence(0.9999)
                    .neighbours(neighbours)
                    .rateLimit(0)
                    .build());
        }
    }

    static TopologyBuilder diamond(Balancing balancing) {
        TopologyBuilder builder = Topology.builder()
                .source("client")
                .router("r1", node -> node.balancing(balancing))
                .router("r2")
                .destination("server", node -> node.address(SERVER).address(SERVER6))
                .link("client", "r1", link -> link.delay(DELAY))
                .link("r2", "server", link -> link.delay(DELAY));
        for (int i = 0; i < WIDTH; i++) {
            builder.router("b" + i)
                    .link("r1", "b" + i, link -> link.delay(DELAY))
                    .link("b" + i, "r2", link -> link.delay(DELAY));
        }
        return builder;
    }
}
