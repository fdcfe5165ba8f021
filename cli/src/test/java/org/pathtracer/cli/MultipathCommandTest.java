// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathtracer.cli.output.ExitStatus;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.samples.Schemas;

/** What the command multipath refuses and prints without a network. */
class MultipathCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Terminal terminal = new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            false);

    @Test
    void stoppingPoints_areATable() {
        assertThat(PathTracerCommand.run(terminal, "multipath", "--stopping-points"))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .contains("    1           6  0.000 %", "    2          11  3.125 %", "    5          27  4.760 %");
    }

    @Test
    void stoppingPointsOfAnotherConfidence_asJson() {
        assertThat(PathTracerCommand.run(terminal, "multipath", "--stopping-points", "--confidence", "0.99", "--json"))
                .isZero();
        JsonNode json = Schemas.valid("stopping-points-1.json", out.toString(StandardCharsets.UTF_8));
        assertThat(json.at("/points/0/flows").intValue()).isEqualTo(8);
        assertThat(json.at("/risk").doubleValue()).isEqualTo(0.01);
    }

    @Test
    void badInput_isASentenceAndStatus2(@TempDir Path directory) throws Exception {
        assertRefused("there is no target: name one");
        assertRefused("between 0 and 1, both excluded", "h", "--confidence", "95");
        assertRefused("'fast' is not an algorithm", "h", "--algorithm", "fast");
        assertRefused("max width is 0", "h", "--max-width", "0");
        assertRefused("mutually exclusive", "h", "--confidence", "0.9", "--node-confidence", "0.9");
        assertRefused("both want standard output", "127.0.0.1", "--json", "--mermaid");
        assertRefused("can't be written", "127.0.0.1", "--svg", directory.toString());
        assertRefused(
                "can't be written",
                "127.0.0.1",
                "--dot",
                directory.resolve("none/x.dot").toString());
        assertThat(Files.list(directory)).isEmpty();
    }

    private void assertRefused(String sentence, String... options) {
        err.reset();
        List<String> line = new ArrayList<>(List.of("multipath"));
        line.addAll(List.of(options));
        assertThat(PathTracerCommand.run(terminal, line.toArray(String[]::new))).isEqualTo(ExitStatus.INVALID);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains(sentence);
        assertThat(out.size()).isZero();
    }
}
