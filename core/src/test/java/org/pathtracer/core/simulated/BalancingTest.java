// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.pathtracer.FlowMethod;
import org.pathtracer.PathTracer;
import org.pathtracer.Protocol;
import org.pathtracer.TraceRequest;
import org.pathtracer.testkit.Topology;
import org.pathtracer.testkit.TopologyBuilder;
import org.pathtracer.testkit.topology.Balancing;
import org.pathtracer.testkit.topology.Link;

class BalancingTest {
    /** Width 100, meshed: each of the first layer is linked with each of the second. */
    private static Topology wide(Balancing balancing, int width, Consumer<Link.Builder> first) {
        TopologyBuilder builder = Topology.builder()
                .source("client")
                .router("r1", node -> node.balancing(balancing))
                .destination("server")
                .destination("other")
                .link("client", "r1");
        for (int i = 0; i < width; i++) {
            builder.router("a" + i, node -> node.balancing(balancing)).router("b" + i);
            builder.link("r1", "a" + i, i == 0 ? first : link -> {});
            builder.link("b" + i, "server").link("b" + i, "other");
        }
        for (int i = 0; i < width * width; i++) {
            builder.link("a" + i / width, "b" + i % width);
        }
        return builder.build();
    }

    /** Responders of a TTL and how many probes each answered, over so many flows. */
    private static Map<String, Integer> responders(Topology topology, String target, int ttl, int flows, int queries) {
        Map<String, Integer> found = new HashMap<>();
        try (PathTracer tracer = Traces.tracer(topology, 1)) {
            for (int flow = 0; flow < flows; flow++) {
                int number = flow;
                TraceRequest request = Traces.request(
                        target,
                        r -> r.firstHop(ttl).maxHops(ttl).queries(queries).flow(number));
                tracer.trace(request)
                        .hops()
                        .get(0)
                        .responders()
                        .forEach(responder -> found.merge(
                                topology.owner(responder.address())
                                        .orElseThrow()
                                        .name(),
                                (int) responder.statistics().received(),
                                Integer::sum));
            }
        }
        return found;
    }

    @Test
    void meshedDiamondOfWidth100_allFoundByManyFlows() {
        Topology topology = wide(Balancing.perFlow(), 100, link -> {});
        assertThat(responders(topology, "10.0.0.2", 2, 1500, 1)).hasSize(100);
        assertThat(responders(topology, "10.0.0.2", 3, 1500, 1)).hasSize(100);
    }

    @Test
    void perFlow_oneFlowOneWay() {
        assertThat(responders(wide(Balancing.perFlow(), 8, link -> {}), "10.0.0.2", 2, 1, 50))
                .hasSize(1);
    }

    @Test
    void perPacket_oneFlowAllWays() {
        assertThat(responders(wide(Balancing.perPacket(), 8, link -> {}), "10.0.0.2", 2, 1, 100))
                .hasSize(8);
    }

    @Test
    void perDestination_allFlowsOneWayButNotAllDestinations() {
        Topology topology = wide(Balancing.perDestination(), 8, link -> {});
        Set<String> ways =
                new HashSet<>(responders(topology, "10.0.0.2", 2, 50, 1).keySet());
        assertThat(ways).hasSize(1);
        for (String target : List.of("10.0.0.3", "fd00::2", "fd00::3")) {
            ways.addAll(responders(topology, target, 2, 50, 1).keySet());
        }
        assertThat(ways).hasSizeGreaterThan(1);
    }

    @Test
    void perFlowOfTrafficClassOnly_flowsMakeNoDifference() {
        Topology topology = wide(Balancing.perFlow(EnumSet.of(Balancing.Field.TRAFFIC_CLASS)), 8, link -> {});
        assertThat(responders(topology, "10.0.0.2", 2, 50, 1)).hasSize(1);
    }

    /** Which router of the first layer answers. */
    private static Set<Optional<InetAddress>> ways(Topology topology, Consumer<TraceRequest.Builder> one, int count) {
        Set<Optional<InetAddress>> ways = new HashSet<>();
        try (PathTracer tracer = Traces.tracer(topology, 1)) {
            for (int i = 0; i < count; i++) {
                int flow = i;
                TraceRequest request = Traces.request("fd00::2", r -> {
                    r.firstHop(2).maxHops(2).queries(1).flow(flow).flowLabel(flow);
                    one.accept(r);
                });
                ways.add(tracer.trace(request).hops().get(0).address());
            }
        }
        return ways;
    }

    @Test
    void perFlowLabel_labelsDecideAndPortsDoNot() {
        Topology topology = wide(Balancing.perFlow(EnumSet.of(Balancing.Field.FLOW_LABEL)), 8, link -> {});
        assertThat(ways(topology, request -> {}, 50)).hasSizeGreaterThan(4);
        assertThat(ways(topology, request -> request.protocol(Protocol.UDP).flowLabel(7), 50))
                .hasSize(1);
    }

    @Test
    void perPorts_eachUdpFlowItsWayAndEachClassicProbe() {
        Topology topology = wide(Balancing.perFlow(), 8, link -> {});
        assertThat(ways(topology, request -> request.protocol(Protocol.UDP), 50))
                .hasSizeGreaterThan(4);
        assertThat(ways(topology, request -> request.protocol(Protocol.TCP), 50))
                .hasSizeGreaterThan(4);
        for (Protocol protocol : Protocol.values()) {
            TraceRequest classic = Traces.request(
                    "10.0.0.2",
                    r -> r.protocol(protocol)
                            .flowMethod(FlowMethod.CLASSIC)
                            .firstHop(2)
                            .maxHops(2)
                            .queries(50));
            try (PathTracer tracer = Traces.tracer(topology, 1)) {
                assertThat(tracer.trace(classic).hops().get(0).responders()).hasSizeGreaterThan(4);
            }
        }
    }

    @Test
    void weight_itsShareOfTheFlows() {
        Topology topology = wide(Balancing.perFlow(), 4, link -> link.weight(9));
        int heavy = responders(topology, "10.0.0.2", 2, 600, 1).get("a0");
        // 9 of 12; four standard deviations are 42.
        assertThat(heavy).isBetween(408, 492);
    }

    @Test
    void unequalBranches_destinationAtTwoDistances() {
        Topology topology = Topology.builder()
                .source("client")
                .router("r1", node -> node.balancing(Balancing.perPacket()))
                .router("long1")
                .router("long2")
                .router("short")
                .destination("server")
                .path(List.of("client", "r1", "long1", "long2", "server"), link -> link.delay(Duration.ofMillis(1)))
                .path(List.of("r1", "short", "server"), link -> link.delay(Duration.ofMillis(1)))
                .build();
        Map<String, Integer> third = responders(topology, "10.0.0.5", 3, 1, 50);
        assertThat(third.keySet()).containsExactlyInAnyOrder("long2", "server");
    }

    @Test
    void otherSeed_otherWays() {
        Topology topology = wide(Balancing.perFlow(), 100, link -> {});
        assertThat(Traces.names(topology, Traces.trace(topology, 1, "10.0.0.2", r -> {})))
                .isNotEqualTo(Traces.names(topology, Traces.trace(topology, 2, "10.0.0.2", r -> {})));
    }
}
