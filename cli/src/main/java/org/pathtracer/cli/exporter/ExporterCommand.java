// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.exporter;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jline.utils.Signals;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.cli.option.Version;
import org.pathtracer.cli.output.ExitStatus;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.cli.run.Interruption;
import org.pathtracer.exporter.Exporter;
import org.pathtracer.exporter.ExporterException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pathtracer exporter}: measures what a file says, for Prometheus, until interrupted. */
@Command(
        name = "exporter",
        description = "Measures the targets of a file, and lets Prometheus scrape how they are, until interrupted.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true)
public final class ExporterCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--config", paramLabel = "FILE", required = true, description = "What to measure, in TOML.")
    private Path config = Path.of("");

    @Option(names = "--check", description = "Only say what is wrong with the file, all of it.")
    private boolean check;

    public ExporterCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    @SuppressWarnings("try") // the interruption's scope is all there is to it
    public Integer call() {
        if (check) {
            List<String> wrong = Exporter.check(config);
            if (!wrong.isEmpty()) {
                throw new InvalidRequestException(String.join("\n", wrong));
            }
            return ExitStatus.DONE;
        }
        CompletableFuture<Integer> end = new CompletableFuture<>();
        try (Interruption interruption = Interruption.of(() -> end.complete(ExitStatus.DONE));
                Exporter exporter = Exporter.start(config)) {
            Signals.register("HUP", () -> reload(exporter));
            terminal.err().println("pathtracer: serving /metrics on port " + exporter.port());
            return end.join();
        } catch (ExporterException e) {
            terminal.fail(String.valueOf(e.getMessage()));
            return ExitStatus.NOT_POSSIBLE_HERE;
        }
    }

    private void reload(Exporter exporter) {
        List<String> wrong = exporter.reload();
        if (wrong.isEmpty()) {
            terminal.err().println("pathtracer: the configuration was read again");
        } else {
            terminal.complain("the configuration is not used, the last one stays:\n" + String.join("\n", wrong));
        }
    }
}
