// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathtracer.Measurement;
import org.pathtracer.MonitorEvent;
import org.pathtracer.MonitorRequest;
import org.pathtracer.MonitorResult;
import org.pathtracer.PathTracer;
import org.pathtracer.diagnosis.FindingKind;
import org.pathtracer.testkit.FaultZoo;
import org.pathtracer.testkit.FaultySpecimen;
import org.pathtracer.testkit.SimulatedNetwork;
import org.pathtracer.testkit.Topology;
import org.pathtracer.testkit.topology.Balancing;
import org.pathtracer.testkit.topology.Link;

/** Each example does what it says: in a simulated network, and on loopback where a service is asked. */
class ExamplesTest {
    private static final String TARGET = "10.0.0.4";
    private static final Consumer<Link.Builder> FIVE_MILLISECONDS = link -> link.delay(Duration.ofMillis(5));

    @TempDir
    private Path folder;

    private static PathTracer.Builder in(Topology topology) {
        return PathTracer.builder().transport(SimulatedNetwork.of(topology, 1));
    }

    private static PathTracer chain() {
        return in(Topology.chain(4, Duration.ofMillis(5))).build();
    }

    private static Topology loopback() {
        return Topology.builder()
                .source("client")
                .destination("server", node -> node.address("127.0.0.1"))
                .link("client", "server")
                .build();
    }

    @Test
    void healthCheck_tellsTheServiceFromItsHost() throws IOException {
        try (PathTracer tracer = in(loopback()).build()) {
            int port;
            try (ServerSocket service = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
                port = service.getLocalPort();
                assertThat(HealthCheck.check(tracer, "127.0.0.1", port).join())
                        .isEqualTo("UP: the service accepts connections");
            }
            assertThat(HealthCheck.check(tracer, "127.0.0.1", port).join())
                    .isEqualTo("DOWN: the host answers, the service does not");
        }
    }

    @Test
    void whoseFault_tellsTheUserWhereItIs() throws IOException {
        Path page = folder.resolve("page.html");
        FaultySpecimen down = FaultZoo.of(FindingKind.RESOLVER_DEAD, 3);
        try (PathTracer tracer = PathTracer.builder().transport(down.network()).build()) {
            assertThat(WhoseFault.explain(tracer, down.target(), page))
                    .startsWith("At your name server: The name server")
                    .endsWith("Configure another name server, or tell the operator of this one.");
            assertThat(page).exists();
        }
        FaultySpecimen well = FaultZoo.healthy(1);
        try (PathTracer tracer = PathTracer.builder().transport(well.network()).build()) {
            assertThat(WhoseFault.explain(tracer, well.target(), page)).isEqualTo("The network is not the cause.");
        }
    }

    @Test
    void slowSubscriber_getsEveryHopInOrder() {
        try (PathTracer tracer = chain()) {
            assertThat(SlowSubscriber.trace(tracer, TARGET)).containsExactly(1, 2, 3, 4);
        }
    }

    @Test
    void virtualThreadPings_areAllAnswered() throws Exception {
        try (PathTracer tracer = chain()) {
            assertThat(VirtualThreadPings.answered(tracer, TARGET, 10_000)).isEqualTo(10_000);
        }
    }

    @Test
    void scheduledMonitor_reportsItsMeters() {
        List<String> lines = new ArrayList<>();
        MeterRegistry registry = new SimpleMeterRegistry();
        MonitorRequest request = MonitorRequest.to(TARGET).cycles(3).build();
        try (PathTracer tracer = chain();
                Measurement<MonitorEvent, MonitorResult> monitor = ScheduledMonitor.watch(tracer, request, registry)) {
            monitor.result().toCompletableFuture().join();
            // The meters' subscriber may be behind the result.
            while (registry.find("pathtracer.monitor.cycles").counters().stream()
                            .mapToDouble(Counter::count)
                            .sum()
                    < 3) {
                Thread.onSpinWait();
            }
            ScheduledMonitor.report(registry, lines::add);
        }
        assertThat(lines).containsExactly("cycles 3, path changes 0, hops 4");
    }

    @Test
    void countingTransport_countsWhatTheTracerCounts() {
        CountingTransport transport =
                new CountingTransport(SimulatedNetwork.of(Topology.chain(4, Duration.ofMillis(5)), 1));
        try (PathTracer tracer = PathTracer.builder().transport(transport).build()) {
            assertThat(tracer.trace(TARGET).reached()).isTrue();
            assertThat(transport.sent())
                    .isPositive()
                    .isEqualTo(tracer.counters().sent());
        }
    }

    @Test
    void multipathPicture_hasBothBranches() {
        Topology topology = Topology.builder()
                .source("client")
                .router("r1", node -> node.balancing(Balancing.perFlow()))
                .router("left")
                .router("right")
                .destination("server", node -> node.address("203.0.113.9"))
                .path(List.of("client", "r1", "left", "server"), FIVE_MILLISECONDS)
                .path(List.of("r1", "right", "server"), FIVE_MILLISECONDS)
                .build();
        try (PathTracer tracer = in(topology).build()) {
            String dot = MultipathPicture.dot(tracer.discoverPaths("203.0.113.9"));
            assertThat(dot)
                    .startsWith("digraph paths {")
                    .contains("label=\"10.0.0.1\"", "label=\"10.0.0.2\"", "label=\"10.0.0.3\"", "label=\"203.0.113.9\"")
                    .contains("n0 -> n1", "n0 -> n2", "n1 -> n3", "n2 -> n3");
        }
    }

    @Test
    void ownNetworks_areNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("networks.txt"), "10.0.0.2/32 ixp EXAMPLE-IX\n");
        try (PathTracer tracer = in(Topology.chain(4, Duration.ofMillis(5)))
                .enrichment(OwnNetworks.from(file))
                .build()) {
            assertThat(OwnNetworks.describe(tracer.trace(TARGET)).lines())
                    .containsExactly(
                            "1 10.0.0.1 not in the file",
                            "2 10.0.0.2 IXP EXAMPLE-IX",
                            "3 10.0.0.3 not in the file",
                            "4 10.0.0.4 not in the file");
        }
    }

    @Test
    void tinyTraceroute_printsALineForEachHop() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (PathTracer tracer = chain()) {
            TinyTraceroute.print(tracer.trace(TARGET));
        } finally {
            System.setOut(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "1  10.0.0.1  10 ms", "2  10.0.0.2  20 ms", "3  10.0.0.3  30 ms", "4  10.0.0.4  40 ms");
    }

    /** The page of examples has a line for each, and no other. */
    @Test
    void readme_namesEachExample() throws IOException {
        String page = Files.readString(Path.of("README.md"));
        try (Stream<Path> mains = Files.list(Path.of("src/main/java/org/pathtracer/examples"))) {
            List<String> names = Stream.concat(
                            mains.map(file -> file.getFileName().toString()),
                            Stream.of("ReactorTest.java", "SimulatedNetworkTest.java"))
                    .sorted()
                    .toList();
            assertThat(names).hasSize(12);
            assertThat(page.lines()
                            .filter(line -> line.startsWith("| [`"))
                            .map(line -> line.replaceAll("^\\| \\[`(\\w+)`].*", "$1.java")))
                    .containsExactlyInAnyOrderElementsOf(names);
        }
    }
}
