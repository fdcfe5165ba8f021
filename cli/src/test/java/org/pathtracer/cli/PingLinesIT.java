// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathtracer.lab.CommandResult;
import org.pathtracer.lab.Lab;
import org.pathtracer.lab.SameForAllUsers;
import org.pathtracer.samples.Schemas;

/** {@code ping --jsonl} of many targets: a line for each as it ends, and one for all of them. */
@SameForAllUsers
class PingLinesIT extends CommandInLab {
    private static final int PATIENCE_SECONDS = 60;
    private static final int BLOCK_HOSTS = 65_534;
    private static final String BLOCK = "10.98.0.0/16";
    private static final String SILENT = "10.97.0.1";

    @TempDir
    Path folder;

    private @Nullable Process process;

    @BeforeEach
    void openBlock() {
        open(Lab.chain(0));
        lab.answerFor(BLOCK);
        lab.swallow(SILENT);
    }

    @AfterEach
    void kill() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    private static JsonNode target(String line) {
        return Schemas.valid("ping-event-1.json", line);
    }

    private static JsonNode summary(List<String> lines) {
        return Schemas.valid("ping-1.json", lines.get(lines.size() - 1));
    }

    private static List<JsonNode> targets(List<String> lines) {
        return lines.subList(0, lines.size() - 1).stream()
                .map(PingLinesIT::target)
                .toList();
    }

    @Test
    void eachTarget_hasALine_andAllHaveASummary() throws IOException {
        Path list = Files.writeString(
                folder.resolve("hosts.txt"),
                IntStream.range(0, 500)
                        .mapToObj("10.98.9.%d\n"::formatted)
                        .collect(Collectors.joining())
                        .replaceAll("(?m)^.*\\.(2[5-9]\\d|[3-9]\\d\\d|0)\n", ""));
        CommandResult result = run(
                "ping",
                "--jsonl",
                "-c",
                "2",
                "-i",
                "0",
                "-w",
                "300ms",
                "10.98.4.0/23",
                SILENT,
                "nowhere.invalid",
                "--file",
                list.toString());
        assertThat(result.exitCode()).as(result.stderr()).isEqualTo(1);
        List<String> lines = result.stdout().lines().toList();
        List<JsonNode> targets = targets(lines);
        int count = 510 + 2 + 249;
        assertThat(targets).hasSize(count);
        assertThat(targets.stream().map(node -> node.get("index").intValue()).collect(Collectors.toSet()))
                .isEqualTo(IntStream.range(0, count).boxed().collect(Collectors.toSet()));
        assertThat(targets).allSatisfy(node -> {
            boolean answers = node.get("target").asText().startsWith("10.98.");
            assertThat(node.get("received").intValue()).isEqualTo(answers ? 2 : 0);
            assertThat(elements(node.get("replies"))).hasSize(answers ? 2 : 0);
        });
        assertThat(targets.get(0).get("error").asText()).contains("nowhere.invalid");
        assertThat(targets.get(count - 1).get("target").asText()).isEqualTo(SILENT);
        JsonNode all = summary(lines);
        assertThat(all.get("targetCount").intValue()).isEqualTo(count);
        assertThat(all.get("targetsStreamed").intValue()).isEqualTo(count);
        assertThat(all.get("targetsReached").intValue()).isEqualTo(count - 2);
        assertThat(all.get("sent").intValue()).isEqualTo(2 * (count - 1));
        assertThat(all.get("received").intValue()).isEqualTo(2 * (count - 2));
        assertThat(all.get("stopReason").asText()).isEqualTo("completed");
    }

    @Test
    void ordinaryUser_getsTheSame() {
        CommandResult result = runUnprivileged(Lab.CLIENT, "ping", "--jsonl", "-c", "1", "-i", "0", "10.98.0.0/21");
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        List<String> lines = result.stdout().lines().toList();
        assertThat(lines).hasSize(2046 + 1);
        assertThat(summary(lines).get("transport").asText()).isEqualTo("dgram");
    }

    @Test
    void endOfATarget_isSeenBeforeTheNextIsProbed() throws Exception {
        long before = echoRequests();
        try (BufferedReader out = start("ping", "--jsonl", "-c", "1", "-i", "2s", "10.98.0.0/28")) {
            for (int i = 0; i < 2; i++) {
                assertThat(target(out.readLine()).get("received").intValue()).isEqualTo(1);
                assertThat(echoRequests() - before).isLessThan(4);
            }
        }
    }

