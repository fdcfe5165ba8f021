// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pathtracer.nativelinux.Traces.addresses;
import static org.pathtracer.nativelinux.Traces.outcomes;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathtracer.AdaptiveTimeout;
import org.pathtracer.FlowMethod;
import org.pathtracer.PathTracer;
import org.pathtracer.Protocol;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;
import org.pathtracer.lab.SameForAllUsers;
import org.pathtracer.probe.IcmpExtension;
import org.pathtracer.probe.IcmpExtensions;
import org.pathtracer.probe.Matching;
import org.pathtracer.probe.MplsLabel;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.ProbeResult;

/** Routers that append to an error what they know, and routers that quote as little as they may. */
@InLab(tools = "nft")
@SameForAllUsers
class QuotingRoutersIT {
    private static final String OBJECTS = "000c 0101 186a0040 ffff3f02"
            + "001c 020b 00000007 10 65746865726e65742d312f302f3100 00000578"
            + "0008 6301 deadbeef";
    private static final IcmpExtensions DECODED = new IcmpExtensions(
            List.of(
                    new IcmpExtension.MplsLabelStack(
                            List.of(new MplsLabel(100_000, 0, false, 64), new MplsLabel(0xffff3, 7, true, 2))),
                    new IcmpExtension.InterfaceInformation(
                            IcmpExtension.InterfaceRole.INCOMING,
                            OptionalLong.of(7),
                            Optional.empty(),
                            Optional.of("ethernet-1/0/1"),
                            OptionalLong.of(1400)),
                    new IcmpExtension.Unknown(0x63, 1, "deadbeef")),
            false);

    static Stream<Arguments> everyProtocol() {
        return Stream.of(Transport.DATAGRAM_EPOLL, Transport.RAW_EPOLL)
                .flatMap(transport -> Stream.of(Protocol.values())
                        .flatMap(protocol ->
                                Stream.of(Family.values()).map(family -> Arguments.of(transport, protocol, family))));
    }

    static Stream<Arguments> udp() {
        return everyProtocol().filter(way -> way.get()[1] == Protocol.UDP);
    }

    static Stream<Arguments> unprivilegedUdp() {
        return udp().filter(way -> way.get()[0] == Transport.DATAGRAM_EPOLL);
    }

    /** Where the size is ours to choose. */
    static Stream<Arguments> sizable() {
        return everyProtocol().filter(way -> way.get()[0] == Transport.RAW_EPOLL || way.get()[1] != Protocol.TCP);
    }

    private static TraceRequest.Builder request(Lab lab, Transport transport, Protocol protocol, Family family) {
        // The router is this JVM's own, and may be slow when the machine is busy.
        return Traces.to(lab, family, transport)
                .protocol(protocol)
                .rateLimit(0)
                .adaptiveTimeout(new AdaptiveTimeout(false, 1, 1, Duration.ofMillis(1)));
    }

    private static List<ProbeOutcome.TimeExceeded> firstHop(Lab lab, Family family, TraceResult result) {
        assertThat(addresses(result)).isEqualTo(lab.hops(family));
        List<ProbeOutcome.TimeExceeded> answers = outcomes(result.hops().get(0), ProbeOutcome.TimeExceeded.class);
        assertThat(answers).hasSize(3);
        return answers;
    }

