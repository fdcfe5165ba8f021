// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathtracer.PathTracer;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.PingSeries;
import org.pathtracer.Protocol;
import org.pathtracer.TraceResult;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;
import org.pathtracer.lab.SameForAllUsers;
import org.pathtracer.ping.PingReply;

/** The kernel repeats a SYN that is not answered; a probe over TCP is one packet nevertheless. */
@InLab(tools = "nft")
@SameForAllUsers
class OnePacketIT {
    private static final String BLOCK = "10.98.0.0/24";
    private static final int TARGETS = 254;
    private static final int PROBES = 2;
    private static final Duration DELAY = Duration.ofMillis(10);

    private static final String SYN = "tcp flags & (syn | ack | rst) == syn ";

    static Stream<Arguments> losses() {
        return Stream.of(
                Arguments.of(Transport.DATAGRAM_EPOLL, 20),
                Arguments.of(Transport.DATAGRAM_EPOLL, 50),
                Arguments.of(Transport.DATAGRAM_EPOLL, 64),
                Arguments.of(Transport.DATAGRAM_PPOLL, 64),
                Arguments.of(Transport.RAW_EPOLL, 64));
    }

    /** The wait is longer than that of the kernel. */
    @ParameterizedTest
    @MethodSource("losses")
    void lossyTargets_showTheLossOfTheWire(Transport transport, int percent) {
        try (Lab lab = Lab.chain(0).delay(DELAY).open();
                PathTracer tracer = transport.open()) {
            lab.answerFor(BLOCK);
            Witness witness = lossy(lab, percent);
            PingResult result = tracer.ping(PingRequest.to(BLOCK)
                    .protocol(Protocol.TCP)
                    .transport(transport.kind)
                    .count(PROBES)
                    .interval(Duration.ofMillis(1))
                    .timeout(Duration.ofSeconds(3))
                    .build());
            assertThat(witness.of("every")).isEqualTo(TARGETS * PROBES);
            List<PingReply> replies = result.targets().stream()
                    .map(PingSeries::replies)
                    .flatMap(List::stream)
                    .toList();
            assertThat(replies).hasSize((int) (TARGETS * PROBES - witness.of("lost")));
            assertThat(replies).allSatisfy(reply -> {
                assertThat(reply.answer().reception().late()).isFalse();
                assertThat(reply.answer().reception().rtt()).isBetween(DELAY.multipliedBy(2), Duration.ofMillis(900));
            });
        }
    }

    private static Witness lossy(Lab lab, int percent) {
        return new Witness(lab, Lab.TARGET)
                .count("every", SYN)
                .drop("lost", SYN + "numgen random mod 100 < " + percent);
    }

    @ParameterizedTest
    @EnumSource(
            value = Transport.class,
            names = {"DATAGRAM_EPOLL", "DATAGRAM_PPOLL"})
    void silentTarget_getsOnePacketForEachProbe(Transport transport) {
        try (Lab lab = Lab.chain(1).blackhole(1).open();
                PathTracer tracer = transport.open()) {
            for (Family family : Family.values()) {
                Witness witness = new Witness(lab, Lab.router(1))
                        .count(
                                "every" + family,
                                "meta nfproto ip" + family.name().toLowerCase(Locale.ROOT) + " " + SYN);
                TraceResult result = tracer.trace(TcpTraceIT.tcp(lab, family, transport)
                        .firstHop(2)
                        .maxHops(2)
                        .queries(5)
                        .timeout(Duration.ofSeconds(4))
                        .build());
                assertThat(witness.of("every" + family))
                        .isEqualTo(result.probesSent())
                        .isEqualTo(5);
                assertThat(result.hops().get(0).received()).isZero();
            }
        }
    }
}
