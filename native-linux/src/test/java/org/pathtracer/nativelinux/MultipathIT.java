// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathtracer.MultipathRequest;
import org.pathtracer.MultipathResult;
import org.pathtracer.PathTracer;
import org.pathtracer.Protocol;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;
import org.pathtracer.lab.SameForAllUsers;
import org.pathtracer.multipath.LoadBalancer;
import org.pathtracer.multipath.MultipathPath;
import org.pathtracer.multipath.MultipathVertex;
import org.pathtracer.result.LoadBalancerRecord;

/** Equal-cost routes of the kernel, discovered with each kind of socket. */
@InLab
@SameForAllUsers
class MultipathIT {
    /** Of its tracelb, in the network of routers that limit their answers. */
    private static final int SCAMPER_PROBES = 29;

    private static final double SURE = 0.9999;

    static Stream<Arguments> ways() {
        return Stream.of(Family.values())
                .flatMap(family -> Stream.of("raw", "dgram")
                        .flatMap(transport -> Stream.of(Protocol.UDP, Protocol.TCP)
                                .map(protocol -> Arguments.of(family, transport, protocol))));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void equalCostRoutes_areAllFound(Family family, String transport, Protocol protocol) {
        try (Lab lab = Lab.chain(3).ecmp(1, 4).open();
                PathTracer tracer = PathTracer.create()) {
            MultipathResult result = tracer.discoverPaths(
                    to(lab, family).transport(transport).protocol(protocol).build());
            assertThat(edges(result)).isEqualTo(expected(lab, family));
            assertThat(result.reached()).isTrue();
            assertThat(result.complete()).as("%s", result.limits()).isTrue();
            assertThat(result.paths()).hasSize(4);
            assertThat(result.diamonds())
                    .singleElement()
                    .satisfies(diamond -> assertThat(diamond.maxWidth()).isEqualTo(4));
            assertThat(result.loadBalancers())
                    .containsExactly(new LoadBalancerRecord(
                            lab.hopChoices(family).get(0).stream().findFirst(), 1, LoadBalancer.Kind.PER_FLOW));
        }
    }

    @ParameterizedTest
    @EnumSource
    void twoDiamonds_areBothFound(Family family) {
        try (Lab lab = Lab.chain(4).ecmp(1, 5).ecmp(3, 3).open();
                PathTracer tracer = PathTracer.create()) {
            MultipathResult result = tracer.discoverPaths(to(lab, family).build());
            assertThat(edges(result)).isEqualTo(expected(lab, family));
            assertThat(result.diamonds()).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPathsFlow_isTracedAlongIt(Family family) {
        try (Lab lab = Lab.chain(2).ecmp(1, 4).open();
                PathTracer tracer = PathTracer.create()) {
            // With a port of its own choice per operation, equal flow numbers would not be equal flows.
            MultipathResult result =
                    tracer.discoverPaths(to(lab, family).sourcePort(20_000).build());
            assertThat(result.paths()).hasSize(4);
            for (MultipathPath path : result.paths()) {
                TraceResult trace = tracer.trace(TraceRequest.to(result.target())
                        .protocol(Protocol.UDP)
                        .sourcePort(20_000)
                        .flow(path.flows().get(0))
                        .build());
                assertThat(Traces.addresses(trace))
                        .isEqualTo(path.vertices().stream()
                                .map(id -> address(result.vertices().get(id)))
                                .toList());
            }
        }
    }

    @Test
    void sixtyWays_areAllFound() {
        try (Lab lab = Lab.chain(2).ecmp(1, 60).open();
                PathTracer tracer = PathTracer.create()) {
            MultipathResult result = tracer.discoverPaths(to(lab, Family.V4).build());
            assertThat(edges(result)).isEqualTo(expected(lab, Family.V4));
        }
    }

    /** The kernel hashes ports; of echo requests it looks at the addresses alone, or at the IPv6 flow label. */
    @ParameterizedTest
    @EnumSource
    void echoRequests_tellNothingFalse(Family family) {
        try (Lab lab = Lab.chain(2).ecmp(1, 4).open();
                PathTracer tracer = PathTracer.create()) {
            MultipathResult result =
                    tracer.discoverPaths(to(lab, family).protocol(Protocol.ICMP).build());
            assertThat(result.reached()).isTrue();
            assertThat(edges(result)).isSubsetOf(expected(lab, family));
        }
    }

    /**
     * A router that looks at addresses and flow label only (policy 0; RFC 6438) spreads what the kernel labels by flow;
     * with one label for all, it sends all one way.
     */
    @Test
    void flowLabels_areFlowsToARouterThatLooksAtNothingElse() {
        try (Lab lab = Lab.chain(2).ecmp(1, 4).open();
                PathTracer tracer = PathTracer.create()) {
            lab.exec(Lab.router(1), "sh", "-c", "echo 0 >/proc/sys/net/ipv6/fib_multipath_hash_policy")
                    .expectSuccess();
            MultipathRequest.Builder request = to(lab, Family.V6).transport("dgram");
            MultipathResult labelled = tracer.discoverPaths(request.build());
            assertThat(edges(labelled)).isEqualTo(expected(lab, Family.V6));
            assertThat(labelled.paths()).hasSize(4);
            MultipathResult one =
                    tracer.discoverPaths(request.flowLabel(0x12345).build());
            assertThat(one.reached()).isTrue();
            assertThat(one.paths()).hasSize(1);
        }
    }

    /** Six errors at once to each host, then one a second, as Linux does it unless told otherwise. */
    @ParameterizedTest
    @EnumSource
    void routersThatLimitTheirAnswers_areNeitherSilentNorMissed(Family family) {
        String bound = "cd /proc/sys/net; echo 1000 >ipv4/icmp_ratelimit; echo 6168 >ipv4/icmp_ratemask;"
                + " echo 1000 >ipv6/icmp/ratelimit; { echo 0-1,3-127 >ipv6/icmp/ratemask; } 2>/dev/null || :";
        try (Lab lab = Lab.chain(2).ecmp(1, 4).open();
                PathTracer tracer = PathTracer.create()) {
            for (String node : List.of(Lab.router(1), Lab.router(2), "p1", "p2", "p3", "p4", Lab.TARGET)) {
                lab.exec(node, "sh", "-c", bound).expectSuccess();
            }
            long fewest = Long.MAX_VALUE;
            // A busy machine only adds probes: answers that it reads late look limited.
            for (int run = 0; run < 3 && fewest > 2 * SCAMPER_PROBES; run++) {
                MultipathResult result = tracer.discoverPaths(
                        MultipathRequest.to(lab.target(family).getHostAddress()).build());
                assertThat(result.vertices())
                        .as("%s", result.limits())
                        .noneMatch(vertex -> vertex.address().isEmpty());
                assertThat(edges(result)).isSubsetOf(expected(lab, family));
                assertThat(result.reached()).isTrue();
                assertThat(result.complete()).as("%s", result.limits()).isTrue();
                assertThat(result.loadBalancers()).extracting(LoadBalancer::ttl).containsOnly(1);
                fewest = Math.min(fewest, result.probesSent());
            }
            assertThat(fewest).isLessThanOrEqualTo(2 * SCAMPER_PROBES);
        }
    }

    private static MultipathRequest.Builder to(Lab lab, Family family) {
        return MultipathRequest.to(lab.target(family).getHostAddress())
                .confidence(SURE)
                .rateLimit(0);
    }

    private static Set<List<InetAddress>> expected(Lab lab, Family family) {
        Set<List<InetAddress>> edges = new HashSet<>();
        List<List<InetAddress>> hops = lab.hopChoices(family);
        for (int i = 1; i < hops.size(); i++) {
            for (InetAddress from : hops.get(i - 1)) {
                hops.get(i).forEach(to -> edges.add(List.of(from, to)));
            }
        }
        return edges;
    }

    private static Set<List<InetAddress>> edges(MultipathResult result) {
        Set<List<InetAddress>> edges = new HashSet<>();
        result.edges()
                .forEach(edge -> edges.add(List.of(
                        address(result.vertices().get(edge.from())),
                        address(result.vertices().get(edge.to())))));
        return edges;
    }

    private static InetAddress address(MultipathVertex vertex) {
        return vertex.address().orElseThrow();
    }
}
