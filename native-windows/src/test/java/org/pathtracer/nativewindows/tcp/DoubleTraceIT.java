// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pathtracer.AddressFamily;
import org.pathtracer.MultipathRequest;
import org.pathtracer.MultipathResult;
import org.pathtracer.NotSupportedException;
import org.pathtracer.PathTracer;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.Protocol;
import org.pathtracer.TraceResult;
import org.pathtracer.TransportLimit;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;
import org.pathtracer.lab.SameForAllUsers;
import org.pathtracer.nativewindows.Told;
import org.pathtracer.nativewindows.winsock.WinsockDouble;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.UnreachableReason;
import org.pathtracer.spi.ProbeNeed;
import org.pathtracer.spi.Support;

/** TCP probes of Windows over the double of Winsock, with real packets. */
@InLab(tools = {"gcc", "nft"})
@SameForAllUsers
class DoubleTraceIT {
    private static final int PORT = 4711;
    private static final int LAST = 4;
    private static final String SILENT = "10.97.0.0/24";
    private static final String PROHIBITED = "10.98.0.0/24";
    private static final int A_WHILE_MILLIS = 5_000;

    private static Lab lab;
    private PathTracer tracer;

    @BeforeAll
    static void openTheLab() {
        WinsockDouble.use();
        lab = Lab.chain(LAST).ecmp(2, 3).open();
        lab.swallow(SILENT);
        lab.exec(Lab.router(1), "ip", "route", "add", "prohibit", PROHIBITED).expectSuccess();
    }

    @AfterAll
    static void closeTheLab() {
        lab.close();
    }

    @BeforeEach
    void openTheTracer() {
        tracer = Traces.tracer();
    }

    @AfterEach
    void closeTheTracer() {
        WinsockDouble.hideErrors(false);
        tracer.close();
    }

    @ParameterizedTest
    @EnumSource
    void closedPort_isReachedByItsReset(Family family) {
        TraceResult result = tracer.trace(Traces.to(lab.target(family)).build());
        Traces.assertComplete(result, lab.hopChoices(family), ProbeOutcome.TcpReset.class);
    }

    @ParameterizedTest
    @EnumSource
    void openPort_isReachedAndKeepsNoConnection(Family family) throws Exception {
        try (ServerSocket server = lab.in(Lab.TARGET, () -> server(family))) {
            TraceResult result =
                    tracer.trace(Traces.to(lab.target(family)).port(PORT).build());
            Traces.assertComplete(result, lab.hopChoices(family), ProbeOutcome.TcpSynAck.class);
            assertThat(server.isClosed()).isFalse();
            assertThat(lab.exec(Lab.TARGET, "ss", "-Htan")
                            .expectSuccess()
                            .stdout()
                            .lines())
                    .allMatch(line -> line.startsWith("LISTEN"));
        }
    }

    private static ServerSocket server(Family family) throws Exception {
        ServerSocket server = new ServerSocket();
        server.bind(new InetSocketAddress(lab.target(family), PORT));
        return server;
    }

