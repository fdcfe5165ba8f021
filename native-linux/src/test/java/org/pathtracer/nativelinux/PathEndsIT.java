// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pathtracer.nativelinux.Traces.addresses;
import static org.pathtracer.nativelinux.Traces.outcomes;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathtracer.Hop;
import org.pathtracer.PathTracer;
import org.pathtracer.StopReason;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;
import org.pathtracer.lab.Rejection;
import org.pathtracer.lab.SameForAllUsers;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.UnreachableReason;

/** Paths that end in other ways than at an answering target, or have holes. */
@InLab(tools = "nft")
@SameForAllUsers
class PathEndsIT {
    static Stream<Arguments> everyWay() {
        return ChainTraceIT.everyWay();
    }

    static Stream<Arguments> everyRejection() {
        return Stream.of(Transport.DATAGRAM_EPOLL, Transport.RAW_EPOLL)
                .flatMap(transport -> Stream.of(Family.values())
                        .flatMap(family -> Stream.of(Rejection.values())
                                .map(rejection -> Arguments.of(transport, family, rejection))));
    }

    private static UnreachableReason reason(Family family, Rejection rejection) {
        return switch (rejection) {
            case NET -> UnreachableReason.NETWORK;
            case HOST -> UnreachableReason.HOST;
            case PORT -> UnreachableReason.PORT;
            case ADMIN_PROHIBITED -> UnreachableReason.PROHIBITED;
        };
    }

    @ParameterizedTest
    @MethodSource("everyRejection")
    void rejection_endsTheTraceWithItsReason(Transport transport, Family family, Rejection rejection) {
        try (Lab lab = Lab.chain(4).rejecting(3, rejection).open();
                PathTracer tracer = transport.open()) {
            TraceResult result = tracer.trace(Traces.to(lab, family, transport).build());
            assertThat(result.stopReason()).isEqualTo(StopReason.UNREACHABLE);
            assertThat(result.reached()).isFalse();
            Hop last = result.hops().get(result.hops().size() - 1);
            assertThat(last.address()).hasValue(lab.routerAddress(3, family));
            assertThat(outcomes(last, ProbeOutcome.Unreachable.class))
                    .isNotEmpty()
                    .allMatch(outcome -> outcome.reason() == reason(family, rejection));
        }
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void silentHops_areListedAndCostAShareOfTheTimeout(Transport transport, Family family) {
        try (Lab lab = Lab.chain(8).silent(2).silent(7).open();
                PathTracer tracer = transport.open()) {
            TraceRequest.Builder request = Traces.to(lab, family, transport).timeout(Duration.ofSeconds(5));
            TraceResult result = tracer.trace(request.build());
            List<InetAddress> expected = new java.util.ArrayList<>(lab.hops(family));
            expected.set(1, null);
            expected.set(6, null);
            assertThat(addresses(result)).isEqualTo(expected);
            assertThat(result.reached()).isTrue();
            assertThat(result.hops().get(1).statistics().lossRatio()).isEqualTo(1.0);
            assertThat(result.duration()).isLessThan(Duration.ofSeconds(4));
        }
    }

    @ParameterizedTest
    @EnumSource
    void blackHole_endsAtTheGapLimit(Transport transport) {
        try (Lab lab = Lab.chain(3).blackhole(2).open();
                PathTracer tracer = transport.open()) {
            TraceRequest.Builder request = Traces.to(lab, Family.V4, transport)
                    .timeout(Duration.ofMillis(200))
                    .queries(2);
            TraceResult gap = tracer.trace(request.gapLimit(4).build());
            assertThat(gap.stopReason()).isEqualTo(StopReason.GAP_LIMIT);
            assertThat(gap.reached()).isFalse();
            assertThat(gap.hops()).hasSize(2 + 4);
            TraceResult all = tracer.trace(request.gapLimit(0).maxHops(9).build());
            assertThat(all.stopReason()).isEqualTo(StopReason.MAX_HOPS);
            assertThat(all.hops()).hasSize(9);
        }
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void routingLoop_isRecognised(Transport transport, Family family) {
        try (Lab lab = Lab.chain(4).loopBetween(2, 3).open();
                PathTracer tracer = transport.open()) {
            TraceResult result = tracer.trace(Traces.to(lab, family, transport).build());
            assertThat(result.stopReason()).isEqualTo(StopReason.LOOP);
            assertThat(result.hops().size()).isBetween(5, 8);
        }
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void mtuBottleneck_isNamedByTheRouterBeforeIt(Transport transport, Family family) {
        try (Lab lab = Lab.chain(4).mtu(2, 1300).open();
                PathTracer tracer = transport.open()) {
            TraceResult result = tracer.trace(Traces.to(lab, family, transport)
                    .size(1400)
                    .dontFragment(true)
                    .build());
            assertThat(result.stopReason()).isEqualTo(StopReason.UNREACHABLE);
            Hop last = result.hops().get(result.hops().size() - 1);
            assertThat(last.address()).hasValue(lab.routerAddress(2, family));
            assertThat(outcomes(last, ProbeOutcome.Unreachable.class))
                    .isNotEmpty()
                    .allSatisfy(outcome -> {
                        assertThat(outcome.reason()).isEqualTo(UnreachableReason.FRAGMENTATION_NEEDED);
                        assertThat(outcome.nextMtu()).hasValue(1300);
                    });
            // What one trace learned of the path is not taken for true by the next.
            TraceResult again = tracer.trace(Traces.to(lab, family, transport)
                    .size(1400)
                    .dontFragment(true)
                    .build());
            assertThat(addresses(again)).isEqualTo(addresses(result));
        }
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void loadBalancer_keepsOneFlowOnOnePath(Transport transport, Family family) {
        try (Lab lab = Lab.chain(3).ecmp(1, 4).open();
                PathTracer tracer = transport.open()) {
            Set<InetAddress> seen = new HashSet<>();
            for (int flow = 0; flow < 8; flow++) {
                TraceResult result = tracer.trace(
                        Traces.to(lab, family, transport).flow(flow).build());
                assertThat(result.reached()).isTrue();
                Hop branch = result.hops().get(1);
                assertThat(branch.responders()).hasSize(1);
                seen.add(branch.address().orElseThrow());
            }
            assertThat(lab.hopChoices(family).get(1)).containsAll(seen);
        }
    }
}
