// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.pathtracer.DiagnoseEvent;
import org.pathtracer.DiagnoseRequest;
import org.pathtracer.Diagnosis;
import org.pathtracer.Measurement;
import org.pathtracer.PathTracer;
import org.pathtracer.StopReason;
import org.pathtracer.address.CanonicalAddress;
import org.pathtracer.diagnosis.FindingKind;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;

/**
 * Faults between real kernels that concern single targets, on one network: the target has an address for each of them.
 * One tracer diagnoses all at the same time.
 */
@InLab(tools = "nft")
class DiagnosePathsIT {
    private static final int WEB = 8080;
    private static final int SHORT = 2;

    private static Lab lab;
    private static PathTracer tracer;
    private static ServerSocket web;

    /** What to diagnose and what must come of it. */
    private record Trial(String name, DiagnoseRequest request, Consumer<Diagnosis> check) {}

    @BeforeAll
    static void open() throws Exception {
        lab = Lab.chain(4).open();
        lab.answerFor("10.90.0.0/16");
        lab.answerFor("fd7a::/32");
        for (Family family : Family.values()) {
            String ip = family == Family.V4 ? "ip daddr " : "ip6 daddr ";
            forward(2, ip + text(family, 2) + " tcp dport 8080 drop");
            forward(3, ip + text(family, 3) + " meta l4proto udp drop");
            forward(2, ip + text(family, 4) + " meta l4proto { icmp, icmpv6 } drop");
            forward(3, ip + text(family, 5) + " reject with icmpx admin-prohibited");
            forward(3, ip + text(family, 6) + " tcp dport 8080 reject with icmpx admin-prohibited");
            forward(2, ip + text(family, 7) + " tcp dport 8080 reject with tcp reset");
            forward(2, ip + text(family, 8) + " drop");
            // Reports about a packet belong to it, whatever address they come from.
            forward(3, "ct direction reply ct original " + ip + text(family, 12) + " drop");
            route(family, 3, "unreachable " + text(family, 9));
            route(family, 3, "blackhole " + text(family, 10));
            // Router 3 sends it back to router 2.
            route(family, 3, text(family, 11) + " via " + (family == Family.V4 ? "10.77.3.2" : "fd77:3::2"));
            lab.nft(
                    Lab.TARGET,
                    "table inet t { chain c { type filter hook input priority 0; }; }\nadd rule inet t c " + ip
                            + text(family, 13) + " drop");
        }
        web = lab.in(Lab.TARGET, () -> new ServerSocket(WEB, 1000));
        Thread accepting = new Thread(DiagnosePathsIT::accept, "accepting");
        accepting.setDaemon(true);
        accepting.start();
        tracer = PathTracer.create();
    }

    @AfterAll
    static void close() throws IOException {
        tracer.close();
        web.close();
        lab.close();
    }

