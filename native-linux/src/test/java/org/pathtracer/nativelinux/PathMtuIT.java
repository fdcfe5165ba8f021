// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathtracer.PathMtuRequest;
import org.pathtracer.PathMtuResult;
import org.pathtracer.PathTracer;
import org.pathtracer.Protocol;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;
import org.pathtracer.lab.SameForAllUsers;
import org.pathtracer.mtu.LimitingHop;
import org.pathtracer.mtu.PathMtuVerdict;
import org.pathtracer.result.LimitingHopRecord;

/** Path MTU searches through the kernel's own routers. */
@InLab(tools = "nft")
@SameForAllUsers
class PathMtuIT {
    static Stream<Arguments> everyWay() {
        return ChainTraceIT.everyWay();
    }

    private static PathMtuResult search(Lab lab, Family family, Transport transport) {
        return search(lab, family, transport, Protocol.ICMP);
    }

    private static PathMtuResult search(Lab lab, Family family, Transport transport, Protocol protocol) {
        try (PathTracer tracer = transport.open()) {
            return tracer.pathMtu(PathMtuRequest.to(lab.target(family).getHostAddress())
                    .transport(transport.kind)
                    .protocol(protocol)
                    .build());
        }
    }

    /** The router no longer says that a packet is too big. */
    private static void mute(Lab lab, int router, Family family) {
        String report = family == Family.V4
                ? "icmp type destination-unreachable icmp code frag-needed"
                : "icmpv6 type packet-too-big";
        lab.nft(
                Lab.router(router),
                "table inet mute { chain out { type filter hook output priority 0; " + report + " drop; }; }");
    }

    private static void assertLimitedBehind(PathMtuResult result, Lab lab, int router, Family family) {
        LimitingHop hop = result.limitingHop().orElseThrow();
        assertThat(hop.ttl()).hasValue(router);
        assertThat(hop.address()).contains(lab.routerAddress(router, family));
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void narrowLinks_theNarrowestIsNamed(Transport transport, Family family) {
        try (Lab lab = Lab.chain(5).mtu(2, 1400).mtu(4, 1333).open()) {
            PathMtuResult result = search(lab, family, transport);
            assertThat(result.pathMtu()).hasValue(1333);
            assertThat(result.verdict()).isEqualTo(PathMtuVerdict.REPORTED);
            assertLimitedBehind(result, lab, 4, family);
            // What one search learned of the path is not taken for true by the next.
            assertThat(search(lab, family, transport).steps())
                    .usingRecursiveFieldByFieldElementComparatorOnFields("size", "outcome", "sent")
                    .isEqualTo(result.steps());
        }
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void routerThatReportsNothing_isFoundNevertheless(Transport transport, Family family) {
        try (Lab lab = Lab.chain(4).mtu(3, 1472).open()) {
            mute(lab, 3, family);
            PathMtuResult result = search(lab, family, transport);
            assertThat(result.pathMtu()).hasValue(1472);
            assertThat(result.verdict()).isEqualTo(PathMtuVerdict.BLACK_HOLE);
            assertLimitedBehind(result, lab, 3, family);
        }
    }

    /** The target's answers are small, whatever the probes' size. */
    @ParameterizedTest
    @MethodSource("everyWay")
    void udp_findsReportedLimitsAndBlackHoles(Transport transport, Family family) {
        try (Lab lab = Lab.chain(4).mtu(3, 1450).open()) {
            PathMtuResult reported = search(lab, family, transport, Protocol.UDP);
            assertThat(reported.pathMtu()).hasValue(1450);
            assertThat(reported.verdict()).isEqualTo(PathMtuVerdict.REPORTED);
            assertLimitedBehind(reported, lab, 3, family);
            mute(lab, 3, family);
            PathMtuResult hole = search(lab, family, transport, Protocol.UDP);
            assertThat(hole.pathMtu()).hasValue(1450);
            assertThat(hole.verdict()).isEqualTo(PathMtuVerdict.BLACK_HOLE);
            assertLimitedBehind(hole, lab, 3, family);
        }
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void ownInterface_isTheLimitWithoutAPacketTooMany(Transport transport, Family family) {
        try (Lab lab = Lab.chain(2).open()) {
            PathMtuResult result = search(lab, family, transport);
            assertThat(result.pathMtu()).hasValue(1500);
            assertThat(result.verdict()).isEqualTo(PathMtuVerdict.LOCAL_INTERFACE);
            assertThat(result.limitingHop()).contains(LimitingHopRecord.LOCAL);
            assertThat(result.probesSent()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void narrowOwnInterface_isFoundToTheByte(Transport transport, Family family) {
        try (Lab lab = Lab.chain(2).open()) {
            lab.exec(Lab.CLIENT, "ip", "link", "set", "to-r1", "mtu", "1357").expectSuccess();
            PathMtuResult result = search(lab, family, transport);
            assertThat(result.pathMtu()).hasValue(1357);
            assertThat(result.verdict()).isEqualTo(PathMtuVerdict.LOCAL_INTERFACE);
        }
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void loopback_takesTheLargestPacket(Transport transport, Family family) {
        try (PathTracer tracer = transport.open()) {
            PathMtuResult result = tracer.pathMtu(PathMtuRequest.to(family == Family.V4 ? "127.0.0.1" : "::1")
                    .transport(transport.kind)
                    .build());
            assertThat(result.pathMtu()).hasValue(65_535);
            assertThat(result.verdict()).isEqualTo(PathMtuVerdict.LARGEST_SIZE);
        }
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void lostPath_isUnanswered(Transport transport, Family family) {
        try (Lab lab = Lab.chain(2).blackhole(1).open();
                PathTracer tracer = transport.open()) {
            PathMtuResult result =
                    tracer.pathMtu(PathMtuRequest.to(lab.target(family).getHostAddress())
                            .transport(transport.kind)
                            .timeout(java.time.Duration.ofMillis(100))
                            .build());
            assertThat(result.pathMtu()).isEmpty();
            assertThat(result.verdict()).isEqualTo(PathMtuVerdict.UNANSWERED);
        }
    }
}
