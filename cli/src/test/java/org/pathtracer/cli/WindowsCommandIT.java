// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathtracer.lab.CommandResult;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.InWine;
import org.pathtracer.lab.Lab;
import org.pathtracer.lab.WindowsJvm;
import org.pathtracer.samples.Schemas;
import org.pathtracer.spi.HostNetwork;

/**
 * The command in a Windows JVM, which Wine runs on the client of a lab. The packets are real, and of IPv4. What is
 * measured runs with {@link NetworkSeenOnce}.
 */
@InWine(tools = "traceroute")
class WindowsCommandIT {
    private static final int ROUTERS = 4;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String SILENT = "10.97.0.0/16";
    /**
     * Names and places are not to be had in a lab; and to list interfaces while requests are under way stops Wine 8.
     */
    private static final String TRACE = "trace --json --no-enrich ";

    @TempDir
    static Path folder;

    private static Lab lab;
    private static CommandResult whole;
    private static CommandResult several;

    @BeforeAll
    static void runTheCommands() throws IOException {
        lab = Lab.chain(ROUTERS).open();
        lab.swallow(SILENT);
        lab.exec(Lab.router(2), "ip", "route", "add", "prohibit", "10.98.0.0/16")
                .expectSuccess();
        String classPath = WindowsJvm.classPath(System.getProperty("java.class.path"));
        try (WindowsJvm windows = WindowsJvm.create()) {
            whole = java(windows, classPath, Main.class, List.of("interfaces", "--json"));
            several = java(
                    windows,
                    WindowsJvm.path(seenOnce()) + ";" + classPath,
                    CommandsOnWindows.class,
                    List.of(
                            WindowsJvm.path(folder),
                            TRACE + target(),
                            "ping --json -c 5 -i 20ms " + target(),
                            "ping --json -c 2 -i 20ms -w 500ms 10.97.0.9",
                            TRACE + "-q 9 10.98.0.9",
                            "trace -U " + target(),
                            "doctor --self-check --json"));
        }
    }

    /** A folder for the class path, by which interfaces are listed but once. */
    private static Path seenOnce() throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(HostNetwork.class.getName()), NetworkSeenOnce.class.getName());
        return folder;
    }

    @AfterAll
    static void closeTheLab() {
        if (lab != null) {
            lab.close();
        }
    }

    private static String target() {
        return lab.target(Family.V4).getHostAddress();
    }

    private static CommandResult java(WindowsJvm windows, String classPath, Class<?> main, List<String> args) {
        List<String> arguments = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-cp", classPath));
        arguments.add(main.getName());
        arguments.addAll(args);
        return windows.run(LIMIT, arguments);
    }

    /** What a command of the second run printed, after its exit status. */
    private static String output(int command, int status) throws IOException {
        Path file = folder.resolve(String.valueOf(command));
        assertThat(file).as(several.stdout() + several.stderr()).exists();
        String[] parts = Files.readString(file).split("\n", 2);
        assertThat(parts[0]).as(parts[1] + several.stderr()).isEqualTo(String.valueOf(status));
        return parts[1];
    }

    private static List<String> addresses(JsonNode trace) {
        return StreamSupport.stream(trace.get("hops").spliterator(), false)
                .map(hop -> hop.at("/responders/0/address").asText())
                .toList();
    }

    @Test
    void trace_findsTheHopsThatTracerouteFinds() throws IOException {
        JsonNode trace = Schemas.valid("trace-1.json", output(0, 0));
        List<String> judged = lab.exec(Lab.CLIENT, "traceroute", "-I", "-n", "-q", "1", target())
                .expectSuccess()
                .stdout()
                .lines()
                .skip(1)
                .map(line -> line.strip().split(" +")[1])
                .toList();
        System.out.println("pathtracer on Windows: " + addresses(trace) + "; traceroute -I: " + judged);
        assertThat(addresses(trace))
                .isEqualTo(judged)
                .isEqualTo(lab.hops(Family.V4).stream()
                        .map(InetAddress::getHostAddress)
                        .toList());
        assertThat(trace.get("transport").asText()).isEqualTo("icmphelper");
        assertThat(trace.get("repliesReceived").asInt()).isGreaterThanOrEqualTo(3 * (ROUTERS + 1));
        assertThat(trace.at("/hops/0/probes/0/timestampSource").asText()).isEqualTo("user");
    }

    @Test
    void ping_isAnswered() throws IOException {
        JsonNode ping = Schemas.valid("ping-1.json", output(1, 0));
        assertThat(ping.get("received").asInt()).isEqualTo(5);
        assertThat(ping.at("/replies/0/replyTtl").asInt()).isEqualTo(64 - ROUTERS);
        assertThat(ping.at("/rttMs/min").asDouble()).isPositive();
    }

    @Test
    void deadTarget_timesOut() throws IOException {
        JsonNode ping = Schemas.valid("ping-1.json", output(2, 1));
        assertThat(ping.get("sent").asInt()).isEqualTo(2);
        assertThat(ping.get("received").asInt()).isZero();
    }

    @Test
    void prohibitedTarget_isUnreachable() throws IOException {
        JsonNode trace = Schemas.valid("trace-1.json", output(3, 1));
        assertThat(trace.get("stopReason").asText()).isEqualTo("unreachable");
        assertThat(addresses(trace)).endsWith(lab.routerAddress(2, Family.V4).getHostAddress());
    }

    @Test
    void udp_isNotSupported_withTheReason() throws IOException {
        output(4, 3);
        assertThat(several.stderr()).contains("Windows tells a program without elevation nothing of the ICMP errors");
    }

    @Test
    void interfaces_areListed() {
        assertThat(whole.exitCode()).as(whole.stderr()).isZero();
        assertThat(Schemas.valid("interfaces-1.json", whole.stdout()).toString())
                .contains(lab.client(Family.V4).getHostAddress());
    }

    @Test
    void selfCheck_findsTheTransportAsPromised() throws IOException {
        JsonNode findings = Schemas.valid("doctor-1.json", output(5, 0)).get("selfCheck");
        System.out.println("self-check on Windows: " + findings);
        assertThat(findings)
                .hasSizeGreaterThan(4)
                .allSatisfy(
                        finding -> assertThat(finding.get("outcome").asText()).isIn("passed", "not-applicable"))
                .allSatisfy(
                        finding -> assertThat(finding.get("transport").asText()).isEqualTo("icmphelper"));
    }
}
