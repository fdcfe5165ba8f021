// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativemacos;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pathtracer.Hop;
import org.pathtracer.PathTracer;
import org.pathtracer.Protocol;
import org.pathtracer.StopReason;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.lab.CommandResult;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;
import org.pathtracer.nativemacos.libc.Facade;
import org.pathtracer.probe.Matching;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.Reception;
import org.pathtracer.probe.TimestampSource;
import org.pathtracer.probe.UnreachableReason;

/** Traces of a path of five hops, by the module on the Darwin facade. */
@InLab(tools = {"gcc", "traceroute", "ping"})
class FacadeTraceIT {
    private static final int PORT = 4711;
    private static final Pattern HOP = Pattern.compile("^ *\\d+ +([0-9a-f.:]+) ");

    private static Lab lab;
    private PathTracer tracer;

    @BeforeAll
    static void openTheLab() {
        Facade.use();
        lab = Lab.chain(4).open();
    }

    @AfterAll
    static void closeTheLab() {
        lab.close();
    }

    @BeforeEach
    void openTheTracer() {
        tracer = PathTracer.create();
    }

    @AfterEach
    void closeTheTracer() {
        tracer.close();
    }

    private static TraceRequest.Builder to(Family family) {
        return TraceRequest.to(lab.target(family).getHostAddress()).rateLimit(0);
    }

    private static List<InetAddress> addresses(TraceResult result) {
        List<InetAddress> addresses = new ArrayList<>();
        result.hops().forEach(hop -> addresses.add(hop.address().orElse(null)));
        return addresses;
    }

