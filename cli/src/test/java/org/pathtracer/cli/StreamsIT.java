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
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.Lab;
import org.pathtracer.lab.SameForAllUsers;
import org.pathtracer.samples.Schemas;

/** What {@code --jsonl} and {@code --csv} write while a command runs, to readers that are quick, slow or gone. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@SameForAllUsers
class StreamsIT extends CommandInLab {
    private static final int PATIENCE_SECONDS = 60;
    private static final int FLOOD = 20_000;

    @TempDir
    Path folder;

    private @Nullable Process process;

    @AfterEach
    void kill() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    private BufferedReader start(String... args) throws IOException {
        List<String> line = new ArrayList<>(List.of("env", "--default-signal=INT,TERM,PIPE"));
        line.addAll(TheCommand.line(args));
        process = new ProcessBuilder(line)
                .redirectError(folder.resolve("stderr").toFile())
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

    private void interrupt() throws Exception {
        Process kill =
                new ProcessBuilder("kill", "-INT", Long.toString(running().pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    private static String last(List<String> lines) {
        return lines.get(lines.size() - 1);
    }

    @Test
    void pingOfOneTarget_tellsEachAnswerBeforeTheNextProbe() throws Exception {
        open(Lab.chain(2));
        long before = echoRequests();
        try (BufferedReader out = start("ping", "--jsonl", "-c", "0", "-i", "1s", text(lab.target(Family.V4)))) {
            assertThat(event("ping", out.readLine())).isEqualTo("started");
            for (int i = 0; i < 2; i++) {
                assertThat(event("ping", out.readLine())).isEqualTo("replied");
                assertThat(echoRequests() - before).isLessThan(i + 3);
            }
            interrupt();
            List<String> rest = out.lines().toList();
            assertThat(Schemas.valid("ping-1.json", last(rest)).get("received").intValue())
                    .isGreaterThanOrEqualTo(2);
        }
        assertThat(exitStatus()).isEqualTo(130);
    }

    /** No target of an endless ping ends, so that each answer is told. */
    @Test
    void endlessPingOfSeveralTargets_tellsEachAnswer() throws Exception {
        open(Lab.chain(1));
        try (BufferedReader out = start(
                "ping",
                "--jsonl",
                "-c",
                "0",
                "-i",
                "20ms",
                text(lab.target(Family.V4)),
                text(lab.routerAddress(1, Family.V4)))) {
            assertThat(event("ping", out.readLine())).isEqualTo("started");
            assertThat(event("ping", out.readLine())).isEqualTo("replied");
            assertThat(event("ping", out.readLine())).isEqualTo("replied");
        }
        assertThat(exitStatus()).isZero();
    }

    @Test
    void traceOfOneTarget_tellsProbesAndHops_andTheWholeTraceAtLast() throws Exception {
        open(Lab.chain(2));
        try (BufferedReader out = start("trace", "--jsonl", text(lab.target(Family.V6)))) {
            List<String> lines = out.lines().toList();
            List<String> events = lines.subList(0, lines.size() - 1).stream()
                    .map(line -> event("trace", line))
                    .toList();
            assertThat(events.get(0)).isEqualTo("started");
            assertThat(events).contains("probe-completed");
            assertThat(events.stream().filter("hop-settled"::equals)).hasSize(3);
            assertThat(events.stream().filter("hop-enriched"::equals)).hasSizeGreaterThanOrEqualTo(3);
            assertThat(addresses(Schemas.valid("trace-1.json", last(lines)))).isEqualTo(labHops(Family.V6));
        }
        assertThat(exitStatus()).isZero();
    }

    @Test
    void monitor_tellsEachTrace_andAllOfThemAtLast() throws Exception {
        open(Lab.chain(2));
        String[] targets = {text(lab.target(Family.V4)), text(lab.target(Family.V6))};
        try (BufferedReader out = start("monitor", "--jsonl", "-c", "3", "-i", "20ms", targets[0], targets[1])) {
            List<String> lines = out.lines().toList();
            assertThat(lines).hasSize(1 + 2 * 3 + 1);
            assertThat(event("monitor", lines.get(0))).isEqualTo("started");
            assertThat(lines.subList(1, 7))
                    .allSatisfy(line -> assertThat(event("monitor", line)).isEqualTo("cycle-completed"));
            assertThat(Schemas.valid("monitor-1.json", last(lines)).get("targets"))
                    .hasSize(2);
        }
    }

    @Test
    void csvOfAMonitor_hasTheRowsOfEachTraceWhenItEnds() throws Exception {
        open(Lab.chain(2));
        String target = text(lab.target(Family.V4));
        try (BufferedReader out = start("monitor", "--csv", "-c", "0", "-i", "300ms", target)) {
            assertThat(out.readLine()).startsWith("time,target,address,cycle,reached,ttl,responder,rttMs,sent,");
            for (int cycle = 1; cycle <= 2; cycle++) {
                for (int ttl = 1; ttl <= 3; ttl++) {
                    assertThat(out.readLine())
                            .matches("20\\d\\d-[^,]*Z," + target + "," + target + "," + cycle + ",true," + ttl
                                    + ",10\\.77\\.[^,]*,[0-9.]+," + cycle + "," + cycle + ",0.0,.*");
                }
            }
            interrupt();
            assertThat(out.lines())
                    .allSatisfy(line -> assertThat(line.split(",", -1)).hasSize(21));
        }
        assertThat(exitStatus()).isEqualTo(130);
    }

    /** Its probes all leave while nothing is read, and what it misses is counted where it was. */
    @Test
    void slowReader_doesNotHoldUpProbes_andIsToldWhatItMissed() throws Exception {
        open(Lab.chain(0));
        long before = echoRequests();
        try (BufferedReader out = start(
                "ping", "--jsonl", "-c", "" + FLOOD, "-i", "0", "--kept-replies", "0", text(lab.target(Family.V4)))) {
            while (echoRequests() - before < FLOOD) {
                assertThat(running().waitFor(50, MILLISECONDS))
                        .as("it ended unread")
                        .isFalse();
            }
            List<String> lines = out.lines().toList();
            long told = 0;
            long missed = 0;
            for (String line : lines.subList(0, lines.size() - 1)) {
                JsonNode event = Schemas.valid("ping-event-1.json", line);
                told += event.get("event").asText().equals("replied") ? 1 : 0;
                missed += event.get("event").asText().equals("dropped")
                        ? event.get("count").longValue()
                        : 0;
            }
            assertThat(missed).isPositive();
            assertThat(told + missed).isEqualTo(FLOOD);
            assertThat(Schemas.valid("ping-1.json", last(lines)).get("received").intValue())
                    .isEqualTo(FLOOD);
        }
        assertThat(exitStatus()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ping --jsonl -c 0 -i 5ms",
                "monitor --jsonl -c 0 -i 20ms",
                "monitor --csv -c 0 -i 20ms",
                "trace --jsonl -q 10 --sequential"
            })
    void readerThatHasEnough_endsItWithoutAWord(String line) throws Exception {
        open(Lab.chain(2));
        List<String> args = new ArrayList<>(List.of(line.split(" ")));
        args.add(text(lab.target(Family.V4)));
        try (BufferedReader out = start(args.toArray(String[]::new))) {
            assertThat(out.readLine()).isNotEmpty();
        }
        assertThat(exitStatus()).isBetween(0, 1);
        assertThat(folder.resolve("stderr")).isEmptyFile();
    }

    private static String event(String operation, String line) {
        return Schemas.valid(operation + "-event-1.json", line).get("event").asText();
    }

    /** That this namespace has sent. */
    private static long echoRequests() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/net/snmp"))) {
            List<String[]> icmp = lines.filter(line -> line.startsWith("Icmp: "))
                    .map(line -> line.split(" ", -1))
                    .toList();
            return Long.parseLong(icmp.get(1)[List.of(icmp.get(0)).indexOf("OutEchos")]);
        }
    }
}
