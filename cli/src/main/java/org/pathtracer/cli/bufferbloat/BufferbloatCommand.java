// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.bufferbloat;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.pathtracer.BufferbloatRequest;
import org.pathtracer.BufferbloatResult;
import org.pathtracer.cli.option.FormatOptions;
import org.pathtracer.cli.option.PageOption;
import org.pathtracer.cli.option.Version;
import org.pathtracer.cli.output.ExitStatus;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.cli.output.TerminalLines;
import org.pathtracer.cli.run.Execution;
import org.pathtracer.report.text.BufferbloatText;
import org.pathtracer.report.text.LineOutput;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code pathtracer bufferbloat}: whether a path gets slow when it is busy, how slow, and where. */
@Command(
        name = "bufferbloat",
        description = "Loads the path to a server, and shows how latency grows, by how much, and at which hop.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        sortSynopsis = false,
        abbreviateSynopsis = true,
        usageHelpAutoWidth = true)
public final class BufferbloatCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private BufferbloatOptions options = new BufferbloatOptions();

    @Mixin
    private PageOption page = new PageOption();

    @ArgGroup
    private FormatOptions format = new FormatOptions();

    public BufferbloatCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        format.check(BufferbloatResult.class);
        BufferbloatRequest request = options.request();
        page.check();
        TerminalLines lines = new TerminalLines(terminal);
        BufferbloatText text = new BufferbloatText(format.wanted() ? silent(lines) : lines, lines.palette());
        Optional<BufferbloatResult> result = Execution.of(
                request,
                text::onEvent,
                () -> lines.waiting(text.waiting()),
                found -> {
                    text.onResult(found);
                    if (format.wanted()) {
                        terminal.document(format.write(found));
                    }
                    page.write(found, terminal);
                },
                terminal);
        boolean measured = result.filter(
                        found -> found.failure().isEmpty() && found.increase().isPresent())
                .isPresent();
        return measured ? ExitStatus.DONE : ExitStatus.NOT_REACHED;
    }

    /** While stdout is for a document, only progress is shown. */
    private static LineOutput silent(TerminalLines lines) {
        return line -> lines.erase();
    }
}
