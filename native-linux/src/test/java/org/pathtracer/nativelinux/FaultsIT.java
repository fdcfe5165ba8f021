// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pathtracer.nativelinux.Traces.addresses;
import static org.pathtracer.nativelinux.Traces.outcomes;
import static org.pathtracer.nativelinux.Traces.receptions;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.PathTracer;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.UnknownTargetException;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;
import org.pathtracer.lab.SameForAllUsers;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.TimestampSource;

/** What goes wrong on this host: an outcome of the probe it happens to, while the trace goes on where it can. */
@InLab(tools = {"nft", "tc"})
@SameForAllUsers
class FaultsIT {
    static Stream<Arguments> everyWay() {
        return ChainTraceIT.everyWay();
    }

    private static List<String> errors(TraceResult result) {
        return outcomes(result).stream()
                .filter(ProbeOutcome.SendFailed.class::isInstance)
                .map(outcome -> ((ProbeOutcome.SendFailed) outcome).errorName())
                .distinct()
                .toList();
    }

    /** The packets after a forbidden one keep their own kernel times: the kernel counted it, we must not be one off. */
    @ParameterizedTest
    @MethodSource("everyWay")
    void firewalledProbes_failAloneAndLeaveTimesRight(Transport transport, Family family) {
        try (Lab lab = Lab.chain(5).open();
                PathTracer tracer = transport.open()) {
            String ttl = family == Family.V4 ? "ip ttl 3" : "ip6 hoplimit 3";
            lab.nft(
                    Lab.CLIENT,
                    "add table inet fw\nadd chain inet fw out { type filter hook output priority 0; }\n"
                            + "add rule inet fw out " + ttl + " drop");
            Traces.timedByKernel(tracer, Traces.to(lab, family, transport).build());
            for (int round = 0; round < 3; round++) {
                TraceResult result =
                        tracer.trace(Traces.to(lab, family, transport).build());
                // Datagram sockets of IPv6 are not told by the kernel, which calls such a packet sent.
                boolean told = family == Family.V4 || transport.kind.equals("raw");
                Class<? extends ProbeOutcome> fate = told ? ProbeOutcome.SendFailed.class : ProbeOutcome.Timeout.class;
                assertThat(result.hops().get(2).probes())
                        .hasSize(3)
                        .allSatisfy(probe -> assertThat(probe.outcome()).isInstanceOf(fate));
                assertThat(errors(result)).isEqualTo(told ? List.of("EPERM") : List.of());
                assertThat(result.hops().get(2).sent()).isEqualTo(told ? 0 : 3);
                assertThat(result.reached()).isTrue();
                assertThat(result.hops().get(5).received()).isEqualTo(3);
                assertThat(receptions(result.hops().get(5))).allSatisfy(reception -> {
                    assertThat(reception.timestampSource()).isNotEqualTo(TimestampSource.USER);
                    assertThat(reception.rtt()).isPositive().isLessThan(result.duration());
                });
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void noRoute_isEveryProbesOutcome(Transport transport, Family family) {
        try (Lab lab = Lab.chain(1).open();
                PathTracer tracer = transport.open()) {
            String target = lab.target(family).getHostAddress();
            lab.exec(Lab.CLIENT, "ip", "route", "add", "unreachable", target).expectSuccess();
            TraceResult result = tracer.trace(Traces.to(lab, family, transport).build());
            assertThat(result.reached()).isFalse();
            assertThat(result.probesSent()).isZero();
            assertThat(outcomes(result)).isNotEmpty().allMatch(ProbeOutcome.SendFailed.class::isInstance);
            assertThat(errors(result)).containsExactly("EHOSTUNREACH");
            lab.exec(Lab.CLIENT, "ip", "route", "del", "unreachable", target).expectSuccess();
            lab.linkDown();
            TraceResult down = tracer.trace(Traces.to(lab, family, transport).build());
            assertThat(errors(down)).containsExactly("ENETUNREACH");
            lab.linkUp();
            assertThat(addresses(tracer.trace(Traces.to(lab, family, transport).build())))
                    .isEqualTo(lab.hops(family));
        }
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void packetLargerThanTheLink_failsWithEmsgsize(Transport transport, Family family) {
        try (Lab lab = Lab.chain(2).open();
                PathTracer tracer = transport.open()) {
            TraceRequest.Builder request = Traces.to(lab, family, transport).size(4000);
            TraceResult whole = tracer.trace(request.dontFragment(true).build());
            assertThat(errors(whole)).containsExactly("EMSGSIZE");
            TraceResult fragmented = tracer.trace(request.dontFragment(false).build());
            assertThat(fragmented.reached()).isTrue();
        }
    }

    /** A full queue of the interface: some probes fail with ENOBUFS (or are lost), the others are answered. */
    @ParameterizedTest
    @EnumSource(names = {"DATAGRAM_EPOLL", "DATAGRAM_PPOLL"})
    void fullInterfaceQueue_failsProbesWithEnobufs(Transport transport) {
        try (Lab lab = Lab.chain(2).open();
                PathTracer tracer = transport.open()) {
            lab.exec(
                            Lab.CLIENT,
                            "tc",
                            "qdisc",
                            "add",
                            "dev",
                            "to-r1",
                            "root",
                            "tbf",
                            "rate",
                            "100kbit",
                            "burst",
                            "1600",
                            "limit",
                            "1600")
                    .expectSuccess();
            TraceResult result = tracer.trace(Traces.to(lab, Family.V4, transport)
                    .size(500)
                    .maxHops(1)
                    .queries(30)
                    .rateLimit(0)
                    .timeout(Duration.ofMillis(500))
                    .build());
            assertThat(errors(result)).containsExactly("ENOBUFS");
            assertThat(result.hops().get(0).received()).isPositive();
            assertThat(result.hops().get(0).probes()).hasSize(30);
        }
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void linkDownMeanwhile_endsWithWhatItHas(Transport transport, Family family) {
        try (Lab lab = Lab.chain(2).open();
                PathTracer tracer = transport.open()) {
            TraceRequest.Builder request =
                    Traces.to(lab, family, transport).queries(100).rateLimit(200);
            var running = tracer.start(request.timeout(Duration.ofMillis(200)).build());
            var first = new java.util.concurrent.CountDownLatch(20);
            running.events().subscribe(new CountingSubscriber<>(first));
            assertThat(first.await(10, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
            lab.linkDown();
            TraceResult result = running.result().toCompletableFuture().get();
            assertThat(errors(result)).contains("ENETUNREACH");
            assertThat(result.hops().get(0).received()).isPositive();
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void wrongEnds_areRefusedBeforeAnyPacket(Transport transport) throws Exception {
        try (Lab lab = Lab.chain(1).open();
                PathTracer tracer = transport.open()) {
            Witness witness = new Witness(lab, Lab.router(1)).count("every", "icmp type echo-request");
            assertThatThrownBy(() -> tracer.trace(Traces.to(lab, Family.V4, transport)
                            .networkInterface("nosuch0")
                            .build()))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("nosuch0")
                    .hasMessageContaining("to-r1");
            assertThatThrownBy(() -> tracer.trace(Traces.to(lab, Family.V4, transport)
                            .source(InetAddress.getByName("192.0.2.9"))
                            .build()))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("192.0.2.9");
            assertThatThrownBy(() -> tracer.trace(Traces.to(lab, Family.V4, transport)
                            .family(Transport.family(Family.V6))
                            .build()))
                    .isInstanceOf(UnknownTargetException.class);
            assertThatThrownBy(() -> tracer.trace("no-such-host.invalid"))
                    .isInstanceOf(UnknownTargetException.class)
                    .hasMessageContaining("no-such-host.invalid");
            assertThat(witness.of("every")).isZero();
        }
    }
}
