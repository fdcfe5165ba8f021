// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pathtracer.lab.CommandResult;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.Lab;
import org.pathtracer.report.format.NetworkNote;
import org.pathtracer.samples.Schemas;

/** The command {@code ping} against real kernels. */
class PingIT extends CommandInLab {
    private static final int PATIENCE_SECONDS = 60;
    private static final String SILENT = "10.97.0.1";

    @TempDir
    Path folder;

    private JsonNode ping(int status, String... args) {
        List<String> line = new ArrayList<>(List.of("ping", "--json"));
        line.addAll(List.of(args));
        CommandResult result = run(line.toArray(new String[0]));
        assertThat(result.exitCode()).as(result.stderr()).isEqualTo(status);
        return Schemas.valid("ping-1.json", result.stdout());
    }

    private void openBlock() {
        open(Lab.chain(0));
        lab.answerFor("10.98.0.0/16");
        lab.swallow(SILENT);
    }

    @ParameterizedTest
    @EnumSource
    void target_answersEachProbe(Family family) {
        open(Lab.chain(2));
        JsonNode ping = ping(0, "-c", "3", "-i", "50ms", text(lab.target(family)));
        assertThat(ping.get("received").intValue()).isEqualTo(3);
        assertThat(ping.get("address").asText()).isEqualTo(text(lab.target(family)));
        assertThat(elements(ping.get("replies"))).hasSize(3).allSatisfy(reply -> {
            assertThat(reply.get("outcome").asText()).isEqualTo("echo-reply");
            assertThat(reply.get("replyTtl").intValue()).isEqualTo(62);
        });
        assertThat(ping.get("durationMs").doubleValue()).isGreaterThanOrEqualTo(100);
    }

    @Test
    void text_hasALineForEachAnswerAndASummary() {
        open(Lab.chain(1));
        CommandResult result = run("ping", "-c", "2", "-i", "50ms", text(lab.target(Family.V4)));
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(result.stderr()).isEmpty();
        List<String> lines = result.stdout().lines().toList();
        assertThat(lines).hasSize(5);
        assertThat(lines.get(0)).startsWith("ping to 10.77.2.1 (10.77.2.1), 60 byte packets, ICMP over ");
        assertThat(lines.get(1)).startsWith("    0  ").endsWith("ttl 63");
        assertThat(lines.get(3)).startsWith("2 sent, 2 answered, ");
    }

    @Test
    void severalTargetsOfListAndBlock_areAllPinged() throws IOException {
        openBlock();
        Path list = Files.writeString(
                folder.resolve("hosts.txt"), "10.98.7.0/24 # a block\n\n" + text(lab.target(Family.V6)) + "\n");
        JsonNode ping = ping(0, "-c", "1", "-i", "0", "--file", list.toString(), text(lab.target(Family.V4)));
        assertThat(ping.get("targets")).hasSize(254 + 2);
        assertThat(ping.get("received").intValue()).isEqualTo(256);
        assertThat(ping.at("/targets/0/target").asText()).isEqualTo("10.77.1.1");
        assertThat(ping.at("/targets/1/target").asText()).isEqualTo("10.98.7.1");
        assertThat(ping.at("/targets/255/address").asText()).isEqualTo("fd77:1::1");
        CommandResult text = run("ping", "-c", "1", "-i", "0", "10.98.7.0/24");
        assertThat(text.stdout()).contains("254 of 254 targets answered: 254 sent, 254 answered");
    }

    @Test
    void silentTargetAmongOthers_isStatus1() {
        openBlock();
        JsonNode ping = ping(1, "-c", "2", "-i", "10ms", "-w", "300ms", "10.98.0.1", SILENT, "nowhere.invalid");
        assertThat(ping.at("/targets/0/received").intValue()).isEqualTo(2);
        assertThat(ping.at("/targets/1/lossRatio").doubleValue()).isEqualTo(1);
        assertThat(ping.at("/targets/2/error").asText()).contains("nowhere.invalid");
    }