    private static <T> List<T> outcomes(Hop hop, Class<T> kind) {
        return hop.probes().stream()
                .map(probe -> probe.outcome())
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private static List<Reception> receptions(Hop hop) {
        return outcomes(hop, ProbeOutcome.Answer.class).stream()
                .map(ProbeOutcome.Answer::reception)
                .toList();
    }

    private static List<InetAddress> traceroute(Family family) throws Exception {
        String said = lab.exec(
                        Lab.CLIENT,
                        "traceroute",
                        "-I",
                        "-n",
                        "-q",
                        "1",
                        lab.target(family).getHostAddress())
                .expectSuccess()
                .stdout();
        List<InetAddress> hops = new ArrayList<>();
        for (Matcher line : said.lines().map(HOP::matcher).filter(Matcher::find).toList()) {
            hops.add(InetAddress.getByName(line.group(1)));
        }
        return hops;
    }

    @ParameterizedTest
    @EnumSource
    void icmp_showsTheHopsOfTraceroute(Family family) throws Exception {
        TraceResult result = tracer.trace(to(family).build());
        assertThat(addresses(result)).hasSize(5).isEqualTo(lab.hops(family)).isEqualTo(traceroute(family));
        assertThat(result.reached()).isTrue();
        assertThat(result.transport().name()).isEqualTo("dgram");
        assertThat(result.hops()).allSatisfy(hop -> assertThat(receptions(hop)).hasSize(3));
        for (Hop hop : result.hops()) {
            assertThat(receptions(hop)).allSatisfy(reception -> {
                assertThat(reception.replyTtl()).hasValue(64 - (hop.ttl() - 1));
                assertThat(reception.timestampSource()).isEqualTo(TimestampSource.KERNEL_RECEIVE);
                assertThat(reception.rtt()).isPositive();
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void quotes_areShownButForTheirLengthOverIpv4(Family family) {
        TraceResult result = tracer.trace(to(family).trafficClass(8).size(100).build());
        assertThat(outcomes(result.hops().get(1), ProbeOutcome.TimeExceeded.class))
                .hasSize(3)
                .allSatisfy(outcome -> {
                    assertThat(outcome.quoted().ttl()).hasValue(1);
                    assertThat(outcome.quoted().trafficClass()).hasValue(8);
                    assertThat(outcome.quoted().length().isPresent()).isEqualTo(family == Family.V6);
                    assertThat(outcome.quoted().changes()).isEmpty();
                });
    }

    @ParameterizedTest
    @EnumSource
    void udp_isTracedToTheClosedPort(Family family) {
        TraceResult result = tracer.trace(to(family).protocol(Protocol.UDP).build());
        assertThat(addresses(result)).isEqualTo(lab.hops(family));
        assertThat(result.stopReason()).isEqualTo(StopReason.DESTINATION);
        assertThat(outcomes(result.hops().get(4), ProbeOutcome.Unreachable.class))
                .hasSize(3)
                .allMatch(outcome -> outcome.reason() == UnreachableReason.PORT);
        assertThat(outcomes(result.hops().get(2), ProbeOutcome.TimeExceeded.class))
                .hasSize(3)
                .allMatch(outcome -> outcome.quoted().matching() == Matching.TAG);
    }

    @ParameterizedTest
    @EnumSource
    void udpAnswers_areReadByWhicheverSocketTheyCome(Family family) throws Exception {
        try (DatagramSocket server =
                lab.in(Lab.TARGET, () -> new DatagramSocket(new InetSocketAddress(lab.target(family), PORT)))) {
            Thread echo = new Thread(() -> echo(server));
            echo.setDaemon(true);
            echo.start();
            TraceResult result =
                    tracer.trace(to(family).protocol(Protocol.UDP).port(PORT).build());
            assertThat(addresses(result)).isEqualTo(lab.hops(family));
            assertThat(outcomes(result.hops().get(4), ProbeOutcome.UdpReply.class))
                    .hasSize(3);
        }
    }

    private static void echo(DatagramSocket server) {
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        try {
            while (true) {
                server.receive(packet);
                server.send(packet);
            }
        } catch (java.io.IOException e) {
            // Closed.
        }
    }

    @ParameterizedTest
    @EnumSource
    void tcp_isTracedToTheOpenAndToTheClosedPort(Family family) throws Exception {
        try (ServerSocket server = lab.in(Lab.TARGET, () -> new ServerSocket())) {
            lab.in(Lab.TARGET, () -> {
                server.bind(new InetSocketAddress(lab.target(family), PORT));
                return true;
            });
            TraceResult open =
                    tracer.trace(to(family).protocol(Protocol.TCP).port(PORT).build());
            assertThat(addresses(open)).isEqualTo(lab.hops(family));
            assertThat(outcomes(open.hops().get(4), ProbeOutcome.TcpSynAck.class))
                    .hasSize(3);
            assertThat(outcomes(open.hops().get(1), ProbeOutcome.TimeExceeded.class))
                    .hasSize(3)
                    .allMatch(outcome -> outcome.quoted().matching() == Matching.ONLY_CANDIDATE);
        }
        TraceResult closed =
                tracer.trace(to(family).protocol(Protocol.TCP).port(PORT).build());
        assertThat(addresses(closed)).isEqualTo(lab.hops(family));
        assertThat(outcomes(closed.hops().get(4), ProbeOutcome.TcpReset.class)).hasSize(3);
    }

    /** Echo replies and errors of other processes, and requests to this host, all of which the socket shows. */
    @ParameterizedTest
    @EnumSource
    void noiseOfOthers_confusesNothing(Family family) throws Exception {
        String target = lab.target(family).getHostAddress();
        String client = lab.client(family).getHostAddress();
        List<Future<CommandResult>> noise = List.of(
                flood(Lab.CLIENT, target),
                flood(Lab.CLIENT, "-t", "2", target),
                flood(Lab.CLIENT, "-s", "1400", target),
                flood(Lab.TARGET, client));
        for (Protocol protocol : Protocol.values()) {
            TraceResult result = tracer.trace(to(family).protocol(protocol).build());
            assertThat(addresses(result)).as("%s", protocol).isEqualTo(lab.hops(family));
            assertThat(result.hops()).allSatisfy(hop -> {
                assertThat(hop.responders()).hasSize(1);
                assertThat(hop.probes()).allMatch(probe -> probe.duplicates() == 0);
            });
        }
        for (Future<CommandResult> flood : noise) {
            assertThat(flood.get().stdout()).contains("packets transmitted").doesNotStartWith("0 packets");
        }
    }

    private static Future<CommandResult> flood(String node, String... arguments) {
        List<String> command = new ArrayList<>(List.of("ping", "-f", "-q", "-w", "1"));
        command.addAll(List.of(arguments));
        FutureTask<CommandResult> flood = new FutureTask<>(() -> lab.exec(node, command));
        new Thread(flood).start();
        return flood;
    }
}
