// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pathtracer.nativelinux.Traces.addresses;
import static org.pathtracer.nativelinux.Traces.receptions;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
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
import org.pathtracer.probe.UnreachableReason;

/** Traces with UDP, over every kind of socket, poller and family. */
@InLab(tools = "nft")
class UdpTraceIT {
    private static final int PORT = 33_434;

    static Stream<Arguments> everyWay() {
        return ChainTraceIT.everyWay();
    }

    static TraceRequest.Builder udp(Lab lab, Family family, Transport transport) {
        return Traces.to(lab, family, transport).protocol(Protocol.UDP);
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void chain_isTracedToTheClosedPort(Transport transport, Family family) {
        try (Lab lab = Lab.chain(11).open();
                PathTracer tracer = transport.open()) {
            TraceResult result =
                    tracer.trace(udp(lab, family, transport).rateLimit(0).build());
            assertThat(addresses(result)).isEqualTo(lab.hops(family));
            assertThat(result.reached()).isTrue();
            assertThat(result.stopReason()).isEqualTo(StopReason.DESTINATION);
            assertThat(result.transport().name()).isEqualTo(transport.kind);
            assertThat(result.protocol()).isEqualTo(Protocol.UDP);
            assertThat(result.hops()).allSatisfy(hop -> {
                assertThat(hop.sent()).isEqualTo(3);
                assertThat(hop.received()).isEqualTo(3);
            });
            assertThat(Traces.outcomes(result.hops().get(11), ProbeOutcome.Unreachable.class))
                    .hasSize(3)
                    .allMatch(outcome -> outcome.reason() == UnreachableReason.PORT);
            assertThat(Traces.outcomes(result.hops().get(4), ProbeOutcome.TimeExceeded.class))
                    .hasSize(3)
                    .allMatch(outcome -> outcome.quoted().matching() == Matching.TAG);
        }
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void hostThatLimitsItsErrors_answersEveryQuery(Transport transport, Family family) {
        try (Lab lab = Lab.chain(2).open();
                PathTracer tracer = transport.open()) {
            lab.exec(
                            Lab.TARGET,
                            "sysctl",
                            "-qw",
                            "net.ipv4.icmp_ratelimit=1000",
                            "net.ipv4.icmp_ratemask=6168",
                            "net.ipv6.icmp.ratelimit=1000")
                    .expectSuccess();
            TraceResult result = tracer.trace(udp(lab, family, transport).build());
            assertThat(addresses(result)).isEqualTo(lab.hops(family));
            assertThat(result.hops()).allMatch(hop -> hop.received() == 3);
        }
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void answers_haveReplyTtlAndKernelTimes(Transport transport, Family family) {
        try (Lab lab = Lab.chain(3).open();
                PathTracer tracer = transport.open()) {
            TraceResult result = Traces.timedByKernel(
                    tracer, udp(lab, family, transport).rateLimit(0).build());
            for (int ttl = 1; ttl <= 4; ttl++) {
                int expected = 64 - (ttl - 1);
                assertThat(receptions(result.hops().get(ttl - 1))).allSatisfy(reception -> {
                    assertThat(reception.replyTtl()).hasValue(expected);
                    assertThat(reception.timestampSource()).isEqualTo(TimestampSource.KERNEL);
                });
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void serverThatEchoes_isReachedByItsAnswer(Transport transport, Family family) throws Exception {
        try (Lab lab = Lab.chain(2).open();
                PathTracer tracer = transport.open();
                DatagramSocket server = lab.in(Lab.TARGET, () -> server(lab, family, true))) {
            TraceResult result = tracer.trace(udp(lab, family, transport).build());
            assertReached(lab, family, result, 3);
            assertThat(server.isClosed()).isFalse();
        }
    }

    /** Its words show nothing of the probe, so there must be one at a time. */
    @ParameterizedTest
    @MethodSource("everyWay")
    void serverWithWordsOfItsOwn_isReachedByItsAnswer(Transport transport, Family family) throws Exception {
        try (Lab lab = Lab.chain(2).open();
                PathTracer tracer = transport.open();
                DatagramSocket server = lab.in(Lab.TARGET, () -> server(lab, family, false))) {
            TraceResult result =
                    tracer.trace(udp(lab, family, transport).sequential(true).build());
            assertReached(lab, family, result, 3);
            assertThat(server.isClosed()).isFalse();
        }
    }

    private static void assertReached(Lab lab, Family family, TraceResult result, int queries) {
        assertThat(addresses(result)).isEqualTo(lab.hops(family));
        assertThat(result.stopReason()).isEqualTo(StopReason.DESTINATION);
        assertThat(Traces.outcomes(result.hops().get(2), ProbeOutcome.UdpReply.class))
                .hasSize(queries)
                .allMatch(reply -> reply.reception().replyTtl().orElse(0) == 62);
    }

    static DatagramSocket server(Lab lab, Family family, boolean echo) throws Exception {
        DatagramSocket server = new DatagramSocket(new InetSocketAddress(lab.target(family), PORT));
        Thread thread = new Thread(() -> {
            try {
                while (true) {
                    DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
                    server.receive(packet);
                    byte[] answer = echo ? packet.getData() : "what?".getBytes();
                    server.send(new DatagramPacket(
                            answer, echo ? packet.getLength() : answer.length, packet.getSocketAddress()));
                }
            } catch (java.io.IOException e) {
                // Closed.
            }
        });
        thread.setDaemon(true);
        thread.start();
        return server;
    }
}