    @Test
    void malformedList_isRefusedWithItsLine() throws IOException {
        open(Lab.chain(0));
        Path list = Files.writeString(folder.resolve("hosts.txt"), "127.0.0.1\nno host\n");
        CommandResult result = run("ping", "--file", list.toString());
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.stdout()).isEmpty();
        assertThat(result.stderr()).startsWith("pathtracer: ").contains("hosts.txt, line 2: ");
        assertThat(run("ping").stderr()).contains("there is no target");
    }

    @Test
    void options_areThoseOfTheProbes() {
        open(Lab.chain(2));
        String target = text(lab.target(Family.V4));
        JsonNode exceeded = ping(1, "-c", "1", "--ttl", "1", "--size", "200", "--tos", "0xb8", target);
        assertThat(exceeded.get("timeExceeded").intValue()).isEqualTo(1);
        assertThat(exceeded.at("/replies/0/quoted/length").intValue()).isEqualTo(200);
        assertThat(exceeded.at("/replies/0/quoted/tos").intValue()).isEqualTo(184);
        assertThat(ping(0, "-c", "3", "-i", "1ms", "--kept-replies", "1", target)
                        .get("repliesLeftOut")
                        .intValue())
                .isEqualTo(2);
        assertThat(ping(0, "-c", "3", "--period", "100ms", target)
                        .get("durationMs")
                        .doubleValue())
                .isGreaterThanOrEqualTo(200);
        assertThat(ping(0, "-c", "3", "-i", "0", "--rate-limit", "10", target)
                        .get("durationMs")
                        .doubleValue())
                .isGreaterThanOrEqualTo(200);
        assertThat(ping(0, "-c", "0", "-i", "10ms", "--deadline", "5s", target)
                        .get("stopReason")
                        .asText())
                .isEqualTo("deadline");
        assertThat(ping(0, "-c", "1", "--transport", "dgram", target)
                        .get("transport")
                        .asText())
                .isEqualTo("dgram");
        assertThat(ping(1, "-c", "1", "-w", "100ms", "--interface", "lo", target)
                        .get("sent")
                        .intValue())
                .isLessThanOrEqualTo(1);
    }

    @Test
    void firewalledTarget_isComplainedAbout() {
        openBlock();
        lab.nft(
                Lab.CLIENT,
                "add table inet fw\nadd chain inet fw out { type filter hook output priority 0; }\n"
                        + "add rule inet fw out ip daddr 10.98.0.2 drop");
        CommandResult result = run("ping", "--json", "-c", "3", "-i", "1ms", "10.98.0.0/29");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.stderr()).startsWith("pathtracer: 3 probes could not leave this host: EPERM, ");
        JsonNode ping = Schemas.valid("ping-1.json", result.stdout());
        assertThat(ping.at("/targets/1/sendFailures/0/error").asText()).isEqualTo("EPERM");
        assertThat(ping.at("/targets/1/sendFailures/0/count").intValue()).isEqualTo(3);
        assertThat(ping.get("received").intValue()).isEqualTo(15);
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void signal_endsAnEndlessPingWithASummary(String signal, int status) throws Exception {
        open(Lab.chain(1));
        List<String> line = new ArrayList<>(List.of("env", "--default-signal=INT,TERM", "../pathtracer"));
        line.addAll(List.of("ping", "-c", "0", "-i", "20ms", text(lab.target(Family.V4))));
        Process process = new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (int i = 0; i < 4; i++) {
                assertThat(out.readLine()).isNotNull();
            }
            Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
            assertThat(kill.waitFor()).isZero();
            assertThat(out.lines().collect(Collectors.joining("\n")))
                    .contains(" answered, ")
                    .contains("RTT in ms: ");
            assertThat(process.waitFor(PATIENCE_SECONDS, SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(status);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void networkThatChangesMeanwhile_isTold() throws Exception {
        open(Lab.chain(1));
        Process process = new ProcessBuilder(
                        "../pathtracer", "ping", "-c", "100", "-i", "20ms", text(lab.target(Family.V4)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).startsWith("ping to ");
            assertThat(out.readLine()).startsWith("    0  ");
            lab.exec(Lab.CLIENT, "ip", "address", "add", "10.66.0.1/32", "dev", "lo");
            assertThat(out.lines()).contains(NetworkNote.of(true).get(0));
        } finally {
            process.destroyForcibly();
        }
    }
}
