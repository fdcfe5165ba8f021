// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pathtracer.nativelinux.Traces.addresses;
import static org.pathtracer.nativelinux.Traces.outcomes;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathtracer.PathTracer;
import org.pathtracer.Protocol;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;
import org.pathtracer.lab.SameForAllUsers;
import org.pathtracer.probe.ProbeOutcome;

/** UDP and TCP probes as the first router sees them, and the ports that they take. */
@InLab(tools = "nft")
@SameForAllUsers
class PortsIT {
    private static final int DEFAULT_PORT = 61_000;

    static Stream<Arguments> everyProtocol() {
        return QuotingRoutersIT.everyProtocol().filter(way -> way.get()[1] != Protocol.ICMP);
    }

    private static TraceRequest.Builder request(Lab lab, Transport transport, Protocol protocol, Family family) {
        return Traces.to(lab, family, transport).protocol(protocol).rateLimit(0);
    }

    private static String l4(Protocol protocol) {
        return protocol == Protocol.UDP ? "udp" : "tcp";
    }

    private static String ip(Family family) {
        return family == Family.V4 ? "ip" : "ip6";
    }

    /** Resets of our own connections are no probes. */
    private static String probes(Protocol protocol, Family family) {
        return "meta nfproto " + (family == Family.V4 ? "ipv4 " : "ipv6 ")
                + (protocol == Protocol.UDP ? "meta l4proto udp " : "tcp flags & (syn | rst) == syn ");
    }

    @ParameterizedTest
    @MethodSource("everyProtocol")
    void ports_areThoseAskedFor(Transport transport, Protocol protocol, Family family) {
        try (Lab lab = Lab.chain(3).open();
                PathTracer tracer = transport.open()) {
            String l4 = l4(protocol);
            String probes = probes(protocol, family);
            Witness witness = new Witness(lab, Lab.router(1))
                    .count("every", probes)
                    .count("default", probes + l4 + " sport " + DEFAULT_PORT + " " + l4 + " dport 4242")
                    .count("third", probes + l4 + " sport " + (DEFAULT_PORT + 3) + " " + l4 + " dport 4242")
                    .count("own", probes + l4 + " sport 2347 " + l4 + " dport 4242");
            TraceRequest.Builder request =
                    request(lab, transport, protocol, family).port(4242);
            TraceResult first = tracer.trace(request.build());
            assertThat(addresses(first)).isEqualTo(lab.hops(family));
            assertThat(witness.of("default")).isEqualTo(first.probesSent());
            TraceResult second = tracer.trace(request.flow(3).build());
            assertThat(addresses(second)).isEqualTo(lab.hops(family));
            assertThat(witness.of("third")).isEqualTo(second.probesSent());
            TraceResult third = tracer.trace(request.flow(2).sourcePort(2345).build());
            assertThat(addresses(third)).isEqualTo(lab.hops(family));
            assertThat(witness.of("own")).isEqualTo(third.probesSent());
            assertThat(witness.of("every")).isEqualTo(first.probesSent() + second.probesSent() + third.probesSent());
        }
    }

    @ParameterizedTest
    @MethodSource("everyProtocol")
    void trafficClassAndFragmentation_areOnEveryPacket(Transport transport, Protocol protocol, Family family) {
        try (Lab lab = Lab.chain(2).open();
                PathTracer tracer = transport.open()) {
            String probes = probes(protocol, family);
            boolean ecn = transport == Transport.RAW_EPOLL || protocol == Protocol.UDP;
            Witness witness = new Witness(lab, Lab.router(1))
                    .count("marked", probes + ip(family) + " dscp 46" + (ecn ? " " + ip(family) + " ecn 1" : ""))
                    .count("df", family == Family.V4 ? probes + "ip frag-off & 0x4000 == 0x4000" : probes);
            TraceRequest.Builder request = request(lab, transport, protocol, family);
            tracer.trace(request.build());
            assertThat(witness.of("marked")).isZero();
            long before = witness.of("df");
            assertThat(family == Family.V6 || before == 0).isTrue();
            TraceResult result = tracer.trace(
                    request.trafficClass(46 << 2 | 1).dontFragment(true).build());
            assertThat(addresses(result)).isEqualTo(lab.hops(family));
            assertThat(witness.of("marked")).isEqualTo(result.probesSent());
            assertThat(witness.of("df") - before).isEqualTo(result.probesSent());
        }
    }

