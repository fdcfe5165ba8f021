// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.exporter;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jline.utils.Signals;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.cli.option.Version;
import org.pathtracer.cli.output.ExitStatus;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.cli.run.CallbackLoop;
import org.pathtracer.cli.run.Interruption;
import org.pathtracer.exporter.Exporter;
import org.pathtracer.report.format.AddressText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pathtracer exporter}: measures targets for Prometheus, until interrupted. */
@Command(
        name = "exporter",
        description =
                "Measures the targets of a configuration, and serves the figures for Prometheus, until interrupted."
                        + " SIGHUP reads the configuration anew.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true)
public final class ExporterCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--config", paramLabel = "FILE", required = true, description = "The configuration, in TOML.")
    private Path file = Path.of("");

    @Option(names = "--check", description = "Only say what is wrong with the configuration.")
    private boolean check;

    public ExporterCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    @SuppressWarnings("try") // the interruption's scope is all there is to it
    public Integer call() throws InterruptedException {
        if (check) {
            say(Exporter.check(file));
            return ExitStatus.DONE;
        }
        CompletableFuture<Integer> end = new CompletableFuture<>();
        CallbackLoop loop = new CallbackLoop();
        try (Interruption interruption = Interruption.of(() -> end.complete(ExitStatus.DONE));
                Exporter exporter = Exporter.start(file)) {
            Object before = Signals.register("HUP", () -> loop.execute(() -> reload(exporter)));
            say("%d targets, %s".formatted(exporter.targets(), url(exporter)));
            end.whenCompleteAsync((status, failure) -> {}, loop); // ends the wait at once
            loop.await(end, () -> {});
            Signals.unregister("HUP", before);
            return ExitStatus.DONE;
        } catch (IOException e) {
            terminal.fail(String.valueOf(e.getMessage()));
            return ExitStatus.NOT_POSSIBLE_HERE;
        }
    }

    private void reload(Exporter exporter) {
        try {
            exporter.reload();
            say("reloaded: %d targets".formatted(exporter.targets()));
        } catch (InvalidRequestException e) {
            terminal.complain("not reloaded: " + e.getMessage());
        }
    }

    private static String url(Exporter exporter) {
        String host = exporter.address().getAddress().isAnyLocalAddress()
                ? "localhost"
                : AddressText.of(exporter.address().getAddress());
        return "%s://%s:%d/metrics"
                .formatted(
                        exporter.secure() ? "https" : "http",
                        host.indexOf(':') < 0 ? host : "[" + host + "]",
                        exporter.address().getPort());
    }

    private void say(String line) {
        terminal.out().println(line);
        terminal.out().flush();
    }
}
