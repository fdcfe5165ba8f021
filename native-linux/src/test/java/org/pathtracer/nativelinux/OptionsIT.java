// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pathtracer.nativelinux.Traces.addresses;

import java.net.InetAddress;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathtracer.PathTracer;
import org.pathtracer.TraceResult;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;
import org.pathtracer.lab.SameForAllUsers;
import org.pathtracer.probe.ProbeOutcome;

/** Each option of a request, as the first router sees it in the packets. */
@InLab(tools = "nft")
@SameForAllUsers
class OptionsIT {
    static Stream<Arguments> everyWay() {
        return ChainTraceIT.everyWay();
    }

    private static String ip(Family family) {
        return family == Family.V4 ? "ip" : "ip6";
    }

    private static String echo(Family family) {
        return family == Family.V4 ? "icmp type echo-request " : "icmpv6 type echo-request ";
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void ttls_areThoseFromFirstToMaxHops(Transport transport, Family family) {
        try (Lab lab = Lab.chain(6).open();
                PathTracer tracer = transport.open()) {
            String field = family == Family.V4 ? "ip ttl " : "ip6 hoplimit ";
            Witness witness = new Witness(lab, Lab.router(1))
                    .count("every", echo(family))
                    .count("outside", echo(family) + field + "!= 2-4");
            TraceResult result = tracer.trace(Traces.to(lab, family, transport)
                    .firstHop(2)
                    .maxHops(4)
                    .queries(2)
                    .build());
            assertThat(addresses(result)).isEqualTo(lab.hops(family).subList(1, 4));
            assertThat(witness.of("every")).isEqualTo(6).isEqualTo(result.probesSent());
            assertThat(witness.of("outside")).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void trafficClass_isOnEveryPacket(Transport transport, Family family) {
        try (Lab lab = Lab.chain(2).open();
                PathTracer tracer = transport.open()) {
            Witness witness = new Witness(lab, Lab.router(1))
                    .count("marked", echo(family) + ip(family) + " dscp 46 " + ip(family) + " ecn 1");
            TraceResult result = tracer.trace(
                    Traces.to(lab, family, transport).trafficClass(46 << 2 | 1).build());
            assertThat(witness.of("marked")).isEqualTo(result.probesSent());
        }
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void size_isTheWholePacket(Transport transport, Family family) {
        try (Lab lab = Lab.chain(2).open();
                PathTracer tracer = transport.open()) {
            int smallest = family == Family.V4 ? 28 : 48;
            for (int size : new int[] {smallest, 61, 1500}) {
                // The length field of IPv6 leaves out the header.
                int field = family == Family.V4 ? size : size - 40;
                Witness witness = new Witness(lab, Lab.router(1))
                        .count("size" + size, echo(family) + ip(family) + " length " + field);
                TraceResult result = tracer.trace(
                        Traces.to(lab, family, transport).size(size).build());
                assertThat(addresses(result)).isEqualTo(lab.hops(family));
                assertThat(witness.of("size" + size)).isEqualTo(result.probesSent());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void dontFragment_setsTheBit(Transport transport) {
        try (Lab lab = Lab.chain(2).open();
                PathTracer tracer = transport.open()) {
            Witness witness = new Witness(lab, Lab.router(1)).count("df", "ip frag-off & 0x4000 == 0x4000");
            tracer.trace(Traces.to(lab, Family.V4, transport).build());
            assertThat(witness.of("df")).isZero();
            TraceResult result = tracer.trace(
                    Traces.to(lab, Family.V4, transport).dontFragment(true).build());
            assertThat(witness.of("df")).isEqualTo(result.probesSent());
        }
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void flow_aloneSetsTheChecksum(Transport transport, Family family) {
        try (Lab lab = Lab.chain(3).open();
                PathTracer tracer = transport.open()) {
            String field = family == Family.V4 ? "icmp" : "icmpv6";
            String seen = "add set inet witness sums { type inet_service; flags dynamic; }";
            new Witness(lab, Lab.router(1));
            lab.nft(Lab.router(1), seen);
            lab.nft(
                    Lab.router(1),
                    "add rule inet witness see " + echo(family) + "add @sums { " + field + " checksum }");
            for (int flow : new int[] {0, 7, 65_533}) {
                tracer.trace(Traces.to(lab, family, transport).flow(flow).build());
            }
            String listed = lab.exec(Lab.router(1), "nft", "-n", "list", "set", "inet", "witness", "sums")
                    .expectSuccess()
                    .stdout();
            String elements = listed.substring(listed.indexOf("elements"));
            assertThat(elements.chars().filter(c -> c == ',').count() + 1)
                    .as(listed)
                    .isEqualTo(3);
        }
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void source_isTheSenderOfEveryPacket(Transport transport, Family family) throws Exception {
        try (Lab lab = Lab.chain(2).open();
                PathTracer tracer = transport.open()) {
            String second = family == Family.V4 ? "10.77.1.77" : "fd77:1::77";
            String length = family == Family.V4 ? "/32" : "/128";
            lab.exec(Lab.CLIENT, "ip", "addr", "add", second + length, "dev", "to-r1", "nodad")
                    .expectSuccess();
            lab.exec(Lab.router(1), "ip", "route", "add", second + length, "dev", "to-client")
                    .expectSuccess();
            Witness witness =
                    new Witness(lab, Lab.router(1)).count("second", echo(family) + ip(family) + " saddr " + second);
            TraceResult result = tracer.trace(Traces.to(lab, family, transport)
                    .source(InetAddress.getByName(second))
                    .maxHops(1)
                    .build());
            assertThat(witness.of("second")).isEqualTo(result.probesSent()).isEqualTo(3);
            assertThat(addresses(result)).isEqualTo(lab.hops(family).subList(0, 1));
        }
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void networkInterface_isUsedAgainstTheRoute(Transport transport, Family family) {
        try (Lab lab = Lab.chain(2).open();
                PathTracer tracer = transport.open()) {
            Witness witness = new Witness(lab, Lab.router(1)).count("every", echo(family));
            tracer.trace(Traces.to(lab, family, transport)
                    .networkInterface("lo")
                    .maxHops(1)
                    .timeout(java.time.Duration.ofMillis(50))
                    .build());
            assertThat(witness.of("every")).isZero();
            TraceResult result = tracer.trace(
                    Traces.to(lab, family, transport).networkInterface("to-r1").build());
            assertThat(addresses(result)).isEqualTo(lab.hops(family));
            assertThat(witness.of("every")).isEqualTo(result.probesSent());
        }
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void quotedPacket_isShownByRawSocketsOnly(Transport transport, Family family) {
        try (Lab lab = Lab.chain(2).open();
                PathTracer tracer = transport.open()) {
            TraceResult result = tracer.trace(
                    Traces.to(lab, family, transport).trafficClass(8).size(100).build());
            var quoted = Traces.outcomes(result.hops().get(1), ProbeOutcome.TimeExceeded.class)
                    .get(0)
                    .quoted();
            boolean raw = transport.kind.equals("raw");
            assertThat(quoted.ttl().isPresent()).isEqualTo(raw);
            if (raw) {
                assertThat(quoted.ttl()).hasValue(1);
                assertThat(quoted.trafficClass()).hasValue(8);
                assertThat(quoted.length()).hasValue(100);
            }
            if (family == Family.V4) {
                assertThat(quoted.checksumChanged()).hasValue(false);
            }
            assertThat(result.transport().limits().isEmpty()).isEqualTo(raw);
        }
    }
}
