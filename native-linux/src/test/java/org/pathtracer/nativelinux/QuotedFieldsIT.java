// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pathtracer.nativelinux.Traces.outcomes;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathtracer.FlowMethod;
import org.pathtracer.PathTracer;
import org.pathtracer.Protocol;
import org.pathtracer.TraceRequest;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;
import org.pathtracer.lab.SameForAllUsers;
import org.pathtracer.probe.HeaderChange;
import org.pathtracer.probe.HeaderField;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.QuotedPacket;

/** What raw sockets show of a probe as it arrived at a router, and what was changed on the way. */
@InLab(tools = "nft")
@SameForAllUsers
class QuotedFieldsIT {
    private static final int LAST_ROUTER = 4;

    /** Protocol, family, and whether each probe is a packet of our own making. */
    static Stream<Arguments> everyKind() {
        List<Arguments> kinds = new ArrayList<>();
        for (Protocol protocol : Protocol.values()) {
            kinds.add(Arguments.of(protocol, Family.V4, FlowMethod.PARIS));
            kinds.add(Arguments.of(protocol, Family.V6, FlowMethod.PARIS));
            kinds.add(Arguments.of(protocol, Family.V4, FlowMethod.DUBLIN));
        }
        return kinds.stream();
    }

    private static TraceRequest.Builder request(Lab lab, Protocol protocol, Family family, FlowMethod method) {
        return Traces.to(lab, family, Transport.RAW_EPOLL)
                .protocol(protocol)
                .flowMethod(method)
                .rateLimit(0);
    }

    /** What the router at a TTL quotes. */
    private static List<QuotedPacket> quotes(PathTracer tracer, TraceRequest.Builder request, int ttl) {
        List<QuotedPacket> quotes = new ArrayList<>();
        outcomes(tracer.trace(request.build()).hops().get(ttl - 1), ProbeOutcome.TimeExceeded.class)
                .forEach(outcome -> quotes.add(outcome.quoted()));
        assertThat(quotes).hasSize(3);
        return quotes;
    }

    private static void rewrite(Lab lab, String rule) {
        lab.nft(
                Lab.router(1),
                "add table inet rewrite\nadd chain inet rewrite pre { type filter hook prerouting priority -350; }\n"
                        + "add rule inet rewrite pre " + rule);
    }

