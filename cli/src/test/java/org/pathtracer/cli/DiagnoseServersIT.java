// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.pathtracer.DiagnoseEvent;
import org.pathtracer.DiagnoseRequest;
import org.pathtracer.Diagnosis;
import org.pathtracer.Measurement;
import org.pathtracer.PathTracer;
import org.pathtracer.address.CanonicalAddress;
import org.pathtracer.diagnosis.DiagnosisStage;
import org.pathtracer.diagnosis.Finding;
import org.pathtracer.diagnosis.FindingKind;
import org.pathtracer.diagnosis.Severity;
import org.pathtracer.lab.Command;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.Lab;
import org.pathtracer.lab.SameForAllUsers;

/** Diagnoses of real name servers and web servers. The host's own resolv.conf is replaced, for this process only. */
@InLab(tools = {"nft", "named", "nginx", "openssl"})
@SameForAllUsers
class DiagnoseServersIT {
    private static final String TRUST = "javax.net.ssl.trustStore";
    private static final String POSITIVE = "networkaddress.cache.ttl";
    private static final String NEGATIVE = "networkaddress.cache.negative.ttl";

    @TempDir
    private static Path folder;

    private static Lab lab;
    private static DiagnosedServers servers;
    private static PathTracer tracer;
    private static final List<PathTracer> RUNNING = new ArrayList<>();

    /** What to ask of which name servers, and what must come of it. */
    private record Trial(String name, String target, List<String> nameServers, Consumer<Diagnosis> check) {}

    @BeforeAll
    static void open() throws Exception {
        lab = Lab.chain(3).open();
        for (Family family : Family.values()) {
            String block = family == Family.V4 ? "93.184.216.0/24" : "2a04:4e42::/32";
            for (int i = 1; i <= 3; i++) {
                lab.exec(
                                Lab.router(i),
                                "ip",
                                family == Family.V4 ? "-4" : "-6",
                                "route",
                                "add",
                                block,
                                "via",
                                CommandInLab.text(lab.hops(family).get(i)))
                        .expectSuccess();
            }
        }
        lab.nft(
                Lab.router(2),
                "table inet f { chain c { type filter hook forward priority 0; ip daddr %s drop; ip6 daddr %s drop; }; }"
                        .formatted(DiagnosedServers.LOST, DiagnosedServers.LOST_IPV6));
        servers = DiagnosedServers.start(lab, folder);
        // The lab has mounts of its own.
        Path file = servers.write("resolv.conf", "");
        Command.run("mount", "--bind", file.toString(), "/etc/resolv.conf").expectSuccess();
        System.setProperty(TRUST, servers.trust().toString());
        System.setProperty(TRUST + "Password", DiagnosedServers.PASSWORD);
        Security.setProperty(POSITIVE, "0");
        Security.setProperty(NEGATIVE, "0");
    }

    @AfterAll
    static void close() throws IOException {
        System.clearProperty(TRUST);
        System.clearProperty(TRUST + "Password");
        Security.setProperty(POSITIVE, "30");
        Security.setProperty(NEGATIVE, "10");
        RUNNING.forEach(PathTracer::close);
        Command.run("umount", "/etc/resolv.conf").expectSuccess();
        servers.close();
        lab.close();
    }

    @TestFactory
    Stream<DynamicTest> nameServers() throws Exception {
        return started(names());
    }

    @TestFactory
    Stream<DynamicTest> services() throws Exception {
        return started(services(DiagnosedServers.GOOD));
    }

    private static List<Trial> names() {
        String good = DiagnosedServers.GOOD;
        return List.of(
                new Trial("goodServer_isHealthy", "a.test", List.of(good), Diagnosed::healthy),
                dead("serverWithoutProcess", List.of(DiagnosedServers.DEAD), DiagnosedServers.DEAD, Severity.BLOCKS),
                dead("silentServer", List.of(DiagnosedServers.SILENT), DiagnosedServers.SILENT, Severity.BLOCKS),
                dead(
                        "silentServerBeforeAGoodOne",
                        List.of(DiagnosedServers.SILENT, good),
                        DiagnosedServers.SILENT,
                        Severity.DEGRADES),
                dead(
                        "deadServerBehindAGoodOne",
                        List.of(good, DiagnosedServers.DEAD),
                        DiagnosedServers.DEAD,
                        Severity.DEGRADES),
                dead(
                        "failingServerBeforeAGoodOne",
                        List.of(DiagnosedServers.FAILING, good),
                        DiagnosedServers.FAILING,
                        Severity.DEGRADES),
                dead("failingServer", List.of(DiagnosedServers.FAILING), DiagnosedServers.FAILING, Severity.BLOCKS),
                at("slowServer", FindingKind.RESOLVER_SLOW, List.of(DiagnosedServers.SLOW), DiagnosedServers.SLOW),
                at(
                        "lyingServerBeforeAGoodOne",
                        FindingKind.RESOLVER_LYING,
                        List.of(DiagnosedServers.LYING, good),
                        DiagnosedServers.LYING),
                at(
                        "lyingServerBehindAGoodOne",
                        FindingKind.RESOLVER_LYING,
                        List.of(good, DiagnosedServers.LYING),
                        DiagnosedServers.LYING),
                at(
                        "denyingServer",
                        FindingKind.RESOLVER_LYING,
                        List.of(DiagnosedServers.EMPTY, good),
                        DiagnosedServers.EMPTY),
                new Trial(
                        "differentServers_areUndecided", "b.test", List.of(good, DiagnosedServers.DIFFERENT), found -> {
                            Finding first = Diagnosed.first(found, FindingKind.RESOLVER_LYING);
                            assertThat(first.probability()).isLessThan(0.75);
                            assertThat(first.alternatives()).isNotEmpty();
                        }),
                new Trial(
                        "unknownName_isTold",
                        "c.test",
                        List.of(DiagnosedServers.EMPTY),
                        found -> Diagnosed.first(found, FindingKind.NAME_UNKNOWN)),
                new Trial(
                        "nameWithoutAddress_isTold",
                        "no.test",
                        List.of(good),
                        found -> Diagnosed.first(found, FindingKind.NAME_UNKNOWN)));
    }

