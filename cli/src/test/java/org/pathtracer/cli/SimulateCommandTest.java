// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathtracer.cli.output.ExitStatus;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.samples.Schemas;
import org.pathtracer.testkit.Scenario;

/** What {@code simulate} does without a device. */
class SimulateCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false);
        return PathTracerCommand.run(terminal, args);
    }

    private void assertRefused(String message, String... args) {
        assertThat(run(args)).isEqualTo(ExitStatus.INVALID);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains(message);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void list_namesThemAll() {
        assertThat(run("simulate", "--list")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).lines().map(line -> line.split(" ", 2)[0]))
                .isEqualTo(Scenario.builtIn());
    }

    @Test
    void jsonList_isAsTheSchemaSays() {
        assertThat(run("simulate", "--list", "--json")).isZero();
        JsonNode document = Schemas.valid("scenarios-1.json", out.toString(StandardCharsets.UTF_8));
        assertThat(document.get("scenarios")).hasSameSizeAs(Scenario.builtIn());
    }

    @Test
    void noScenario_isInvalid() {
        assertRefused("a scenario is missing", "simulate");
    }

    @Test
    void unknownScenario_isInvalidAndListsTheKnown() {
        assertRefused("seven-hops", "simulate", "nosuch");
    }

    @Test
    void missingFile_isInvalid() {
        assertRefused("there is no file nosuch.toml", "simulate", "nosuch.toml");
    }

    @Test
    void wrongFile_isToldWithItsLine(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("wrong.toml"), "[source.a]\nsilnet = true\n");
        assertRefused("silnet", "simulate", file.toString());
        assertRefused("wrong.toml:2", "simulate", file.toString());
    }

    @Test
    void unreadableFile_isInvalid(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("binary.toml"), new byte[] {(byte) 0xff, (byte) 0xfe});
        assertRefused("can't be read", "simulate", file.toString());
    }
}
