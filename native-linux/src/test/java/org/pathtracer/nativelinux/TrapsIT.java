// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pathtracer.nativelinux.Traces.addresses;
import static org.pathtracer.nativelinux.Traces.outcomes;
import static org.pathtracer.nativelinux.Traces.receptions;

import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathtracer.NotPermittedException;
import org.pathtracer.PathTracer;
import org.pathtracer.StopReason;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.lab.Attempts;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.trace.LossCause;

/** What Linux does that a naive prober falls for. */
@InLab(tools = "nft")
class TrapsIT {
    static Stream<Arguments> everyWay() {
        return ChainTraceIT.everyWay();
    }

    /** An ICMP error makes the next send fail with its errno, though that packet has nothing to do with it. */
    @ParameterizedTest
    @MethodSource("everyWay")
    void pendingErrors_loseNoProbe(Transport transport, Family family) {
        try (Lab lab = Lab.chain(8).open();
                PathTracer tracer = transport.open()) {
            TraceResult result = tracer.trace(Traces.to(lab, family, transport)
                    .maxHops(8)
                    .queries(100)
                    .rateLimit(0)
                    .build());
            assertThat(outcomes(result)).hasSize(800).allMatch(ProbeOutcome.TimeExceeded.class::isInstance);
        }
    }

    /**
     * The kernel turns timestamps on asynchronously, so the first packet may come without: its time is then ours, and
     * says so.
     */
    @ParameterizedTest
    @MethodSource("everyWay")
    void firstPacket_isMeasuredWithOrWithoutKernelTime(Transport transport, Family family) {
        try (Lab lab = Lab.chain(1).open();
                PathTracer tracer = PathTracer.create()) {
            TraceResult result = tracer.trace(
                    Traces.to(lab, family, transport).maxHops(1).queries(1).build());
            assertThat(receptions(result.hops().get(0)))
                    .singleElement()
                    .satisfies(reception ->
                            assertThat(reception.rtt()).isPositive().isLessThan(result.duration()));
        }
    }