    @ParameterizedTest
    @MethodSource("everyProtocol")
    void size_isTheWholePacket(Transport transport, Protocol protocol, Family family) {
        boolean kernels = protocol == Protocol.TCP && transport != Transport.RAW_EPOLL;
        try (Lab lab = Lab.chain(2).open();
                PathTracer tracer = transport.open()) {
            for (int size : kernels ? new int[0] : new int[] {60, 101, 1500}) {
                int asked = size + (family == Family.V6 && size < 1500 ? 20 : 0);
                // The length field of IPv6 leaves out the header.
                int field = family == Family.V4 ? asked : asked - 40;
                Witness witness = new Witness(lab, Lab.router(1))
                        .count("size" + size, probes(protocol, family) + ip(family) + " length " + field);
                TraceResult result = tracer.trace(
                        request(lab, transport, protocol, family).size(asked).build());
                assertThat(addresses(result)).isEqualTo(lab.hops(family));
                assertThat(witness.of("size" + size)).isEqualTo(result.probesSent());
            }
        }
    }

    /** Of a flow, all that load balancers look at stays the same; without being asked for the flow label does too. */
    @ParameterizedTest
    @MethodSource("everyProtocol")
    void flow_looksTheSameFromProbeToProbe(Transport transport, Protocol protocol, Family family) {
        try (Lab lab = Lab.chain(3).open();
                PathTracer tracer = transport.open()) {
            String label = family == Family.V4 ? "ip dscp" : "ip6 flowlabel";
            String l4 = l4(protocol);
            new Witness(lab, Lab.router(1));
            lab.nft(
                    Lab.router(1),
                    "add set inet witness flows { typeof " + l4 + " sport . " + l4 + " dport . " + label
                            + "; flags dynamic; }\nadd rule inet witness see " + probes(protocol, family)
                            + " add @flows { " + l4 + " sport . " + l4 + " dport . " + label + " }");
            tracer.trace(request(lab, transport, protocol, family).build());
            tracer.trace(request(lab, transport, protocol, family).build());
            assertThat(elements(lab, "flows")).isEqualTo(1);
            tracer.trace(request(lab, transport, protocol, family).flow(7).build());
            assertThat(elements(lab, "flows")).isEqualTo(2);
        }
    }

    private static long elements(Lab lab, String set) {
        String listed = lab.exec(Lab.router(1), "nft", "-n", "list", "set", "inet", "witness", set)
                .expectSuccess()
                .stdout();
        return listed.substring(listed.indexOf("elements"))
                        .chars()
                        .filter(c -> c == ',')
                        .count()
                + 1;
    }

    static Stream<Arguments> everyProtocolOfIpv6() {
        return QuotingRoutersIT.everyProtocol().filter(way -> way.get()[2] == Family.V6);
    }

    @ParameterizedTest
    @MethodSource("everyProtocolOfIpv6")
    void flowLabel_isOnEveryPacket(Transport transport, Protocol protocol, Family family) {
        try (Lab lab = Lab.chain(2).open();
                PathTracer tracer = transport.open()) {
            Witness witness = new Witness(lab, Lab.router(1));
            String target = "ip6 daddr " + lab.target(family).getHostAddress() + " ip6 flowlabel ";
            long sent = 0;
            // More than the kernel lets a socket have at a time.
            for (int label = 0; label <= 40; label++) {
                witness.count("label" + label, target + (0x54320 + label) % 0x54330);
                TraceResult result = tracer.trace(request(lab, transport, protocol, family)
                        .flowLabel((0x54320 + label) % 0x54330)
                        .maxHops(1)
                        .build());
                assertThat(witness.of("label" + label))
                        .isEqualTo(result.probesSent())
                        .isEqualTo(3);
                sent += result.probesSent();
            }
            assertThat(sent).isEqualTo(3 * 41);
        }
    }