    /** The ports of a flow are constant, and those of flows differ: else a balancer would show other paths. */
    @ParameterizedTest
    @EnumSource
    void equalCostRoutes_areAllFound(Family family) {
        MultipathResult result =
                tracer.discoverPaths(MultipathRequest.to(lab.target(family).getHostAddress())
                        .protocol(Protocol.TCP)
                        .enrichment(false)
                        .rateLimit(0)
                        .build());
        assertThat(result.paths()).hasSize(3);
        assertThat(result.reached()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void pings_areMeasured(Family family) {
        PingResult result = tracer.ping(PingRequest.to(lab.target(family).getHostAddress())
                .protocol(Protocol.TCP)
                .count(5)
                .interval(Duration.ofMillis(20))
                .build());
        assertThat(result.replies()).hasSize(5);
    }

    @Test
    void prohibition_endsTheTraceAtItsRouter() throws Exception {
        TraceResult result = tracer.trace(
                Traces.to(new InetSocketAddress("10.98.0.9", 0).getAddress()).build());
        assertThat(result.reached()).isFalse();
        assertThat(result.hops()).hasSize(1);
        assertThat(Traces.outcomes(result.hops().get(0), ProbeOutcome.Unreachable.class))
                .isNotEmpty()
                .allMatch(outcome -> outcome.reason() == UnreachableReason.PROHIBITED);
    }

    /** However long the timeout, no second packet leaves: Windows gives the connection up when it would. */
    @Test
    void silence_isToldWhenWindowsGivesUp() throws Exception {
        long begun = System.nanoTime();
        TraceResult result = tracer.trace(Traces.to(new InetSocketAddress("10.97.0.9", 0).getAddress())
                .firstHop(LAST + 2)
                .maxHops(LAST + 2)
                .queries(1)
                .timeout(Duration.ofMillis(4 * A_WHILE_MILLIS))
                .build());
        assertThat(System.nanoTime() - begun)
                .isLessThan(Duration.ofMillis(A_WHILE_MILLIS).toNanos());
        assertThat(Traces.outcomes(result.hops().get(0), ProbeOutcome.Timeout.class))
                .hasSize(1);
    }

    /** That is no answer, and no failure of the probe: nothing is known of what became of it. */
    @Test
    void errorThatWindowsDoesNotShow_isATimeout() {
        WinsockDouble.hideErrors(true);
        TraceResult result = tracer.trace(Traces.to(lab.target(Family.V4))
                .maxHops(1)
                .queries(2)
                .timeout(Duration.ofMillis(300))
                .build());
        assertThat(Traces.outcomes(result.hops().get(0), ProbeOutcome.Timeout.class))
                .hasSize(2);
    }

    @Test
    void sourcePort_isTheOneAskedFor() {
        lab.nft(Lab.TARGET, """
                table inet seen {
                    counter from20000 { }
                    chain in {
                        type filter hook input priority 0;
                        tcp sport 20000 tcp flags syn counter name from20000
                    }
                }
                """);
        tracer.ping(PingRequest.to(lab.target(Family.V4).getHostAddress())
                .protocol(Protocol.TCP)
                .sourcePort(20_000)
                .count(3)
                .interval(Duration.ofMillis(20))
                .build());
        assertThat(lab.exec(Lab.TARGET, "nft", "list", "counter", "inet", "seen", "from20000")
                        .expectSuccess()
                        .stdout())
                .contains("packets 3 ");
    }

    @Test
    void trafficClass_isRefusedProbeByProbe() {
        TraceResult result = tracer.trace(
                Traces.to(lab.target(Family.V4)).trafficClass(8).maxHops(1).build());
        assertThat(Traces.outcomes(result.hops().get(0), ProbeOutcome.SendFailed.class))
                .hasSize(3)
                .allSatisfy(failed -> assertThat(failed.advice()).contains("leave it out"));
    }

    @Test
    void refusals_nameTheReason() {
        TcpProvider provider = new TcpProvider();
        assertThat(provider.supports(new ProbeNeed(Protocol.UDP, AddressFamily.IPV4)))
                .isEqualTo(
                        new Support.Unsupported(
                                "Windows tells a program without elevation nothing of the ICMP errors that answer its datagrams"));
        assertThat(provider.supports(new ProbeNeed(Protocol.ICMP, AddressFamily.IPV4)))
                .isInstanceOf(Support.Unsupported.class);
        for (ProbeNeed.Feature feature : ProbeNeed.Feature.values()) {
            assertThat(provider.supports(new ProbeNeed(Protocol.TCP, AddressFamily.IPV6, Set.of(feature))))
                    .isInstanceOf(Support.Unsupported.class);
        }
        Support.Available available =
                (Support.Available) provider.supports(new ProbeNeed(Protocol.TCP, AddressFamily.IPV6));
        assertThat(available.oneProbePerFlow()).isTrue();
        assertThat(available.limits().stream().map(limit -> limit.kind()).collect(Collectors.toSet()))
                .contains(TransportLimit.TIMEOUT, TransportLimit.TIMESTAMPS, TransportLimit.FLOW);
    }

    @Test
    void olderBuild_isNamed_withWhatToDo() {
        TcpProvider old = new TcpProvider(() -> 18_363);
        String refusal =
                "Windows tells the ICMP errors of a connection from build 19041 on (Windows 10 2004, Windows Server 2022),"
                        + " and this is build 18363; update Windows, or trace by ICMP";
        assertThat(old.supports(new ProbeNeed(Protocol.TCP, AddressFamily.IPV4)))
                .isEqualTo(new Support.Unsupported(refusal));
        assertThatThrownBy(() -> old.open(new Told()))
                .isInstanceOf(NotSupportedException.class)
                .hasMessage(refusal);
    }
}
