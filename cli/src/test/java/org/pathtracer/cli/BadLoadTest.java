// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pathtracer.cli.output.Terminal;

/** What the commands bufferbloat and serve refuse. */
class BadLoadTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Terminal terminal = new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            false);

    @ParameterizedTest
    @CsvSource({
        "http://h/, must begin with https",
        "https://h --direction sideways, is not a direction",
        "https://h --profile best, is not a grading profile",
        "https://h --direction up --sequential, sequentially",
        "'https://h --html /no/such/folder/page.html', can't be written",
        "https://[, is no URL"
    })
    void wrongUse_isStatusTwo(String line, String complaint) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal quiet = new Terminal(terminal.out(), new PrintStream(err, true, StandardCharsets.UTF_8), false, false);
        assertThat(PathTracerCommand.run(quiet, ("bufferbloat " + line).split(" ")))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains(complaint);
    }

    @ParameterizedTest
    @CsvSource({"--port 65536, port is 65536", "--cert a.pem, go together", "--idle-time 0, idle time"})
    void wrongServe_isStatusTwo(String line, String complaint) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal quiet = new Terminal(terminal.out(), new PrintStream(err, true, StandardCharsets.UTF_8), false, false);
        assertThat(PathTracerCommand.run(quiet, ("serve " + line).split(" "))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains(complaint);
    }
}