    private static List<HeaderField> fields(QuotedPacket quote) {
        return quote.changes().stream().map(HeaderChange::field).toList();
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void untouchedProbe_arrivesAsItWasSent(Protocol protocol, Family family, FlowMethod method) {
        try (Lab lab = Lab.chain(LAST_ROUTER).open();
                PathTracer tracer = Transport.RAW_EPOLL.open()) {
            TraceRequest.Builder request = request(lab, protocol, family, method)
                    .trafficClass(0xb9)
                    .size(120)
                    .dontFragment(true);
            assertThat(quotes(tracer, request, LAST_ROUTER)).allSatisfy(quote -> {
                assertThat(quote.changes()).isEmpty();
                assertThat(quote.ttl()).hasValue(1);
                assertThat(quote.trafficClass()).hasValue(0xb9);
                assertThat(quote.length()).hasValue(120);
                boolean known = protocol != Protocol.ICMP || family == Family.V4;
                assertThat(quote.checksumChanged().isPresent()).isEqualTo(known);
                assertThat(quote.natDetected()).isFalse();
            });
        }
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void dscpSetAnew_isSeenFromThereOn(Protocol protocol, Family family, FlowMethod method) {
        try (Lab lab = Lab.chain(LAST_ROUTER).open();
                PathTracer tracer = Transport.RAW_EPOLL.open()) {
            lab.nft(
                    Lab.router(2),
                    "add table inet rewrite\n"
                            + "add chain inet rewrite forward { type filter hook forward priority 0; }\n"
                            + "add rule inet rewrite forward " + ip(family) + " dscp set cs1");
            TraceRequest.Builder request =
                    request(lab, protocol, family, method).trafficClass(46 << 2 | 2);
            assertThat(quotes(tracer, request, 2))
                    .allSatisfy(quote -> assertThat(quote.changes()).isEmpty());
            assertThat(quotes(tracer, request, 3)).allSatisfy(quote -> {
                assertThat(quote.changes()).containsExactly(new HeaderChange(HeaderField.DSCP, "46", "8"));
                assertThat(quote.natDetected()).isFalse();
            });
        }
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void destinationSetAnew_isAddressTranslation(Protocol protocol, Family family, FlowMethod method) {
        try (Lab lab = Lab.chain(LAST_ROUTER).open();
                PathTracer tracer = Transport.RAW_EPOLL.open()) {
            String other = lab.routerAddress(LAST_ROUTER, family).getHostAddress();
            rewrite(
                    lab,
                    ip(family) + " daddr " + lab.target(family).getHostAddress() + " " + ip(family) + " daddr set "
                            + other);
            assertThat(quotes(tracer, request(lab, protocol, family, method).maxHops(3), 2))
                    .allSatisfy(quote -> {
                        assertThat(fields(quote)).contains(HeaderField.DESTINATION_ADDRESS);
                        assertThat(quote.natDetected()).isTrue();
                    });
        }
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void sourceSetAnew_isAddressTranslation(Protocol protocol, Family family, FlowMethod method) {
        try (Lab lab = Lab.chain(LAST_ROUTER).open();
                PathTracer tracer = Transport.RAW_EPOLL.open()) {
            String other = family == Family.V4 ? "10.77.1.99" : "fd77:1::99";
            // Deprecated, so that IPv6 does not prefer it.
            String address = other + (family == Family.V4 ? "/24" : "/64");
            lab.exec(Lab.CLIENT, "ip", "addr", "add", address, "dev", "to-r1", "nodad", "preferred_lft", "0")
                    .expectSuccess();
            route(lab, family, other);
            rewrite(
                    lab,
                    ip(family) + " saddr " + lab.client(family).getHostAddress() + " " + ip(family) + " saddr set "
                            + other);
            assertThat(quotes(tracer, request(lab, protocol, family, method), 3))
                    .allSatisfy(quote -> {
                        assertThat(fields(quote)).containsExactly(HeaderField.SOURCE_ADDRESS);
                        assertThat(quote.natDetected()).isTrue();
                    });
        }
    }

    static Stream<Arguments> everyKindWithPorts() {
        return everyKind().filter(kind -> kind.get()[0] != Protocol.ICMP);
    }

    @ParameterizedTest
    @MethodSource("everyKindWithPorts")
    void sourcePortSetAnew_isAddressTranslation(Protocol protocol, Family family, FlowMethod method) {
        try (Lab lab = Lab.chain(LAST_ROUTER).open();
                PathTracer tracer = Transport.RAW_EPOLL.open()) {
            String port = protocol == Protocol.UDP ? "udp sport" : "tcp sport";
            rewrite(lab, port + " 40000 " + port + " set 5555");
            TraceRequest.Builder request =
                    request(lab, protocol, family, method).sourcePort(40_000);
            assertThat(quotes(tracer, request, 3)).allSatisfy(quote -> {
                assertThat(quote.changes()).contains(new HeaderChange(HeaderField.SOURCE_PORT, "40000", "5555"));
                assertThat(quote.natDetected()).isTrue();
            });
        }
    }

    /** The other address of the client is known where the routers know the first. */
    private static void route(Lab lab, Family family, String address) {
        for (int i = 2; i <= LAST_ROUTER; i++) {
            String via = lab.routerAddress(i, family).getHostAddress().replaceAll("1$", "2");
            lab.exec(Lab.router(i), "ip", "route", "add", address, "via", via).expectSuccess();
        }
    }

    private static String ip(Family family) {
        return family == Family.V4 ? "ip" : "ip6";
    }

    /** A translator that keeps its promises can't be seen, but must not be in the way either. */
    @ParameterizedTest
    @MethodSource("everyTransport")
    void masquerade_isPassedUnnoticed(Transport transport, Protocol protocol, Family family) {
        try (Lab lab = Lab.chain(3).open();
                PathTracer tracer = transport.open()) {
            lab.nft(
                    Lab.router(1),
                    "add table inet masq\nadd chain inet masq post { type nat hook postrouting priority 100; }\n"
                            + "add rule inet masq post oifname to-r2 masquerade");
            String translated = family == Family.V4 ? "10.77.2.2" : "fd77:2::2";
            String bits = family == Family.V4 ? "/32" : "/128";
            for (String node : new String[] {Lab.router(3), Lab.TARGET}) {
                String via = (family == Family.V4 ? "10.77.%s.2" : "fd77:%s::2")
                        .formatted(node.equals(Lab.TARGET) ? "4" : "3");
                lab.exec(node, "ip", "route", "add", translated + bits, "via", via)
                        .expectSuccess();
            }
            var result = tracer.trace(Traces.to(lab, family, transport)
                    .protocol(protocol)
                    .rateLimit(0)
                    .build());
            assertThat(Traces.addresses(result)).isEqualTo(lab.hops(family));
            assertThat(result.hops()).allMatch(hop -> hop.received() == 3);
        }
    }

    static Stream<Arguments> everyTransport() {
        return QuotingRoutersIT.everyProtocol();
    }
}