    private static Trial dead(String name, List<String> nameServers, String dead, Severity severity) {
        return new Trial(name + "_isDead", name.toLowerCase(Locale.ROOT) + ".test", nameServers, found -> {
            Finding first = Diagnosed.first(found, FindingKind.RESOLVER_DEAD);
            assertThat(first.place().address()).isEqualTo(CanonicalAddress.read(dead));
            assertThat(first.severity()).isEqualTo(severity);
        });
    }

    private static Trial at(String name, FindingKind kind, List<String> nameServers, String address) {
        return new Trial(
                name + "_is" + kind,
                name.toLowerCase(Locale.ROOT) + ".test",
                nameServers,
                found ->
                        Diagnosed.at(found, kind, CanonicalAddress.read(address).orElseThrow()));
    }

    private static List<Trial> services(String nameServer) {
        List<Trial> all = new ArrayList<>();
        for (String good : List.of(
                "https://www.test/",
                "http://www.test/",
                "http://www.test/404",
                "http://www.test/own",
                "https://www.test/elsewhere",
                "www.test:443")) {
            all.add(new Trial(good + "_isHealthy", good, List.of(nameServer), Diagnosed::healthy));
        }
        for (String bad : List.of(
                "https://expired.test:8441/",
                "https://wrong.test:8442/",
                "https://own.test:8443/",
                "https://www.test:8444/",
                "own.test:8443")) {
            all.add(service(bad, FindingKind.TLS, nameServer));
        }
        for (String bad : List.of(
                "http://www.test/500",
                "http://www.test/503",
                "https://www.test/500",
                "http://www.test/close",
                "http://www.test:7002/")) {
            all.add(service(bad, FindingKind.SERVICE_FAILING, nameServer));
        }
        all.add(service("http://www.test:7001/", FindingKind.SERVICE_SLOW, nameServer));
        all.add(service("http://www.test/portal", FindingKind.PORTAL, nameServer));
        all.add(service("http://www.test/login", FindingKind.PORTAL, nameServer));
        all.add(service("http://www.test:9999/", FindingKind.PORT_CLOSED, nameServer));
        for (Family family : Family.values()) {
            String host = family == Family.V4 ? "lost4.test" : "lost6.test";
            for (String target : List.of(host, "http://" + host + "/")) {
                all.add(new Trial(
                        target + "_hasABrokenFamilyAndNothingElse",
                        target,
                        List.of(nameServer),
                        found -> isBroken(found, family)));
            }
        }
        return all;
    }

    private static void isBroken(Diagnosis found, Family family) {
        Diagnosed.behind(found, FindingKind.FAMILY_BROKEN, lab.routerAddress(2, family));
        assertThat(found.findings())
                .as(found.summary())
                .filteredOn(finding -> finding.severity() != Severity.NOTE)
                .hasSize(1);
    }

    private static Trial service(String url, FindingKind kind, String nameServer) {
        return new Trial(url + "_is" + kind, url, List.of(nameServer), found -> {
            Finding first = Diagnosed.first(found, kind);
            Optional<InetAddress> web = CanonicalAddress.read(DiagnosedServers.WEB);
            assertThat(first.place().address()).isEqualTo(kind == FindingKind.PORTAL ? Optional.empty() : web);
        });
    }

    /** Each is asked for while its name servers are configured; the rest of all goes on side by side. */
    private static Stream<DynamicTest> started(List<Trial> trials) throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        for (Trial trial : trials) {
            Measurement<DiagnoseEvent, Diagnosis> running = start(trial.target(), trial.nameServers());
            tests.add(DynamicTest.dynamicTest(trial.name(), () -> trial.check().accept(running.await())));
        }
        return tests.stream();
    }

    private static Measurement<DiagnoseEvent, Diagnosis> start(String target, List<String> nameServers)
            throws Exception {
        String text = nameServers.stream().map("nameserver %s\n"::formatted).collect(Collectors.joining());
        Path file = folder.resolve("resolv.conf");
        if (tracer == null || !Files.readString(file).equals(text)) {
            Files.writeString(file, text);
            // It knows what was configured before.
            tracer = PathTracer.create();
            RUNNING.add(tracer);
        }
        Measurement<DiagnoseEvent, Diagnosis> running =
                tracer.start(DiagnoseRequest.to(target).build());
        namesAsked(running).join();
        return running;
    }

    private static CompletableFuture<Void> namesAsked(Measurement<DiagnoseEvent, Diagnosis> running) {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        running.events().subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(DiagnoseEvent event) {
                if (event instanceof DiagnoseEvent.StageEnded ended && ended.stage() == DiagnosisStage.SURROUNDINGS) {
                    asked.complete(null);
                }
            }

            @Override
            public void onError(Throwable cause) {
                asked.complete(null);
            }

            @Override
            public void onComplete() {
                asked.complete(null);
            }
        });
        return asked;
    }
}