    @ParameterizedTest
    @MethodSource("everyProtocol")
    void sourceAndInterface_areHeeded(Transport transport, Protocol protocol, Family family) throws Exception {
        try (Lab lab = Lab.chain(2).open();
                PathTracer tracer = transport.open()) {
            String second = family == Family.V4 ? "10.77.1.77" : "fd77:1::77";
            String length = family == Family.V4 ? "/32" : "/128";
            // Deprecated, so that IPv6 takes it only when asked to.
            lab.exec(Lab.CLIENT, "ip", "addr", "add", second + length, "dev", "to-r1", "nodad", "preferred_lft", "0")
                    .expectSuccess();
            lab.exec(Lab.router(1), "ip", "route", "add", second + length, "dev", "to-client")
                    .expectSuccess();
            String probes = probes(protocol, family);
            Witness witness = new Witness(lab, Lab.router(1))
                    .count("every", probes)
                    .count("second", probes + ip(family) + " saddr " + second);
            TraceRequest.Builder request =
                    request(lab, transport, protocol, family).maxHops(1);
            TraceResult result =
                    tracer.trace(request.source(InetAddress.getByName(second)).build());
            assertThat(addresses(result)).isEqualTo(lab.hops(family).subList(0, 1));
            assertThat(witness.of("second")).isEqualTo(result.probesSent()).isEqualTo(3);
            tracer.trace(request(lab, transport, protocol, family)
                    .networkInterface("lo")
                    .maxHops(1)
                    .timeout(Duration.ofMillis(50))
                    .build());
            assertThat(witness.of("every")).isEqualTo(3);
            TraceResult through = tracer.trace(request(lab, transport, protocol, family)
                    .networkInterface("to-r1")
                    .build());
            assertThat(addresses(through)).isEqualTo(lab.hops(family));
        }
    }

    /** A port that another process has is not used: not if it was asked for, and by default the next block has one. */
    @ParameterizedTest
    @MethodSource("everyProtocol")
    void takenPort_isLeftAlone(Transport transport, Protocol protocol, Family family) throws Exception {
        try (Lab lab = Lab.chain(1).open();
                PathTracer tracer = transport.open();
                AutoCloseable other =
                        protocol == Protocol.UDP ? new DatagramSocket(DEFAULT_PORT) : new ServerSocket(DEFAULT_PORT)) {
            assertThat(other).isNotNull();
            TraceResult result =
                    tracer.trace(request(lab, transport, protocol, family).build());
            assertThat(addresses(result)).isEqualTo(lab.hops(family));
            TraceResult refused = tracer.trace(request(lab, transport, protocol, family)
                    .sourcePort(DEFAULT_PORT)
                    .build());
            assertThat(outcomes(refused))
                    .isNotEmpty()
                    .allSatisfy(outcome -> assertThat(outcome)
                            .isInstanceOfSatisfying(ProbeOutcome.SendFailed.class, failure -> {
                                assertThat(failure.errorName()).isEqualTo("EADDRINUSE");
                                assertThat(failure.advice()).contains("source port");
                            }));
        }
    }

    /** Operations with the same flow share its port; where the kernel has one connection per flow they take turns. */
    @ParameterizedTest
    @MethodSource("everyProtocol")
    void sameFlowAtOnce_isRightForEveryOperation(Transport transport, Protocol protocol, Family family)
            throws Exception {
        try (Lab lab = Lab.chain(4).open();
                PathTracer tracer = transport.open();
                PathTracer another = transport.open()) {
            List<CompletableFuture<TraceResult>> running = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                TraceRequest request = request(lab, transport, protocol, family).build();
                running.add(tracer.start(request).result().toCompletableFuture());
                running.add(another.start(request).result().toCompletableFuture());
            }
            for (CompletableFuture<TraceResult> result : running) {
                assertThat(addresses(result.get())).isEqualTo(lab.hops(family));
                assertThat(outcomes(result.get())).allMatch(ProbeOutcome.Answer.class::isInstance);
            }
        }
    }
}
