// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativemacos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pathtracer.AddressFamily;
import org.pathtracer.MultipathRequest;
import org.pathtracer.MultipathResult;
import org.pathtracer.PathMtuRequest;
import org.pathtracer.PathMtuResult;
import org.pathtracer.PathTracer;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.Protocol;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;
import org.pathtracer.nativemacos.libc.Facade;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.UnreachableReason;
import org.pathtracer.spi.ProbeNeed;
import org.pathtracer.spi.Support;

/** What goes wrong on a Mac, and the options, on the Darwin facade. */
@InLab(tools = {"gcc", "nft"})
class FacadeFaultsIT {
    private static final int ENOBUFS = 55;

    private static Lab lab;

    @BeforeAll
    static void openTheLab() {
        Facade.use();
        lab = Lab.chain(2).open();
    }

    @AfterAll
    static void closeTheLab() {
        lab.close();
    }

    private static TraceRequest.Builder to(Family family) {
        return TraceRequest.to(lab.target(family).getHostAddress());
    }

    private static TraceResult trace(TraceRequest request) {
        try (PathTracer tracer = PathTracer.create()) {
            return tracer.trace(request);
        }
    }

    private static List<ProbeOutcome.SendFailed> failures(TraceResult result) {
        return result.hops().stream()
                .flatMap(hop -> hop.probes().stream())
                .map(probe -> probe.outcome())
                .filter(ProbeOutcome.SendFailed.class::isInstance)
                .map(ProbeOutcome.SendFailed.class::cast)
                .toList();
    }

    @Test
    void fullQueue_isToldByItsName_andTheNextProbeLeaves() {
        Facade.failSends(1, ENOBUFS);
        TraceResult result = trace(to(Family.V4).maxHops(1).queries(3).build());
        assertThat(failures(result)).hasSize(1).allSatisfy(failure -> {
            assertThat(failure.operation()).isEqualTo("sendto");
            assertThat(failure.errno()).isEqualTo(ENOBUFS);
            assertThat(failure.errorName()).isEqualTo("ENOBUFS");
            assertThat(failure.advice()).contains("more slowly");
        });
        assertThat(result.hops().get(0).received()).isEqualTo(2);
    }

    @Test
    void fullSendBuffer_isWaitedFor() {
        Facade.failSends(3, 35);
        TraceResult result = trace(to(Family.V4).build());
        assertThat(failures(result)).isEmpty();
        assertThat(result.hops()).allSatisfy(hop -> assertThat(hop.received()).isEqualTo(3));
    }

    @ParameterizedTest
    @EnumSource
    void unreachableRoute_isToldWithNumberOfMacos(Protocol protocol) {
        lab.exec(Lab.CLIENT, "ip", "route", "replace", "unreachable", "10.98.0.0/24")
                .expectSuccess();
        TraceResult result = trace(TraceRequest.to("10.98.0.1")
                .protocol(protocol)
                .maxHops(1)
                .queries(1)
                .build());
        assertThat(failures(result)).hasSize(1).allSatisfy(failure -> {
            assertThat(failure.errno()).isEqualTo(65);
            assertThat(failure.errorName()).isEqualTo("EHOSTUNREACH");
        });
    }

    @Test
    void dontFragment_isSetOverIpv4_andRefusedOverIcmpv6() {
        lab.nft(
                Lab.router(1),
                "add table inet w\nadd counter inet w df\nadd chain inet w see"
                        + " { type filter hook prerouting priority 0; }\n"
                        + "add rule inet w see ip frag-off & 0x4000 == 0x4000 icmp type echo-request"
                        + " counter name df");
        TraceResult result = trace(to(Family.V4).dontFragment(true).build());
        assertThat(lab.exec(Lab.router(1), "nft", "list", "counter", "inet", "w", "df")
                        .stdout())
                .contains("packets " + result.probesSent() + " ");
        TraceResult refused = trace(to(Family.V6).dontFragment(true).maxHops(1).build());
        assertThat(failures(refused)).hasSize(3).allSatisfy(failure -> {
            assertThat(failure.errorName()).isEqualTo("EPERM");
            assertThat(failure.advice()).contains("UDP");
        });
        try (PathTracer tracer = PathTracer.create()) {
            PathMtuResult byUdp =
                    tracer.pathMtu(PathMtuRequest.to(lab.target(Family.V6).getHostAddress())
                            .protocol(Protocol.UDP)
                            .build());
            assertThat(byUdp.pathMtu()).hasValue(1500);
        }
    }

    @ParameterizedTest
    @EnumSource
    void sourceAndInterface_areHeeded(Family family) throws Exception {
        String second = family == Family.V4 ? "10.77.1.77" : "fd77:1::77";
        String length = family == Family.V4 ? "/32" : "/128";
        lab.exec(Lab.CLIENT, "ip", "addr", "add", second + length, "dev", "to-r1", "nodad")
                .expectSuccess();
        lab.exec(Lab.router(1), "ip", "route", "add", second + length, "dev", "to-client")
                .expectSuccess();
        for (Protocol protocol : Protocol.values()) {
            TraceResult result = trace(to(family)
                    .protocol(protocol)
                    .source(InetAddress.getByName(second))
                    .networkInterface("to-r1")
                    .maxHops(1)
                    .build());
            assertThat(result.hops().get(0).address()).as("%s", protocol).contains(lab.routerAddress(1, family));
            TraceResult elsewhere = trace(to(family)
                    .protocol(protocol)
                    .networkInterface("lo")
                    .maxHops(1)
                    .queries(1)
                    .timeout(Duration.ofMillis(50))
                    .build());
            assertThat(elsewhere.hops().get(0).received()).isZero();
        }
        // The kernel may prefer it from now on, and no other router knows it.
        lab.exec(Lab.CLIENT, "ip", "addr", "del", second + length, "dev", "to-r1")
                .expectSuccess();
    }

