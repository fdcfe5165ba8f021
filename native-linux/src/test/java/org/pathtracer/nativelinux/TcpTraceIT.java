// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pathtracer.nativelinux.Traces.addresses;
import static org.pathtracer.nativelinux.Traces.outcomes;
import static org.pathtracer.nativelinux.Traces.receptions;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathtracer.PathTracer;
import org.pathtracer.Protocol;
import org.pathtracer.StopReason;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;
import org.pathtracer.probe.Matching;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.TimestampSource;

/** Traces with TCP, over every kind of socket, poller and family. */
@InLab(tools = "nft")
class TcpTraceIT {
    private static final int PORT = 80;

    static Stream<Arguments> everyWay() {
        return ChainTraceIT.everyWay();
    }

    static TraceRequest.Builder tcp(Lab lab, Family family, Transport transport) {
        return Traces.to(lab, family, transport).protocol(Protocol.TCP).rateLimit(0);
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void closedPort_isReachedByItsReset(Transport transport, Family family) {
        try (Lab lab = Lab.chain(11).open();
                PathTracer tracer = transport.open()) {
            TraceResult result = tracer.trace(tcp(lab, family, transport).build());
            assertThat(addresses(result)).isEqualTo(lab.hops(family));
            assertThat(result.stopReason()).isEqualTo(StopReason.DESTINATION);
            assertThat(result.transport().name()).isEqualTo(transport.kind);
            assertThat(result.protocol()).isEqualTo(Protocol.TCP);
            assertThat(result.hops()).allSatisfy(hop -> {
                assertThat(hop.sent()).isEqualTo(3);
                assertThat(hop.received()).isEqualTo(3);
            });
            assertThat(outcomes(result.hops().get(11), ProbeOutcome.TcpReset.class))
                    .hasSize(3);
            Matching expected = transport.kind.equals("raw") ? Matching.TAG : Matching.KERNEL;
            assertThat(outcomes(result.hops().get(4), ProbeOutcome.TimeExceeded.class))
                    .hasSize(3)
                    .allMatch(outcome -> outcome.quoted().matching() == expected);
        }
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void openPort_isReachedAndKeepsNoConnection(Transport transport, Family family) throws Exception {
        try (Lab lab = Lab.chain(2).open();
                PathTracer tracer = transport.open();
                ServerSocket server = lab.in(Lab.TARGET, () -> server(lab, family))) {
            TraceResult result = tracer.trace(tcp(lab, family, transport).build());
            assertThat(addresses(result)).isEqualTo(lab.hops(family));
            assertThat(result.stopReason()).isEqualTo(StopReason.DESTINATION);
            assertThat(outcomes(result.hops().get(2), ProbeOutcome.TcpSynAck.class))
                    .hasSize(3);
            assertThat(server.isClosed()).isFalse();
            for (String node : new String[] {Lab.CLIENT, Lab.TARGET}) {
                assertThat(lab.exec(node, "ss", "-Htan")
                                .expectSuccess()
                                .stdout()
                                .lines())
                        .as(node)
                        .allMatch(line -> line.startsWith("LISTEN") || line.startsWith("UNCONN"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void answers_haveTheTimesAndTtlsThatTheSystemShows(Transport transport, Family family) throws Exception {
        try (Lab lab = Lab.chain(3).open();
                PathTracer tracer = transport.open();
                ServerSocket server = lab.in(Lab.TARGET, () -> server(lab, family))) {
            boolean raw = transport.kind.equals("raw");
            TimestampSource best = raw ? TimestampSource.KERNEL : TimestampSource.KERNEL_RECEIVE;
            TraceResult result =
                    Traces.timedBy(best, tracer, tcp(lab, family, transport).build());
            for (int ttl = 1; ttl <= 4; ttl++) {
                int expected = 64 - (ttl - 1);
                boolean shown = raw || ttl < 4;
                assertThat(receptions(result.hops().get(ttl - 1))).hasSize(3).allSatisfy(reception -> {
                    assertThat(reception.timestampSource()).isEqualTo(best);
                    assertThat(reception.rtt()).isPositive();
                    assertThat(reception.replyTtl().orElse(expected)).isEqualTo(expected);
                    assertThat(reception.replyTtl().isPresent()).isEqualTo(shown);
                });
            }
            assertThat(server.isClosed()).isFalse();
        }
    }

    static ServerSocket server(Lab lab, Family family) throws Exception {
        ServerSocket server = new ServerSocket();
        server.bind(new InetSocketAddress(lab.target(family), PORT));
        return server;
    }
}