    private static void accept() {
        try {
            while (true) {
                web.accept().close();
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private static void forward(int router, String rule) {
        lab.nft(
                Lab.router(router),
                "table inet f { chain c { type filter hook forward priority 0; }; }\nadd rule inet f c " + rule);
    }

    private static void route(Family family, int router, String route) {
        List<String> line = new ArrayList<>(List.of("ip", family == Family.V4 ? "-4" : "-6", "route", "add"));
        line.addAll(List.of(route.split(" ")));
        lab.exec(Lab.router(router), line).expectSuccess();
    }

    private static String text(Family family, int number) {
        return family == Family.V4 ? "10.90.0." + number : "fd7a::" + Integer.toHexString(number);
    }

    private static InetAddress address(Family family, int number) {
        return CanonicalAddress.read(text(family, number)).orElseThrow();
    }

    private static InetAddress router(int number, Family family) {
        return lab.routerAddress(number, family);
    }

    private static DiagnoseRequest host(Family family, int number) {
        return DiagnoseRequest.to(text(family, number)).build();
    }

    private static DiagnoseRequest tcp(Family family, int number, int port) {
        return DiagnoseRequest.to(text(family, number)).tcp(port).build();
    }

    @TestFactory
    Stream<DynamicTest> faultsOfSingleTargets() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Family family : Family.values()) {
            for (Trial trial : trials(family)) {
                Measurement<DiagnoseEvent, Diagnosis> running = tracer.start(trial.request());
                tests.add(DynamicTest.dynamicTest(
                        family + "_" + trial.name(), () -> trial.check().accept(running.await())));
            }
        }
        return tests.stream();
    }

    private static List<Trial> trials(Family family) {
        InetAddress second = router(2, family);
        InetAddress third = router(3, family);
        String noHost = family == Family.V4 ? "10.77.5.99" : "fd77:5::99";
        InetAddress absent = CanonicalAddress.read(noHost).orElseThrow();
        InetAddress onLink = router(1, family);
        String absentOnLink = family == Family.V4 ? "10.77.1.77" : "fd77:1::77";
        return List.of(
                new Trial("nothing_isHealthy", host(family, 1), Diagnosed::healthy),
                new Trial("openPort_isHealthy", tcp(family, 1, WEB), Diagnosed::healthy),
                new Trial(
                        "filteredPort_isBehindItsRouter",
                        tcp(family, 2, WEB),
                        found -> Diagnosed.behind(found, FindingKind.FILTERED, second)),
                new Trial("filteredPortOfAnother_isNoFaultOfTheHost", host(family, 2), Diagnosed::healthy),
                new Trial(
                        "filteredUdp_isBehindItsRouter",
                        DiagnoseRequest.to(text(family, 3)).udp(7007).build(),
                        found -> Diagnosed.behind(found, FindingKind.FILTERED, third)),
                new Trial("filteredIcmp_isNoFaultOfAnOpenPort", tcp(family, 4, WEB), Diagnosed::healthy),
                new Trial("filteredIcmp_isNoFaultOfTheHost", host(family, 4), Diagnosed::healthy),
                new Trial(
                        "prohibition_isTheRouters",
                        host(family, 5),
                        found -> Diagnosed.at(found, FindingKind.PROHIBITED, third)),
                new Trial(
                        "prohibitionOfAPort_isTheRouters",
                        tcp(family, 6, WEB),
                        found -> Diagnosed.at(found, FindingKind.PROHIBITED, third)),
                new Trial(
                        "resetOfARouter_isBehindIt",
                        tcp(family, 7, WEB),
                        found -> Diagnosed.behind(found, FindingKind.PROHIBITED, second)),
                new Trial("dropOfEverything_isSilent", host(family, 8), found -> Diagnosed.silentBehind(found, second)),
                new Trial(
                        "noRoute_isReportedByTheRouter",
                        host(family, 9),
                        found -> Diagnosed.at(found, FindingKind.UNREACHABLE, third)),
                new Trial(
                        "blackHoleRoute_isSilentBehindTheRouterBefore",
                        host(family, 10),
                        found -> Diagnosed.silentBehind(found, second)),
                new Trial(
                        "loop_isWhereItBegins",
                        host(family, 11),
                        found -> Diagnosed.at(found, FindingKind.LOOP, second)),
                new Trial(
                        "noWayBack_isSilentBehindTheRouterThatHasNone",
                        host(family, 12),
                        found -> Diagnosed.silentBehind(found, third)),
                new Trial(
                        "silentTarget_isSilentBehindTheLastRouter",
                        host(family, 13),
                        found -> Diagnosed.silentBehind(found, router(4, family))),
                new Trial(
                        "closedPort_isTheTargets",
                        tcp(family, 1, 81),
                        found -> Diagnosed.at(found, FindingKind.PORT_CLOSED, address(family, 1))),
                new Trial(
                        "closedUdpPort_isTheTargets",
                        DiagnoseRequest.to(text(family, 1)).udp(9).build(),
                        found -> Diagnosed.at(found, FindingKind.PORT_CLOSED, address(family, 1))),
                new Trial(
                        "absentHost_isDown",
                        DiagnoseRequest.to(noHost).build(),
                        found -> Diagnosed.at(found, FindingKind.HOST_DOWN, absent)),
                new Trial(
                        "absentHostOfAPort_isDown",
                        DiagnoseRequest.to(noHost).tcp(80).build(),
                        found -> Diagnosed.at(found, FindingKind.HOST_DOWN, absent)),
                new Trial(
                        "neighbour_isHealthy",
                        DiagnoseRequest.to(CommandInLab.text(onLink)).build(),
                        Diagnosed::healthy),
                new Trial(
                        "absentNeighbour_isDown",
                        DiagnoseRequest.to(absentOnLink).build(),
                        found -> Diagnosed.first(found, FindingKind.HOST_DOWN)),
                new Trial(
                        "thisHost_isHealthy",
                        DiagnoseRequest.to(CommandInLab.text(lab.client(family)))
                                .build(),
                        Diagnosed::healthy),
                new Trial(
                        "deadline_isKept",
                        DiagnoseRequest.to(text(family, 8))
                                .deadline(Duration.ofSeconds(SHORT))
                                .build(),
                        DiagnosePathsIT::endedInTime));
    }

    private static void endedInTime(Diagnosis found) {
        assertThat(found.stopReason()).isEqualTo(StopReason.DEADLINE);
        assertThat(found.healthy()).isFalse();
        assertThat(found.notLookedAt().toString()).contains("deadline");
    }
}