    /**
     * The kernel sets the identifier of datagram sockets: two tracers at once must still not take each other's answers.
     */
    @ParameterizedTest
    @MethodSource("everyWay")
    void twoTracers_doNotCrossTalk(Transport transport, Family family) {
        try (Lab lab = Lab.chain(4).open();
                PathTracer one = transport.open();
                PathTracer other = transport.open()) {
            List<java.util.concurrent.CompletableFuture<TraceResult>> running = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                TraceRequest request = Traces.to(lab, family, transport).build();
                running.add(one.start(request).result().toCompletableFuture());
                running.add(other.start(request).result().toCompletableFuture());
            }
            assertThat(running).allSatisfy(future -> {
                TraceResult result = future.get();
                assertThat(addresses(result)).isEqualTo(lab.hops(family));
                assertThat(outcomes(result)).noneMatch(ProbeOutcome.Timeout.class::isInstance);
                assertThat(result.hops().stream().flatMap(hop -> hop.probes().stream()))
                        .allMatch(probe -> probe.duplicates() == 0);
            });
        }
    }

    /** EPOLLERR can't be masked: an error queue that is not drained would spin the loop for ever. */
    @ParameterizedTest
    @EnumSource
    void idleLoop_doesNotSpin(Transport transport) {
        try (Lab lab = Lab.chain(3).open();
                PathTracer tracer = transport.open()) {
            tracer.trace(Traces.to(lab, Family.V4, transport).build());
            var threads = ManagementFactory.getThreadMXBean();
            long before = transport.loopCpuNanos();
            long burnUntil =
                    threads.getCurrentThreadCpuTime() + Duration.ofMillis(100).toNanos();
            while (threads.getCurrentThreadCpuTime() < burnUntil) {
                Thread.onSpinWait();
            }
            assertThat(transport.loopCpuNanos() - before)
                    .isLessThan(Duration.ofMillis(20).toNanos());
        }
    }

    /** Other namespaces, like most systems, allow ICMP sockets to no group, not even root's. */
    @Test
    void pingGroupRangeClosed_isRefusedWithTheRemedy() throws Exception {
        try (Lab lab = Lab.chain(1).open()) {
            lab.in(Lab.router(1), () -> {
                try (PathTracer tracer = PathTracer.create()) {
                    assertThatThrownBy(() -> tracer.trace(TraceRequest.to("127.0.0.1")
                                    .transport("dgram")
                                    .build()))
                            .isInstanceOf(NotPermittedException.class)
                            .hasMessageContaining("ping_group_range")
                            .hasMessageContaining("sudo sysctl -w net.ipv4.ping_group_range");
                    return null;
                }
            });
        }
    }

    /** Kernels limit the errors they send: what is lost that way shows as loss at the hop, and nowhere behind it. */
    @ParameterizedTest
    @EnumSource
    void rateLimitedRouter_losesOnlyItsOwnAnswers(Transport transport) {
        try (Lab lab = Lab.chain(3).open();
                PathTracer tracer = transport.open()) {
            lab.exec(Lab.router(2), "sysctl", "-w", "net.ipv4.icmp_ratelimit=1000", "net.ipv4.icmp_ratemask=6168")
                    .expectSuccess();
            TraceResult result = tracer.trace(Traces.to(lab, Family.V4, transport)
                    .queries(20)
                    .timeout(Duration.ofMillis(300))
                    .build());
            assertThat(result.hops().get(1).statistics().lossRatio()).isBetween(0.2, 0.95);
            assertThat(result.hops().get(0).statistics().lossRatio()).isZero();
            assertThat(result.hops().get(2).statistics().lossRatio()).isZero();
            assertThat(result.hops().get(3).statistics().lossRatio()).isZero();
            assertThat(result.hops().get(1).lossVerdict().orElseThrow().cause()).isEqualTo(LossCause.RATE_LIMITED);
        }
    }

    /** Of what the second router gets for others, it passes on six of ten packets. A verdict is wrong now and then. */
    @ParameterizedTest
    @EnumSource
    void lossyRouter_isLossOnThePathFromThereOn(Transport transport) {
        try (Lab lab = Lab.chain(7).open();
                PathTracer tracer = transport.open()) {
            lab.nft(
                    Lab.router(2),
                    "table inet lossy { chain on { type filter hook forward priority 0;"
                            + " ip daddr " + lab.target(Family.V4).getHostAddress()
                            + " numgen random mod 10 < 4 drop; }; }");
            Attempts.untilGood(() -> {
                TraceResult result = tracer.trace(Traces.to(lab, Family.V4, transport)
                        .queries(40)
                        .rateLimit(0)
                        .timeout(Duration.ofMillis(300))
                        .build());
                List<LossCause> causes = result.hops().stream()
                        .map(hop -> hop.lossVerdict().orElseThrow().cause())
                        .toList();
                assertThat(causes.subList(0, 2)).containsOnly(LossCause.NONE);
                // The more there is behind a hop, the clearer it is; the last ones have little or nothing.
                assertThat(causes.subList(2, 7)).contains(LossCause.PATH).doesNotContain(LossCause.RATE_LIMITED);
            });
        }
    }

    /**
     * Behind address translation a router's time exceeded can come from the target's own address; it is not the target.
     */
    @ParameterizedTest
    @EnumSource
    void timeExceededFromTheTargetsAddress_doesNotEndTheTrace(Transport transport) {
        try (Lab lab = Lab.chain(4).open();
                PathTracer tracer = transport.open()) {
            InetAddress target = lab.target(Family.V4);
            lab.nft(
                    Lab.router(1),
                    "add table ip nat1\nadd chain ip nat1 pre { type filter hook prerouting priority -310; }\n"
                            + "add rule ip nat1 pre ip saddr "
                            + lab.routerAddress(3, Family.V4).getHostAddress()
                            + " icmp type time-exceeded ip saddr set " + target.getHostAddress());
            TraceResult result =
                    tracer.trace(Traces.to(lab, Family.V4, transport).build());
            assertThat(result.hops()).hasSize(5);
            assertThat(result.hops().get(2).address()).hasValue(target);
            assertThat(outcomes(result.hops().get(2), ProbeOutcome.TimeExceeded.class))
                    .hasSize(3);
            assertThat(result.stopReason()).isEqualTo(StopReason.DESTINATION);
        }
    }
}
