// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pathtracer.cli.output.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/** Writes the manual, a page for each command, as AsciiDoc to {@code target/man}. */
class ManualTest {
    private static final Path FOLDER = Path.of("target/man");

    @Test
    void eachCommand_hasAPageWithAllItsOptionsAndTheirDefaults() throws IOException {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        CommandLine whole = PathTracerCommand.commandLine(new Terminal(nowhere, nowhere, false, false));
        prepare(whole);
        Files.createDirectories(FOLDER);
        int status =
                ManPageGenerator.generateManPage(FOLDER.toFile(), null, new boolean[0], true, whole.getCommandSpec());
        assertThat(status).isZero();
        List<CommandLine> commands = List.copyOf(whole.getSubcommands().values());
        assertThat(commands).hasSizeGreaterThan(15);
        for (CommandLine command : commands) {
            CommandSpec spec = command.getCommandSpec();
            String page = Files.readString(FOLDER.resolve("pathtracer-" + spec.name() + ".adoc"));
            assertThat(page).contains(":doctype: manpage", "pathtracer-" + spec.name() + "(1)");
            assertThat(page).doesNotContain("${");
            for (OptionSpec option : spec.options()) {
                assertThat(page).as(spec.name()).contains(option.longestName());
            }
        }
        assertThat(Files.readString(FOLDER.resolve("pathtracer.adoc"))).contains("pathtracer-trace.adoc[*trace*]");
    }

    /** Defaults stand in descriptions by names, which only help looks up. */
    private static void prepare(CommandLine line) {
        var unused = Defaults.help(line.getCommandSpec(), CommandLine.Help.defaultColorScheme(Ansi.OFF));
        line.getSubcommands().values().forEach(ManualTest::prepare);
    }
}
