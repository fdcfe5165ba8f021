// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.monitor;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pathtracer.MonitorEvent;
import org.pathtracer.MonitorRequest;
import org.pathtracer.MonitorResult;
import org.pathtracer.MonitorSeries;
import org.pathtracer.cli.option.FormatOptions;
import org.pathtracer.cli.option.PageOption;
import org.pathtracer.cli.option.Version;
import org.pathtracer.cli.output.EventLines;
import org.pathtracer.cli.output.ExitStatus;
import org.pathtracer.cli.output.LiveReport;
import org.pathtracer.cli.output.LiveText;
import org.pathtracer.cli.output.SendFailures;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.cli.output.TerminalLines;
import org.pathtracer.cli.run.Execution;
import org.pathtracer.report.Format;
import org.pathtracer.report.json.EventJson;
import org.pathtracer.report.text.MonitorText;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pathtracer monitor}: a live view on a terminal, else a line for each trace, JSON or CSV. */
@Command(
        name = "monitor",
        description = "Traces the paths to targets again and again, with statistics of every hop.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        sortSynopsis = false,
        abbreviateSynopsis = true,
        usageHelpAutoWidth = true)
public final class MonitorCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private MonitorOptions options = new MonitorOptions();

    @Option(
            names = {"-n", "--no-rdns"},
            description = "No host names of hops in the live view, until the key n is pressed.")
    private boolean noReverseDns;

    @Mixin
    private LiveOptions view = new LiveOptions();

    @Mixin
    private PageOption page = new PageOption();

    @ArgGroup
    private MonitorFormat format = new MonitorFormat();

    /** Without any of them, it is the live view on a terminal, and plain lines elsewhere. */
    private static final class MonitorFormat extends FormatOptions {
        @Option(
                names = "--csv",
                description = "Write comma-separated values while it runs: a row for each hop after each trace.")
        private boolean csv;

        @Option(names = "--plain", description = "Write plain lines, also on a terminal; the same as --format text.")
        private boolean plain;

        @Override
        public Format format() {
            return csv ? Format.CSV : super.format();
        }

        /** Whether it is written while the monitor runs. */
        boolean rows() {
            return csv;
        }

        @Override
        public boolean chosen() {
            return csv || plain || super.chosen();
        }
    }

    public MonitorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        format.check(MonitorResult.class);
        page.check();
        view.check();
        Optional<MonitorResult> result =
                !format.chosen() && terminal.interactive() ? live() : reported(options.request());
        result.ifPresent(this::complain);
        return result.filter(MonitorResult::reached).isPresent() ? ExitStatus.DONE : ExitStatus.NOT_REACHED;
    }

    private Optional<MonitorResult> live() throws InterruptedException {
        MonitorRequest.Builder builder = options.builder();
        // Before the terminal is taken over.
        builder.build();
        Optional<MonitorResult> result = new MonitorSession(
                        terminal,
                        builder,
                        options.liveCycles(),
                        view.state(!noReverseDns, terminal.colours()),
                        view.bindings(),
                        view.lookUps())
                .run();
        result.ifPresent(found -> page.write(found, terminal));
        return result;
    }

    private Optional<MonitorResult> reported(MonitorRequest request) throws InterruptedException {
        LiveReport<MonitorEvent, MonitorResult> report = report(request);
        return Execution.of(
                request,
                report::onEvent,
                report::onTick,
                found -> {
                    report.onResult(found);
                    page.write(found, terminal);
                },
                terminal);
    }

    private LiveReport<MonitorEvent, MonitorResult> report(MonitorRequest request) {
        if (format.rows()) {
            return new MonitorTable(terminal, InstantSource.system());
        } else if (format.compact()) {
            return new EventLines<>(terminal, EventJson.Lines::write);
        } else if (format.wanted()) {
            return new MonitorDocuments(terminal, request, format);
        }
        TerminalLines lines = new TerminalLines(terminal);
        MonitorText text = new MonitorText(lines, lines.palette(), request.hostCount());
        return new LiveText<>(lines, text::onEvent, text::waiting, text::onResult);
    }

    private void complain(MonitorResult result) {
        SendFailures.complain(
                result.targets().stream().map(MonitorSeries::sendFailures).toList(), terminal);
    }
}
