// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.Protocol;
import org.pathtracer.fleet.FailureKind;
import org.pathtracer.fleet.Fleet;
import org.pathtracer.fleet.FleetMeasurement;
import org.pathtracer.fleet.FleetOptions;
import org.pathtracer.fleet.FleetRequest;
import org.pathtracer.fleet.authority.Credentials;
import org.pathtracer.fleet.authority.FleetAuthority;
import org.pathtracer.fleet.authority.Identity;

/** Agents and hubs that are killed or frozen while an agent measures with the sockets of this system. */
@EnabledOnOs(OS.LINUX)
class KilledProcessesTest {
    /** A link that breaks is told at once; silence takes three heartbeats of 2 s, a hub's 5 s. */
    private static final Duration SOONER_THAN_SILENCE = Duration.ofSeconds(4);
    /** The last sign of life, and the next look for one, may be that much nearer to the signal. */
    private static final Duration BY_SILENCE = Duration.ofSeconds(2);

    private static final Duration LATEST = Duration.ofSeconds(16);

    private final List<Process> processes = new ArrayList<>();
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor();
    private Path folder;
    private Process hub;
    private String address;
    private Fleet fleet;
    private Process agent;

    @BeforeEach
    void start(@TempDir Path temporary) throws Exception {
        folder = temporary;
        FleetAuthority authority = FleetAuthority.init(folder.resolve("ca"));
        for (String identity : List.of("hub/one", "agent/a", "client/c")) {
            authority.issue(Identity.parse(identity), folder.resolve(identity));
        }
        hub = run(
                "hub",
                "--tls",
                folder.resolve("hub/one").toString(),
                "--listen",
                "127.0.0.1:0",
                "--cluster",
                "127.0.0.1:0");
        address = line(hub).replaceFirst("hub at ([^,]*),.*", "$1");
        agent = run("agent", "--tls", folder.resolve("agent/a").toString(), "--hub", address, "--allow", "127.0.0.0/8");
        fleet = Fleet.connect(FleetOptions.builder(Credentials.read(folder.resolve("client/c")))
                .hub(address)
                .build());
        await(() -> fleet.vantagePoints().size() == 1);
    }

    @AfterEach
    void end() throws Exception {
        fleet.close();
        looks.shutdownNow();
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
    }

    private Process run(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                FleetMain.class.getName()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        processes.add(process);
        return process;
    }

    private static String line(Process process) throws IOException {
        BufferedReader reader = process.inputReader();
        return String.valueOf(reader.readLine());
    }

    private static void signal(String name, Process process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    private void await(BooleanSupplier condition) throws InterruptedException {
        CountDownLatch met = new CountDownLatch(1);
        var look = looks.scheduleWithFixedDelay(
                () -> {
                    if (condition.getAsBoolean()) {
                        met.countDown();
                    }
                },
                0,
                50,
                TimeUnit.MILLISECONDS);
        assertThat(met.await(60, TimeUnit.SECONDS)).isTrue();
        look.cancel(false);
    }

    private static PingRequest minute(int port) {
        return PingRequest.to("127.0.0.9")
                .protocol(Protocol.UDP)
                .port(port)
                .count(60)
                .build();
    }

    /** Returns how long after a signal the failure was there. */
    private Duration failure(String signal, Process process, FailureKind expected) throws Exception {
        try (DatagramSocket target = new DatagramSocket(0, InetAddress.getByName("127.0.0.9"));
                FleetMeasurement<PingResult> measurement = fleet.start(FleetRequest.of(minute(target.getLocalPort()))
                        .retries(0)
                        .deadline(Duration.ofSeconds(90))
                        .build())) {
            target.setSoTimeout(60_000);
            // The first probe tells that the operation runs.
            target.receive(new DatagramPacket(new byte[2048], 2048));
            long at = System.nanoTime();
            signal(signal, process);
            assertThat(measurement.await().failures())
                    .singleElement()
                    .satisfies(failed -> assertThat(failed.kind()).isEqualTo(expected));
            return Duration.ofNanos(System.nanoTime() - at);
        }
    }

    @Test
    void killedAgent_isLostAtOnce_andAnotherOneOfItsNameTakesItsPlace() throws Exception {
        assertThat(failure("KILL", agent, FailureKind.AGENT_LOST)).isLessThan(SOONER_THAN_SILENCE);
        await(() -> fleet.vantagePoints().isEmpty());
        run("agent", "--tls", folder.resolve("agent/a").toString(), "--hub", address);
        await(() -> fleet.vantagePoints().size() == 1);
    }

    @Test
    void frozenAgent_isLostAfterThreeHeartbeats_andAttachesAgain() throws Exception {
        assertThat(failure("STOP", agent, FailureKind.AGENT_LOST)).isBetween(BY_SILENCE, LATEST);
        signal("CONT", agent);
        await(() -> fleet.vantagePoints().size() == 1);
    }

    @Test
    void killedHub_isUnreachableAtOnce() throws Exception {
        assertThat(failure("KILL", hub, FailureKind.HUB_UNREACHABLE)).isLessThan(SOONER_THAN_SILENCE);
    }

    @Test
    void frozenHub_isUnreachableAfterItsSilence() throws Exception {
        assertThat(failure("STOP", hub, FailureKind.HUB_UNREACHABLE)).isBetween(BY_SILENCE, LATEST);
    }
}
