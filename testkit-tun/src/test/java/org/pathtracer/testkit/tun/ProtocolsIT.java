// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.tun;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathtracer.AddressFamily;
import org.pathtracer.PathTracer;
import org.pathtracer.ProbeOutcome;
import org.pathtracer.Protocol;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.lab.InLab;
import org.pathtracer.testkit.Topology;

/** Our own UDP probes in simulated networks, as privileged and unprivileged sockets send them. */
@InLab(tun = true)
class ProtocolsIT {
    private static final int HOPS = 4;
    private static final int OPEN = 7;
    private static final int CLOSED = 8;
    private static final Duration DELAY = Duration.ofMillis(5);
    private static final Duration TOLERANCE = Duration.ofMillis(500);

    private static TunNetwork network = null;

    record Run(String transport, AddressFamily family, int port) {}

    static List<Run> runs() {
        List<Run> runs = new ArrayList<>();
        for (String transport : List.of("dgram", "raw")) {
            for (AddressFamily family : List.of(AddressFamily.IPV4, AddressFamily.IPV6)) {
                runs.add(new Run(transport, family, OPEN));
                runs.add(new Run(transport, family, CLOSED));
            }
        }
        return runs;
    }

    @BeforeAll
    static void open() {
        network = TunNetwork.open(
                Topology.builder()
                        .source("client")
                        .router("r1")
                        .router("r2")
                        .router("r3")
                        .destination("server", node -> node.udpOpen(OPEN))
                        .path(List.of("client", "r1", "r2", "r3", "server"), link -> link.delay(DELAY))
                        .build(),
                1,
                "protocols0");
    }

    @AfterAll
    static void close() {
        if (network != null) {
            network.close();
        }
    }

    @ParameterizedTest
    @MethodSource("runs")
    void udp_isTracedHopByHop(Run run) {
        try (PathTracer tracer = PathTracer.create()) {
            TraceResult result =
                    tracer.trace(TraceRequest.to(address("server", run.family()).getHostAddress())
                            .protocol(Protocol.UDP)
                            .port(run.port())
                            .transport(run.transport())
                            .retries(0)
                            .rateLimit(0)
                            .build());
            assertThat(result.reached()).isTrue();
            assertThat(result.hops()).hasSize(HOPS);
            for (int i = 0; i < HOPS; i++) {
                String node = i == HOPS - 1 ? "server" : "r" + (i + 1);
                Duration expected = DELAY.multipliedBy(2L * (i + 1));
                assertThat(result.hops().get(i).probes()).hasSize(3).allSatisfy(probe -> {
                    ProbeOutcome.Answer answer = (ProbeOutcome.Answer) probe.outcome();
                    assertThat(answer.reception().address()).isEqualTo(address(node, run.family()));
                    assertThat(answer.reception().rtt()).isBetween(expected, expected.plus(TOLERANCE));
                });
            }
            assertThat(result.hops().get(HOPS - 1).probes())
                    .extracting(probe -> (Object) probe.outcome().getClass())
                    .containsOnly(run.port() == OPEN ? ProbeOutcome.UdpReply.class : ProbeOutcome.Unreachable.class);
        }
    }

    private static InetAddress address(String node, AddressFamily family) {
        return network.topology().node(node).orElseThrow().address(family).orElseThrow();
    }
}
