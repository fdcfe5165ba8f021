// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathtracer.cli.output.ExitStatus;
import org.pathtracer.cli.output.Terminal;

/** The configuration file: what it does, and what it says of what is wrong with it. */
class ConfigurationTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String configuration, String... args) throws IOException {
        Path file = Files.writeString(folder.resolve("config.toml"), configuration);
        String[] line = new String[args.length + 1];
        line[0] = args[0];
        line[1] = "--config=" + file;
        System.arraycopy(args, 1, line, 2, args.length - 1);
        out.reset();
        err.reset();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false);
        return PathTracerCommand.run(terminal, line);
    }

    private List<String> errors() {
        return err.toString(StandardCharsets.UTF_8)
                .replace(folder + "/", "")
                .lines()
                .toList();
    }

    @Test
    void optionsOfACommand_areItsDefaults_andTheCommandLinePrevails() throws IOException {
        String csv = "[demo]\nformat = \"csv\"\nseed = 7\n[trace]\nqueries = 1\n";
        assertThat(run(csv, "demo", "mpls")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("ttl,address,");
        assertThat(run(csv, "demo", "mpls", "--format", "json")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("{");
        // One of a group that excludes the other.
        assertThat(run(csv, "demo", "mpls", "--jsonl")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("{\"schema\":");
    }

    @Test
    void allThatIsWrong_isToldAtOnceWithFileLineAndKey() throws IOException {
        int status = run("""
                alais = 3
                [alias]
                x = "a b"
                y = [1, {a = 2}]
                [trace]
                queris = 3
                timeout = "5"
                udp = "yes"
                port = [1, 2]
                no-rdns = true
                config = "other"
                [tarce]
                [ping]
                count = {a = 1}
                interface = []
                """, "trace", "127.0.0.1");
        assertThat(status).isEqualTo(ExitStatus.INVALID);
        assertThat(out.size()).isZero();
        assertThat(errors()).hasSize(12).first().isEqualTo("pathtracer: there are 11 errors in the configuration:");
        assertThat(errors())
                .contains(
                        "config.toml:1: alais: is not a known key; did you mean alias?",
                        "config.toml:3: alias.x: target \"a b\" has a space or control character in it",
                        "config.toml:6: trace.queris: is no option of trace; did you mean queries?",
                        "config.toml:8: trace.udp: must be true or false",
                        "config.toml:9: trace.port: --port is given more than once; give it once",
                        "config.toml:11: trace.config: is no option of trace",
                        "config.toml:12: tarce: is not a known key; did you mean trace?");
        assertThat(errors().get(5)).startsWith("config.toml:7: trace.timeout: --timeout: '5' is not a duration");
        assertThat(errors().get(10)).startsWith("config.toml:14: ping.count: must be a text, a number,");
    }

    @Test
    void fileThatIsNoToml_hasALine() throws IOException {
        assertThat(run("[trace]\nqueries = = 3\n", "trace", "127.0.0.1")).isEqualTo(ExitStatus.INVALID);
        assertThat(errors().get(1)).startsWith("config.toml:2: ");
        assertThat(run("a = " + "[".repeat(100_000), "trace", "127.0.0.1")).isEqualTo(ExitStatus.INVALID);
    }

    @Test
    void valueThatTheLibraryRefuses_isToldWithTheFile() throws IOException {
        assertThat(run("[trace]\nqueries = 0\n", "trace", "127.0.0.1")).isEqualTo(ExitStatus.INVALID);
        assertThat(errors())
                .containsExactly(
                        "pathtracer: queries per hop is 0, but must be from 1 to 100",
                        "pathtracer: config.toml gives --queries=0");
    }

    @Test
    void aliasOfSeveralTargets_isRefusedWhereOneIsMeant() throws IOException {
        assertThat(run("[alias]\nboth = [\"127.0.0.1\", \"::1\"]\n", "mtu", "both"))
                .isEqualTo(ExitStatus.INVALID);
        assertThat(errors().get(0))
                .isEqualTo("pathtracer: the alias both stands for 2 targets, and this command takes one");
    }

    @Test
    void helpWithABrokenFile_isHelp() throws IOException {
        assertThat(run("[", "trace", "--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("--config=FILE");
    }
}