    @ParameterizedTest
    @MethodSource("everyProtocol")
    void extensions_areShown(Transport transport, Protocol protocol, Family family) throws Exception {
        for (boolean announced : new boolean[] {true, false}) {
            // Unannounced ones are believed by their checksum.
            String structure = (announced ? "2000 0000" : "2000 1fc8") + OBJECTS;
            try (Lab lab = Lab.chain(2).open();
                    PathTracer tracer = transport.open();
                    QuotingRouter router = QuotingRouter.appending(lab, family, structure, announced)) {
                assertThat(router).isNotNull();
                TraceResult result =
                        tracer.trace(request(lab, transport, protocol, family).build());
                assertThat(firstHop(lab, family, result))
                        .allSatisfy(answer -> assertThat(answer.extensions()).isEqualTo(DECODED));
                assertThat(outcomes(result.hops().get(1), ProbeOutcome.TimeExceeded.class))
                        .allSatisfy(answer -> assertThat(answer.extensions()).isEqualTo(IcmpExtensions.NONE));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everyProtocol")
    void damagedExtensions_leaveTheAnswerItself(Transport transport, Protocol protocol, Family family)
            throws Exception {
        try (Lab lab = Lab.chain(1).open();
                PathTracer tracer = transport.open();
                QuotingRouter router = QuotingRouter.appending(lab, family, "2000 0000 0003 0101", true)) {
            assertThat(router).isNotNull();
            TraceResult result =
                    tracer.trace(request(lab, transport, protocol, family).build());
            assertThat(firstHop(lab, family, result))
                    .allSatisfy(
                            answer -> assertThat(answer.extensions()).isEqualTo(new IcmpExtensions(List.of(), true)));
        }
    }

    /** RFC 792 asks for no more. It is enough for all that send one probe at a time. */
    @ParameterizedTest
    @MethodSource("everyProtocol")
    void quotesOfEightBytes_areMatchedByWhatTheyShow(Transport transport, Protocol protocol, Family family)
            throws Exception {
        boolean raw = transport == Transport.RAW_EPOLL;
        Matching expected = switch (protocol) {
            case ICMP -> Matching.NUMBER;
            case UDP -> raw ? Matching.NUMBER : Matching.ONLY_CANDIDATE;
            case TCP -> raw ? Matching.TAG : Matching.KERNEL;
        };
        try (Lab lab = Lab.chain(2).open();
                PathTracer tracer = transport.open();
                QuotingRouter router = QuotingRouter.quoting(lab, family, 8)) {
            assertThat(router).isNotNull();
            boolean together = raw || protocol != Protocol.UDP;
            TraceResult result = tracer.trace(request(lab, transport, protocol, family)
                    .sequential(!together)
                    .build());
            assertThat(firstHop(lab, family, result))
                    .allSatisfy(answer -> assertThat(answer.quoted().matching()).isEqualTo(expected));
        }
    }

    /** RFC 4884 section 4: zeros fill a quote up to a word, or to 128 bytes in front of what is appended. */
    @ParameterizedTest
    @MethodSource("everyProtocol")
    void everyLengthOfAQuote_isMatchedByWhatItShows(Transport transport, Protocol protocol, Family family)
            throws Exception {
        String announced = "2000 0000" + OBJECTS;
        String unannounced = "2000 1fc8" + OBJECTS;
        int header = family == Family.V4 ? 20 : 40;
        try (Lab lab = Lab.chain(1).open();
                PathTracer tracer = transport.open();
                QuotingRouter router = QuotingRouter.quoting(lab, family, 8)) {
            for (int bytes : new int[] {8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 24, 40, 160}) {
                int word = (header + bytes + 7) / 8 * 8;
                for (int form = 0; form < 5; form++) {
                    switch (form) {
                        case 0 -> router.quote(bytes, 0, "", false);
                        case 1 -> router.quote(bytes, word, "", false);
                        case 2 -> router.quote(bytes, 128, "", false);
                        case 3 -> router.quote(bytes, 128, announced, true);
                        default -> router.quote(bytes, 128, unannounced, false);
                    }
                    boolean appended = form > 2;
                    TraceResult result = tracer.trace(request(lab, transport, protocol, family)
                            .maxHops(1)
                            .sequential(true)
                            .build());
                    assertThat(result.hops().get(0).received())
                            .as("%d bytes, form %d", bytes, form)
                            .isEqualTo(3);
                    assertThat(outcomes(result.hops().get(0), ProbeOutcome.TimeExceeded.class))
                            .as("%d bytes, form %d", bytes, form)
                            .allSatisfy(answer -> {
                                assertThat(answer.extensions().objects().isEmpty())
                                        .isEqualTo(!appended);
                                assertThat(answer.quoted().checksumChanged().orElse(false))
                                        .isFalse();
                            });
                }
            }
        }
    }

    /** Of several probes in flight that look alike, none is given what may be another's: each is asked for alone. */
    @ParameterizedTest
    @MethodSource("unprivilegedUdp")
    void quotesThatCouldBeOfSeveralProbes_areAskedForOneByOne(Transport transport, Protocol protocol, Family family)
            throws Exception {
        try (Lab lab = Lab.chain(2).open();
                PathTracer tracer = transport.open();
                QuotingRouter router = QuotingRouter.quoting(lab, family, 8)) {
            assertThat(router).isNotNull();
            // Hop 2 is silent towards this: its probes stay in flight.
            lab.nft(
                    Lab.router(2),
                    "add table inet mute\nadd chain inet mute out { type filter hook output priority 0; }\n"
                            + "add rule inet mute out meta l4proto { icmp, ipv6-icmp } drop");
            TraceResult result = tracer.trace(request(lab, transport, protocol, family)
                    .maxHops(2)
                    .queries(1)
                    .timeout(Duration.ofMillis(300))
                    .build());
            assertThat(result.hops().get(0).probes())
                    .last()
                    .extracting(ProbeResult::outcome)
                    .isInstanceOfSatisfying(
                            ProbeOutcome.TimeExceeded.class,
                            answer -> assertThat(answer.quoted().matching()).isEqualTo(Matching.ONLY_CANDIDATE));
            assertThat(result.hops().get(1).received()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("udp")
    void portOfItsOwn_tellsAClassicProbe(Transport transport, Protocol protocol, Family family) throws Exception {
        try (Lab lab = Lab.chain(1).open();
                PathTracer tracer = transport.open();
                QuotingRouter router = QuotingRouter.quoting(lab, family, 8)) {
            assertThat(router).isNotNull();
            TraceResult result = tracer.trace(request(lab, transport, protocol, family)
                    .flowMethod(FlowMethod.CLASSIC)
                    .sequential(true)
                    .build());
            assertThat(firstHop(lab, family, result))
                    .allSatisfy(answer -> assertThat(answer.quoted().matching()).isEqualTo(Matching.NUMBER));
        }
    }

    /** What a probe is too small for can't be shown. */
    @ParameterizedTest
    @MethodSource("sizable")
    void smallestProbes_findTheirAnswers(Transport transport, Protocol protocol, Family family) throws Exception {
        int smallest = (family == Family.V4 ? 28 : 48) + (protocol == Protocol.TCP ? 12 : 0);
        try (Lab lab = Lab.chain(1).open();
                PathTracer tracer = transport.open()) {
            for (int size = smallest; size < smallest + 14; size++) {
                TraceResult result = tracer.trace(request(lab, transport, protocol, family)
                        .size(size)
                        .sequential(true)
                        .build());
                assertThat(addresses(result)).as("size %d", size).isEqualTo(lab.hops(family));
                assertThat(result.hops()).allMatch(hop -> hop.received() == 3);
            }
        }
    }
}
