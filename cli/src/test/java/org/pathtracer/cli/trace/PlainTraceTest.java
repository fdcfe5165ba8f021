// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.TraceRequest;
import org.pathtracer.cli.output.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Command lines that are read without picocli mean what they mean with it. */
class PlainTraceTest {
    private static final String TARGET = "192.0.2.1";

    private final PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    private final Terminal terminal = new Terminal(nowhere, nowhere, false, false);

    /** Each name of each option that takes no value, but for those that change what is shown. */
    static Stream<String> flags() {
        List<String> names = new ArrayList<>();
        for (OptionSpec option : new CommandLine(new TraceCommand(new Terminal(System.out, System.err, false, false)))
                .getCommandSpec()
                .options()) {
            if (option.arity().max() == 0) {
                names.addAll(List.of(option.names()));
            }
        }
        names.removeAll(List.of("-h", "--help", "-V", "--version", "--json", "--jsonl", "-6"));
        names.removeAll(List.of("--asn", "--rdap", "--local-names"));
        return names.stream();
    }

    @ParameterizedTest
    @MethodSource("flags")
    void flag_isTakenAsPicocliTakesIt(String flag) {
        assertSame(flag, TARGET);
        assertSame(TARGET, flag);
    }

    @Test
    void flagsTogether_areTakenAsPicocliTakesThem() {
        assertSame(TARGET);
        assertSame("-n", "-U", "-4", "--df", "--sequential", TARGET);
        assertSame("-6", "-T", "2001:db8::1");
    }

    private void assertSame(String... arguments) {
        assertThat(plain(arguments).orElseThrow()).usingRecursiveComparison().isEqualTo(byPicocli(arguments));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-n",
                "-n -n 192.0.2.1",
                "-n --no-rdns 192.0.2.1",
                "-4 -6 192.0.2.1",
                "-I --udp 192.0.2.1",
                "--df --df 192.0.2.1",
                "-n4 192.0.2.1",
                "-q 3 192.0.2.1",
                "-- 192.0.2.1",
                "--help 192.0.2.1",
                "--json 192.0.2.1",
                "192.0.2.1 192.0.2.2",
                "@file",
                "\"192.0.2.1\""
            })
    void whatIsWrongOrSpecial_isLeftToPicocli(String line) {
        assertThat(plain(line.isEmpty() ? new String[0] : line.split(" "))).isEmpty();
    }

    @Test
    void otherCommands_areLeftToPicocli() {
        assertThat(TraceCommand.plain(terminal, "ping", TARGET)).isEmpty();
        assertThat(TraceCommand.plain(terminal)).isEmpty();
    }

    private Optional<TraceRequest> plain(String... arguments) {
        List<String> typed = new ArrayList<>(List.of("trace"));
        typed.addAll(List.of(arguments));
        return TraceCommand.plain(terminal, typed.toArray(String[]::new)).map(TraceCommand::request);
    }

    private TraceRequest byPicocli(String... arguments) {
        return CommandLine.populateCommand(new TraceCommand(terminal), arguments)
                .request();
    }
}
