// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pathtracer.cli.output.Terminal;
import picocli.CommandLine;

/** Command lines that are read without picocli mean what they mean with it. */
class PlainTraceTest {
    private static final List<String> ARGUMENTS = List.of(
            "trace",
            "ping",
            "-n",
            "-nn",
            "-n4",
            "--no-rdns",
            "-4",
            "-q",
            "3",
            "--",
            "--help",
            "--json",
            "192.0.2.1",
            "2001:db8::1",
            "::1",
            "example.com",
            "a b",
            "${a}",
            "$a",
            "x=y",
            "-",
            "",
            " ",
            "@file",
            "\"192.0.2.1\"",
            "'192.0.2.1'");

    private final PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    private final Terminal terminal = new Terminal(nowhere, nowhere, false, false);

    @Test
    void usualCommandLines_areTaken() {
        assertThat(TraceCommand.plain(terminal, "trace", "192.0.2.1")).isPresent();
        assertThat(TraceCommand.plain(terminal, "trace", "-n", "::1")).isPresent();
    }

    /** All sequences of up to three arguments, with the command before them and without. */
    @Test
    void whateverIsTaken_isTakenAsPicocliTakesIt() {
        List<List<String>> lines = new ArrayList<>(List.of(List.of()));
        for (int i = 0; i < lines.size(); i++) {
            List<String> line = lines.get(i);
            assertAgreed(line);
            if (line.size() < 4) {
                (line.isEmpty() ? List.of("trace", "ping", "-n", "") : ARGUMENTS)
                        .forEach(next -> lines.add(with(line, next)));
            }
        }
    }

    private static List<String> with(List<String> line, String next) {
        List<String> longer = new ArrayList<>(line);
        longer.add(next);
        return longer;
    }

    private void assertAgreed(List<String> line) {
        Optional<TraceCommand> plain = TraceCommand.plain(terminal, line.toArray(String[]::new));
        if (plain.isPresent()) {
            assertThat(line.get(0)).isEqualTo("trace");
            String[] arguments = line.subList(1, line.size()).toArray(String[]::new);
            TraceCommand read = CommandLine.populateCommand(new TraceCommand(terminal), arguments);
            assertThat(plain.get())
                    .as(line.toString())
                    .usingRecursiveComparison()
                    .isEqualTo(read);
        }
    }
}
