// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pathtracer.lab.Command;
import org.pathtracer.lab.CommandResult;
import org.pathtracer.lab.InLab;
import org.pathtracer.lab.SameForAllUsers;
import org.pathtracer.samples.Schemas;

/** The command with a device, in the network namespace of this test. */
@InLab(
        tun = true,
        tools = {"ip", "ping"})
@SameForAllUsers
class SimulateIT {
    private static final String SERVER = "203.0.113.9";

    private static CommandResult run(String... args) {
        return Command.run(TheCommand.line(args).toArray(String[]::new));
    }

    private static String devices() {
        return Command.run("ip", "-o", "link").expectSuccess().stdout();
    }

    @Test
    void command_runsInTheNetwork_andItsStatusIsPassedOn() {
        CommandResult reached = run("simulate", "paris", "--", "ping", "-n", "-c", "1", SERVER);
        assertThat(reached.exitCode()).as(reached.stderr()).isZero();
        assertThat(reached.stdout()).startsWith("PING ").contains("1 received");
        assertThat(reached.stderr()).startsWith("paris: ").contains("1 packets in, 1 out, 0 lost by the network");
        assertThat(run("simulate", "paris", "--", "sh", "-c", "exit 7").exitCode())
                .isEqualTo(7);
        assertThat(devices()).hasLineCount(1);
    }

    @Test
    void trace_findsTheSimulatedHops() {
        List<String> line = new ArrayList<>(List.of("simulate", "seven-hops", "--jsonl", "--"));
        line.addAll(TheCommand.line("trace", "--no-adaptive", SERVER));
        CommandResult result = run(line.toArray(String[]::new));
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(result.stderr()).contains("  3  10.0.3.1 ", "reached in 7 hops");
        JsonNode document = Schemas.valid("simulate-1.json", result.stdout());
        int packets = document.at("/packets/received").intValue();
        assertThat(packets).isGreaterThanOrEqualTo(3 * 7);
        assertThat(document.at("/packets/delivered").intValue()).isEqualTo(packets);
        assertThat(document.get("nodes")).hasSize(8);
    }

    @Test
    void options_nameTheDevice_andSendEverythingThere() {
        CommandResult result =
                run("simulate", "--tun", "mine0", "--default-route", "paris", "--", "ip", "route", "get", "9.9.9.9");
        assertThat(result.stdout()).contains("9.9.9.9 dev mine0 src 192.0.2.1");
        CommandResult without = run("simulate", "--tun", "mine0", "paris", "--", "ip", "route", "get", "9.9.9.9");
        assertThat(without.exitCode()).isEqualTo(2);
        assertThat(without.stderr()).contains("Network is unreachable");
    }

    @Test
    void seed_decidesWhichPacketsAreLost(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("lossy.toml"), """
                [source.a]
                address = "192.0.2.1"
                [destination.b]
                address = "192.0.2.2"
                [[link]]
                path = ["a", "b"]
                loss = 0.5
                """);
        assertThat(answered(file, 1)).isEqualTo(answered(file, 1)).isNotEqualTo(answered(file, 2));
    }

    /** Numbers of the first 40 packets that were answered; ping sends more if some are lost. */
    private static List<Integer> answered(Path scenario, int seed) {
        CommandResult result = run(
                ("simulate " + scenario + " --seed " + seed + " -- ping -n -c 40 -i 0.01 -W 1 192.0.2.2").split(" "));
        assertThat(result.stderr()).contains("packets in").doesNotContain(" 0 lost");
        return Pattern.compile("icmp_seq=(\\d+)")
                .matcher(result.stdout())
                .results()
                .map(match -> Integer.valueOf(match.group(1)))
                .filter(number -> number <= 40)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void signal_endsIt_andRemovesTheDevice(String signal, int status) throws Exception {
        Process process = start("simulate", "paris");
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).startsWith("paris: A diamond");
            assertThat(out.readLine()).startsWith("device pathtracer, MTU 1500, seed 1; there this host is 192.0.2.1");
            assertThat(out.readLine()).contains("server", SERVER);
            assertThat(devices()).contains(" pathtracer: ");
            signal(process, signal);
            assertThat(out.lines().collect(Collectors.joining("\n")))
                    .contains("./pathtracer trace " + SERVER)
                    .contains("0 packets in, 0 out");
            assertThat(process.waitFor(30, SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isEqualTo(status);
        assertThat(devices()).hasLineCount(1);
    }

    @Test
    void signal_endsJsonWithTheDocument() throws Exception {
        Process process = start("simulate", "paris", "--json");
        try (BufferedReader err = process.errorReader(StandardCharsets.UTF_8);
                BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(err.readLine()).startsWith("paris: ");
            signal(process, "INT");
            Schemas.valid("simulate-1.json", out.lines().collect(Collectors.joining("\n")));
            assertThat(process.waitFor(30, SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isEqualTo(130);
    }

    /** A shell that runs jobs in the background lets them ignore SIGINT, and this test may run in one. */
    private static Process start(String... args) throws Exception {
        List<String> line = new ArrayList<>(List.of("env", "--default-signal=INT,TERM"));
        line.addAll(TheCommand.line(args));
        return new ProcessBuilder(line).start();
    }

    private static void signal(Process process, String name) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    @Test
    void deviceThatIsRemoved_endsItWithStatus3() throws Exception {
        CommandResult result = run("simulate", "paris", "--", "sh", "-c", "ip link del pathtracer; exec sleep 20");
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.stderr()).contains("the device was removed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "simulate paris --tun lo        | there is a device \"lo\" already",
                "simulate paris --tun a/b       | 1 to 15 letters",
                "simulate paris -- nosuch       | nosuch",
                "simulate paris --seed x        | seed",
            })
    void invalidInput_isStatus2(String line, String word) {
        CommandResult result = run(line.split(" "));
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.stdout()).isEmpty();
        assertThat(result.stderr()).contains(word).doesNotContain("Exception");
    }
}
