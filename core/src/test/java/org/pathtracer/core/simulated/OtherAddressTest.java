// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathtracer.MonitorRequest;
import org.pathtracer.MonitorResult;
import org.pathtracer.MultipathRequest;
import org.pathtracer.MultipathResult;
import org.pathtracer.PathMtuRequest;
import org.pathtracer.PathMtuResult;
import org.pathtracer.PathTracer;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.Protocol;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.monitor.MonitorHop;
import org.pathtracer.multipath.MultipathVertex;
import org.pathtracer.testkit.Topology;
import org.pathtracer.testkit.check.Checks;

/** A target with several addresses, which answers from another one than was asked. */
class OtherAddressTest {
    static Stream<Arguments> everyWay() {
        return Stream.of(Protocol.ICMP, Protocol.UDP)
                .flatMap(protocol -> Stream.of(
                        Arguments.of(protocol, "10.0.0.3", "198.51.100.7"),
                        Arguments.of(protocol, "2001:db8::3", "2001:db8:7::7")));
    }

    private static PathTracer tracer(String target, String other) {
        Topology topology = Topology.builder()
                .source("client")
                .router("r1")
                .router("r2")
                .destination(
                        "server",
                        node -> node.address(target).answersFrom(other).udpOpen(33_434))
                .path(List.of("client", "r1", "r2", "server"), link -> link.delay(Duration.ofMillis(5)))
                .build();
        return Traces.tracer(topology, 1);
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void trace_isReached(Protocol protocol, String target, String other) {
        try (PathTracer tracer = tracer(target, other)) {
            TraceResult result =
                    tracer.trace(TraceRequest.to(target).protocol(protocol).build());
            assertThat(result.reached()).isTrue();
            assertThat(result.hops()).hasSize(3);
            assertThat(result.hops().get(2).received()).isEqualTo(3);
            assertThat(result.hops().get(2).address()).contains(Checks.address(other));
        }
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void ping_isAnswered(Protocol protocol, String target, String other) {
        try (PathTracer tracer = tracer(target, other)) {
            PingResult result = tracer.ping(
                    PingRequest.to(target).protocol(protocol).count(4).build());
            assertThat(result.reached()).isTrue();
            assertThat(result.statistics().lossRatio()).isZero();
            assertThat(result.targets().get(0).replies())
                    .hasSize(4)
                    .allSatisfy(reply ->
                            assertThat(reply.answer().reception().address()).isEqualTo(Checks.address(other)));
        }
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void otherOperations_takeItForTheTarget(Protocol protocol, String target, String other) {
        InetAddress shown = Checks.address(other);
        try (PathTracer tracer = tracer(target, other)) {
            MonitorResult monitor = tracer.monitor(
                    MonitorRequest.to(target).protocol(protocol).cycles(3).build());
            List<MonitorHop> hops = monitor.targets().get(0).hops();
            assertThat(hops).hasSize(3);
            assertThat(hops.get(2).statistics().lossRatio()).isZero();
            MultipathResult paths = tracer.discoverPaths(
                    MultipathRequest.to(target).protocol(protocol).build());
            assertThat(paths.reached()).isTrue();
            assertThat(paths.graph().vertices().stream().filter(vertex -> vertex.ttl() == 3))
                    .singleElement()
                    .extracting(MultipathVertex::address)
                    .isEqualTo(Optional.of(shown));
            PathMtuResult mtu =
                    tracer.pathMtu(PathMtuRequest.to(target).protocol(protocol).build());
            assertThat(mtu.reached()).isTrue();
            assertThat(mtu.pathMtu()).isPresent();
        }
    }
}