    /** More than there are sockets: those used longest ago are closed, and answers are none the worse for it. */
    @Test
    void moreWaysThanSockets_areAllServed() {
        try (PathTracer tracer = PathTracer.create()) {
            for (int trafficClass = 0; trafficClass < 180; trafficClass += 4) {
                TraceResult result =
                        tracer.trace(to(Family.V4).trafficClass(trafficClass).build());
                assertThat(result.reached()).isTrue();
                assertThat(result.hops()).hasSize(3);
            }
        }
    }

    @Test
    void pings_areAllAnswered() {
        lab.answerFor("10.99.0.0/24");
        lab.exec(Lab.router(1), "ip", "route", "replace", "10.99.0.0/24", "via", nextAddress(2))
                .expectSuccess();
        lab.exec(Lab.router(2), "ip", "route", "replace", "10.99.0.0/24", "via", nextAddress(3))
                .expectSuccess();
        try (PathTracer tracer = PathTracer.create()) {
            PingResult result = tracer.ping(PingRequest.to("10.99.0.1")
                    .count(500)
                    .interval(Duration.ofMillis(1))
                    .build());
            assertThat(result.statistics().received()).isEqualTo(500);
        }
    }

    /** XNU's icmp_input tells TCP before the ICMP socket has its copy. */
    @ParameterizedTest
    @EnumSource
    void prohibitionThatTcpLearnsOfFirst_isTheRoutersAndNoReset(Family family) {
        lab.nft(
                Lab.router(1),
                "add table inet p\nadd chain inet p forward { type filter hook forward priority 0; }\n"
                        + "add rule inet p forward meta l4proto tcp reject with icmpx type admin-prohibited");
        int before = Facade.copiesHeldBack();
        try {
            Facade.refuseBeforeCopy(Duration.ofNanos(900_000));
            // A process that is held up itself reads so late that the copy is there.
            for (int traces = 0; traces < 50 && Facade.copiesHeldBack() == before; traces++) {
                assertProhibited(
                        trace(to(family)
                                .protocol(Protocol.TCP)
                                .firstHop(2)
                                .maxHops(2)
                                .build()),
                        family);
            }
            assertThat(Facade.copiesHeldBack()).isGreaterThan(before);
        } finally {
            Facade.refuseBeforeCopy(Duration.ZERO);
            lab.nft(Lab.router(1), "delete table inet p");
        }
    }

    private static void assertProhibited(TraceResult result, Family family) {
        assertThat(result.hops()).hasSize(1);
        assertThat(result.hops().get(0).probes())
                .isNotEmpty()
                .allSatisfy(probe -> assertThat(probe.outcome())
                        .isInstanceOfSatisfying(ProbeOutcome.Unreachable.class, outcome -> {
                            assertThat(outcome.reason()).isEqualTo(UnreachableReason.PROHIBITED);
                            assertThat(outcome.reception().address()).isEqualTo(lab.routerAddress(1, family));
                        }));
    }

    private static String nextAddress(int link) {
        return "10.77." + link + ".1";
    }

    @Test
    void manyFlows_haveTheirSocketsInTurn() {
        try (PathTracer tracer = PathTracer.create()) {
            MultipathResult result = tracer.discoverPaths(
                    MultipathRequest.to(lab.target(Family.V4).getHostAddress()).build());
            assertThat(result.reached()).isTrue();
            assertThat(result.vertices()).hasSize(3);
            assertThat(result.probesSent()).isGreaterThan(SendSockets.MOST / 8);
        }
    }

    @ParameterizedTest
    @EnumSource
    void close_leavesNoSocketAndNoThread(Protocol protocol) throws Exception {
        // What is loaded with the first trace stays.
        trace(to(Family.V4).protocol(protocol).build());
        long before = sockets();
        TraceResult result = trace(to(Family.V4).protocol(protocol).build());
        assertThat(result.reached()).isTrue();
        assertThat(sockets()).isEqualTo(before);
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("pathtracer-dgram"));
    }

    private static long sockets() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(FacadeFaultsIT::isSocket).count();
        }
    }

    private static boolean isSocket(Path descriptor) {
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            return target.startsWith("socket:") || target.contains("event");
        } catch (IOException e) {
            // Closed meanwhile.
            return false;
        }
    }

    @Test
    void missingLibraryOrSymbol_isSaid() {
        try {
            Facade.use(Path.of("/nonexistent/libSystem.dylib"));
            assertUnsupported("libSystem.dylib");
            Facade.use(Facade.build("-Dkqueue=other"));
            assertUnsupported("kqueue");
        } finally {
            Facade.use();
        }
    }

    private static void assertUnsupported(String why) {
        Support support = new MacosProvider().supports(new ProbeNeed(Protocol.ICMP, AddressFamily.IPV4));
        assertThat(support)
                .isInstanceOfSatisfying(
                        Support.Unsupported.class,
                        unsupported -> assertThat(unsupported.reason()).contains(why));
    }

    @Test
    void whatMacosCannot_isUnsupportedWithAReason() {
        for (ProbeNeed.Feature feature : EnumSet.of(ProbeNeed.Feature.FLOW_LABEL, ProbeNeed.Feature.IDENTIFICATION)) {
            assertThat(new MacosProvider()
                            .supports(new ProbeNeed(Protocol.UDP, AddressFamily.IPV6, EnumSet.of(feature))))
                    .isInstanceOf(Support.Unsupported.class);
        }
        assertThat(new MacosProvider()
                        .supports(new ProbeNeed(Protocol.TCP, AddressFamily.IPV4, EnumSet.of(ProbeNeed.Feature.SIZE))))
                .isInstanceOf(Support.Unsupported.class);
    }
}
