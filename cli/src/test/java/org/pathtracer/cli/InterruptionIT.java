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

/** A signal ends a trace that would last for minutes: with what is known, and with the status that shells expect. */
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
        start("trace", "--json", "--no-adaptive", "-w", "5m", text(lab.target(Family.V4)));
        // Its socket is opened for the first probe.
        awaitRawSocket();
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
        line.addAll(TheCommand.line(args));
        process = new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private void signal(String name) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    private void awaitRawSocket() throws Exception {
        long end = System.nanoTime() + SECONDS.toNanos(PATIENCE_SECONDS);
        while (Files.readAllLines(Path.of("/proc/net/raw")).size() < 2) {
            assertThat(process.waitFor(10, MILLISECONDS))
                    .as("it ended by itself")
                    .isFalse();
            assertThat(System.nanoTime()).as("no raw socket was opened").isLessThan(end);
        }
    }

    private int exitStatus() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE_SECONDS, SECONDS)).isTrue();
        return process.exitValue();
    }
}