    /** What nothing reads is not sent for, and nothing of it is lost. */
    @Test
    void slowReader_slowsTheSweepDown() throws Exception {
        try (BufferedReader out = start("ping", "--jsonl", "-c", "1", "-i", "0", BLOCK)) {
            String first = out.readLine();
            long sent = awaitStandstill();
            assertThat(sent).isLessThan(BLOCK_HOSTS * 3L / 4);
            List<String> lines = new ArrayList<>(List.of(first));
            out.lines().forEach(lines::add);
            assertThat(lines).hasSize(BLOCK_HOSTS + 1);
            Set<String> indices = lines.stream()
                    .limit(BLOCK_HOSTS)
                    .map(line -> line.substring(line.indexOf("\"index\""), line.indexOf(",\"target\"")))
                    .collect(Collectors.toSet());
            assertThat(indices).hasSize(BLOCK_HOSTS);
            assertThat(summary(lines).get("received").intValue()).isEqualTo(BLOCK_HOSTS);
        }
        assertThat(exitStatus()).isZero();
    }

    @Test
    void readerThatHasEnough_endsIt() throws Exception {
        long before = echoRequests();
        try (BufferedReader out = start("ping", "--jsonl", "-c", "1", "-i", "1ms", BLOCK)) {
            target(out.readLine());
        }
        assertThat(exitStatus()).isEqualTo(1);
        assertThat(echoRequests() - before).isLessThan(BLOCK_HOSTS);
    }

    @Test
    void signal_endsItWithASummaryOfWhatThereIs() throws Exception {
        List<String> lines = new ArrayList<>();
        try (BufferedReader out = start("ping", "--jsonl", "-c", "1", "-i", "1ms", BLOCK)) {
            for (int i = 0; i < 100; i++) {
                lines.add(out.readLine());
            }
            Process kill =
                    new ProcessBuilder("kill", "-INT", Long.toString(running().pid())).start();
            assertThat(kill.waitFor()).isZero();
            out.lines().forEach(lines::add);
        }
        assertThat(exitStatus()).isEqualTo(130);
        JsonNode all = summary(lines);
        assertThat(all.get("stopReason").asText()).isEqualTo("cancelled");
        assertThat(all.get("targetsStreamed").intValue()).isEqualTo(lines.size() - 1);
        assertThat(all.get("targetCount").intValue()).isEqualTo(BLOCK_HOSTS);
        assertThat(all.get("received").intValue())
                .isEqualTo(targets(lines).stream()
                        .mapToInt(node -> node.get("received").intValue())
                        .sum());
    }

    private BufferedReader start(String... args) throws IOException {
        List<String> line = new ArrayList<>(List.of("env", "--default-signal=INT,TERM", "../pathtracer"));
        line.addAll(List.of(args));
        process = new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return process.inputReader(StandardCharsets.UTF_8);
    }

    private Process running() {
        assertThat(process).isNotNull();
        return process;
    }

    private int exitStatus() throws InterruptedException {
        assertThat(running().waitFor(PATIENCE_SECONDS, SECONDS)).isTrue();
        return running().exitValue();
    }

    /** Echo requests sent until then; it is enough that none is sent for a while. */
    private long awaitStandstill() throws Exception {
        long before = -1;
        long now = echoRequests();
        for (int still = 0; still < 5; still = before == now ? still + 1 : 0) {
            assertThat(running().waitFor(100, MILLISECONDS))
                    .as("it ended by itself")
                    .isFalse();
            before = now;
            now = echoRequests();
        }
        return now;
    }

    /** That this namespace has sent, from a line of names and a line of numbers. */
    private static long echoRequests() throws IOException {
        List<String[]> icmp = Files.readAllLines(Path.of("/proc/net/snmp")).stream()
                .filter(line -> line.startsWith("Icmp: "))
                .map(line -> line.split(" ", -1))
                .toList();
        return Long.parseLong(icmp.get(1)[List.of(icmp.get(0)).indexOf("OutEchos")]);
    }
}
