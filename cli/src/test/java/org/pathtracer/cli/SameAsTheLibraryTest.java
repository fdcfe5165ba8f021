// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.TraceResult;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.report.Reports;

/** An application prints what the command prints in one line. */
class SameAsTheLibraryTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Terminal terminal = new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            false,
            false);

    private String run(String... line) {
        out.reset();
        PathTracerCommand.run(terminal, line);
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mpls", "wide", "seven-hops", "lossy"})
    void applicationPrints_whatTheCommandPrints(String scenario) {
        String printed = run("demo", scenario, "--json");
        // The line of an application; what the request asked for is in the document.
        String json = Reports.json(Reports.fromJson(printed));
        assertThat(json).isEqualTo(printed);
        TraceResult trace = Reports.fromJson(printed, TraceResult.class);
        String text = run("demo", scenario, "--pace", "0ms");
        String own = Reports.text(trace);
        // Hops that the command has shown already may turn out to be in another segment, which it tells once more.
        assertThat(own.lines())
                .containsExactlyElementsOf(text.lines()
                        .filter(line -> !line.startsWith("segments of the whole path"))
                        .toList());
    }
}
