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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.cli.output.ExitStatus;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.lab.SameForAllUsers;

/** The scripts of {@code pathtracer completion}, read and asked by the shells themselves. */
@ExtendWith(ShellsRequired.class)
@SameForAllUsers
class CompletionIT {
    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        return PathTracerCommand.run(new Terminal(new PrintStream(out), new PrintStream(err), false, false), args);
    }

    private Path script(String shell) throws IOException {
        out.reset();
        assertThat(run("completion", shell)).isEqualTo(ExitStatus.DONE);
        return Files.write(folder.resolve("script." + shell), out.toByteArray());
    }

    private static String said(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pathtracer tr| trace",
                "pathtracer trace --max-h| --max-hops",
                "pathtracer probe ht| http",
                "pathtracer probe http --he| --head",
                "pathtracer multipath --algorithm mda-l| mda-lite",
                "pathtracer multipath --format mer| mermaid"
            })
    void bash_completes(String typed, String completed) throws Exception {
        Path script = script("bash");
        // The script sets how a completion is shown, which bash lets a completion do only.
        String ask = "compopt() { :; }; source " + script + "; COMP_WORDS=(" + typed
                + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1));"
                + " COMP_LINE='" + typed + "'; COMP_POINT=${#COMP_LINE};"
                + " _complete_pathtracer; printf '%s\\n' \"${COMPREPLY[@]}\"";
        assertThat(said("bash", "--norc", "-c", ask).lines().map(String::strip)).contains(completed.strip());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pathtracer tr| trace",
                "pathtracer trace --max-h| --max-hops",
                "pathtracer probe ht| http",
                "pathtracer probe http --he| --head",
                "pathtracer multipath --algorithm mda-l| mda-lite",
                "pathtracer multipath --format mer| mermaid"
            })
    void fish_completes(String typed, String completed) throws Exception {
        Path script = script("fish");
        String ask = "source " + script + "; complete -C '" + typed + "'";
        assertThat(said("fish", "--no-config", "-c", ask).lines().map(line -> line.split("\t", 2)[0]))
                .contains(completed.strip());
    }

    @Test
    void zsh_takesTheScript() throws Exception {
        Path script = script("zsh");
        String ask = "autoload -U compinit; compinit -u -d " + folder.resolve("dump") + "; source " + script
                + "; print $_comps[pathtracer]";
        assertThat(said("zsh", "-f", "-c", ask)).contains("_complete_pathtracer");
    }

    @Test
    void everyCommand_isInTheScripts() throws Exception {
        for (String shell : List.of("bash", "fish")) {
            String text = Files.readString(script(shell));
            assertThat(text).contains("diagnose", "bufferbloat", "public-ip", "simulate", "interfaces");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"powershell", ""})
    void otherShell_isRefused(String shell) {
        assertThat(run("completion", shell)).isEqualTo(ExitStatus.INVALID);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("bash", "zsh", "fish");
    }
}
