// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathtracer.lab.CommandResult;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.Lab;

/** The configuration in its usual place, read by the command as users start it. */
class ConfigurationIT extends CommandInLab {
    @TempDir
    Path home;

    private CommandResult run(List<String> environment, String... args) {
        List<String> line = new ArrayList<>(List.of("env", "-u", "XDG_CONFIG_HOME"));
        line.addAll(environment);
        line.add("../pathtracer");
        line.addAll(List.of(args));
        return lab.exec(Lab.CLIENT, line);
    }

    @Test
    void aliasesAndDefaults_areReadFromTheUsualPlace() throws IOException {
        open(Lab.chain(2));
        Path file = Files.createDirectories(home.resolve("pathtracer")).resolve("config.toml");
        String target = text(lab.target(Family.V4));
        Files.writeString(file, """
                [alias]
                office = "%s"
                both = ["%s", "%s"]

                [trace]
                udp = true
                queries = 1

                [ping]
                count = 1
                interval = "1ms"
                """.formatted(target, target, text(lab.target(Family.V6))));
        List<String> here = List.of("XDG_CONFIG_HOME=" + home);
        CommandResult trace = run(here, "trace", "-n", "office");
        assertThat(trace.exitCode()).as(trace.stderr()).isZero();
        assertThat(trace.stdout()).startsWith("pathtracer to " + target).contains(", UDP over ", "3 of 3 probes");
        assertThat(run(here, "trace", "-n", "-I", "office").stdout()).contains(", ICMP over ");
        assertThat(run(here, "ping", "both").stdout()).contains("2 of 2 targets answered: 2 sent");
        assertThat(run(here, "doctor").stdout()).contains("configuration: " + file + "\n");
        List<String> elsewhere = List.of("XDG_CONFIG_HOME=" + home.resolve("none"));
        assertThat(run(elsewhere, "doctor").stdout()).contains("config.toml (not there)");
        assertThat(run(elsewhere, "trace", "-n", target).stdout()).contains(", ICMP over ");
    }

    /** What it takes to read such a file is not loaded where there is none. */
    @Test
    void withoutAFile_noTomlIsLoaded() {
        open(Lab.chain(0));
        List<String> line = new ArrayList<>(List.of("env", "XDG_CONFIG_HOME=" + home));
        List<String> java = TheCommand.line("trace", "-n", "127.0.0.1");
        line.add(java.get(0));
        line.add("-verbose:class");
        line.addAll(java.subList(1, java.size()));
        CommandResult result = lab.exec(Lab.CLIENT, line);
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(result.stdout())
                .contains("org.pathtracer.cli.config.ConfigFile")
                .doesNotContain("org.tomlj")
                .doesNotContain("picocli.CommandLine$Model");
    }
}
