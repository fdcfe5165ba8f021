// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.InternalFailureException;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.NotPermittedException;
import org.pathtracer.NotSupportedException;
import org.pathtracer.SystemCallException;
import org.pathtracer.TraceRequest;
import org.pathtracer.UnknownTargetException;
import org.pathtracer.cli.output.ExitStatus;
import org.pathtracer.cli.output.Terminal;

class ExitStatusTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void failure_hasItsStatus() {
        assertThat(ExitStatus.of(new InvalidRequestException(""))).isEqualTo(2);
        assertThat(ExitStatus.of(new UnknownTargetException(""))).isEqualTo(2);
        assertThat(ExitStatus.of(new NotPermittedException("", List.of()))).isEqualTo(3);
        assertThat(ExitStatus.of(new NotSupportedException(""))).isEqualTo(3);
        assertThat(ExitStatus.of(new SystemCallException("socket", 24, "EMFILE", "")))
                .isEqualTo(3);
        assertThat(ExitStatus.of(new OutOfMemoryError())).isEqualTo(3);
        assertThat(ExitStatus.of(new InternalFailureException("", new AssertionError())))
                .isEqualTo(70);
        assertThat(ExitStatus.of(new IllegalStateException(""))).isEqualTo(70);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bogus localhost",
                "ping",
                "trace",
                "trace --stop-set localhost",
                "trace --bogus localhost",
                "trace -p 53 localhost",
                "trace -4 -6 localhost",
                "trace -I -U localhost",
                "trace --json --jsonl localhost",
                "trace -m 0 localhost",
                "trace -m 300 localhost",
                "trace -m x localhost",
                "trace -f 5 -m 4 localhost",
                "trace -q 0 localhost",
                "trace -w -1s localhost",
                "trace -w 5 localhost",
                "trace --tos 256 localhost",
                "trace --size 20 localhost",
                "trace --flow 65534 localhost",
                "trace --no-adaptive --same-hop-factor 2 localhost",
                "trace -s name localhost",
                "mtu",
                "mtu -T localhost",
                "mtu --port 53 localhost",
                "mtu --min-size 27 localhost",
                "mtu --max-size 65536 localhost",
                "mtu --min-size 1400 --max-size 1300 localhost",
                "mtu -q 11 localhost",
                "mtu --size 1500 localhost",
                "monitor",
                "monitor -c -1 localhost",
                "monitor --change-after 101 localhost",
                "monitor -f 5 -m 4 localhost",
                "monitor --json --csv localhost",
            })
    void wrongUsage_isOneMessageAndNothingElse(String line) {
        assertThat(run(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("pathtracer: ")
                .doesNotContain("Exception")
                .doesNotContain("\tat ");
    }

    @Test
    void controlCharactersOfTheCommandLine_areNotEchoed() {
        assertThat(run("trace", "\033[2J", "extra\007")).isEqualTo(2);
        assertThat(run("trace", "--jsonl", "\033[2J")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).doesNotContain("\033").doesNotContain("\007");
    }

    @Test
    void help_showsTheDefaultsOfTheLibrary() {
        assertThat(run("trace", "--help")).isZero();
        TraceRequest defaults = TraceRequest.to("localhost").build();
        assertThat(out.toString(StandardCharsets.UTF_8).replaceAll("\\s+", " "))
                .contains("Last TTL to probe (default: " + defaults.maxHops() + ")")
                .contains("Probes per TTL (default: " + defaults.queries() + ")")
                .contains("(default: " + defaults.timeout().toMillis() + "ms)")
                .contains("(default: 60, IPv6: 80)")
                .doesNotContain("${");
    }

    @Test
    void mtuHelp_showsTheDefaultsOfTheLibrary() {
        assertThat(run("mtu", "--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).replaceAll("\\s+", " "))
                .contains("Smallest packet to try (default: 68, IPv6: 1280)")
                .contains("Largest packet to try (default: 65535)")
                .contains("counts as lost (default: 3)")
                .contains("(default: 33434)")
                .doesNotContain("${");
    }

    @Test
    void sharedOptions_showTheDefaultsOfTheirCommand() {
        assertThat(run("ping", "--help")).isZero();
        assertThat(run("trace", "--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).replaceAll("\\s+", " "))
                .contains("0 for no limit (default: none)")
                .contains("0 for no limit (default: 100, after a burst of 100)");
    }

    @Test
    void version_isThatOfTheBuild() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).matches("pathtracer \\d+\\.\\d+\\.\\d+.*\\R");
    }

    private int run(String... args) {
        Terminal terminal = new Terminal(stream(out), stream(err), false, false);
        return PathTracerCommand.run(terminal, args);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
