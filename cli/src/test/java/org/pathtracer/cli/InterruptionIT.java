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
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.Lab;
import org.pathtracer.lab.SameForAllUsers;
import org.pathtracer.samples.Schemas;

/** A signal ends a trace that would last for minutes: with what is known, and with the status that shells expect. */
@SameForAllUsers
class InterruptionIT extends CommandInLab {
    private static final int PATIENCE_SECONDS = 30;

    private Process process = null;

    @BeforeEach
    void openABlackhole() {
        open(Lab.chain(3).blackhole(1));
    }

    @AfterEach
    void kill() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void signal_endsTheTextWithASummary(String signal, int status) throws Exception {
        start("trace", "--no-adaptive", "-w", "5m", text(lab.target(Family.V4)));
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).startsWith("pathtracer to ");
            assertThat(out.readLine()).startsWith("  1  " + labHops(Family.V4).get(0));
            signal(signal);
            assertThat(out.lines().collect(Collectors.joining("\n"))).contains("not reached: stopped after ");
        }
        assertThat(exitStatus()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void signal_endsJsonWithAPartialDocument(String signal, int status) throws Exception {
        int before = answers();
        start("trace", "--json", "--no-adaptive", "-w", "5m", text(lab.target(Family.V4)));
        awaitAnswerAfter(before);
        signal(signal);
        JsonNode trace = Schemas.valid(
                "trace-1.json", new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        assertThat(exitStatus()).isEqualTo(status);
        assertThat(trace.get("stopReason").asText()).isEqualTo("cancelled");
        assertThat(trace.get("reached").booleanValue()).isFalse();
    }

    /** A shell that runs jobs in the background lets them ignore SIGINT, and this test may run in one. */
    private void start(String... args) throws IOException {
        List<String> line = new ArrayList<>(List.of("env", "--default-signal=INT,TERM"));
        // Through the launcher, which must let signals through.
        line.add("../pathtracer");
        line.addAll(List.of(args));
        process = new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private void signal(String name) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    private void awaitAnswerAfter(int before) throws Exception {
        long end = System.nanoTime() + SECONDS.toNanos(PATIENCE_SECONDS);
        while (answers() == before) {
            assertThat(process.waitFor(10, MILLISECONDS))
                    .as("it ended by itself")
                    .isFalse();
            assertThat(System.nanoTime()).as("no router answered").isLessThan(end);
        }
    }

    /** ICMP time exceeded messages that the kernel has counted, from a line of names and a line of numbers. */
    private static int answers() throws IOException {
        List<String[]> icmp = Files.readAllLines(Path.of("/proc/net/snmp")).stream()
                .filter(line -> line.startsWith("Icmp: "))
                .map(line -> line.split(" "))
                .toList();
        return Integer.parseInt(icmp.get(1)[List.of(icmp.get(0)).indexOf("InTimeExcds")]);
    }

    private int exitStatus() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE_SECONDS, SECONDS)).isTrue();
        return process.exitValue();
    }
}
