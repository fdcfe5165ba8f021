// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.multipath;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.pathtracer.MultipathRequest;
import org.pathtracer.MultipathResult;
import org.pathtracer.PathTracer;
import org.pathtracer.cli.option.FormatOptions;
import org.pathtracer.cli.option.LookupOptions;
import org.pathtracer.cli.option.PageOption;
import org.pathtracer.cli.option.Version;
import org.pathtracer.cli.output.ExitStatus;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.cli.output.TerminalLines;
import org.pathtracer.cli.run.Execution;
import org.pathtracer.multipath.StoppingPoints;
import org.pathtracer.report.Reports;
import org.pathtracer.report.text.MultipathText;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pathtracer multipath}: all paths to a target, as text, JSON or drawings. */
@Command(
        name = "multipath",
        description = "Finds all paths that load balancers open to a target.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        sortSynopsis = false,
        abbreviateSynopsis = true,
        usageHelpAutoWidth = true)
public final class MultipathCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "TARGET", arity = "0..1", description = "Host name, IPv4 or IPv6 address.")
    private Optional<String> target = Optional.empty();

    @Mixin
    private MultipathOptions options = new MultipathOptions();

    @Mixin
    private LookupOptions lookups = new LookupOptions();

    @Mixin
    private DrawingOptions drawings = new DrawingOptions();

    @Mixin
    private PageOption page = new PageOption();

    @Option(
            names = "--stopping-points",
            description = "Instead of probing, print after how many flows a search stops, and the exact risk of that.")
    private boolean stoppingPoints;

    @ArgGroup
    private FormatOptions format = new FormatOptions();

    public MultipathCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        format.check(stoppingPoints ? StoppingPoints.class : MultipathResult.class);
        if (stoppingPoints) {
            StoppingPoints points = StoppingPoints.of(options.confidence());
            if (format.wanted()) {
                terminal.document(Reports.json(points, format.report()));
            } else {
                terminal.lines(Reports.text(points));
            }
            return ExitStatus.DONE;
        }
        MultipathRequest request = options.request(
                target.orElseThrow(() -> new ParameterException(spec.commandLine(), "the target is missing")));
        drawings.check(format);
        page.check();
        lookups.check(request.enrichment(), request.reverseDns());
        Optional<MultipathResult> result = run(request);
        if (result.isPresent()) {
            drawings.write(result.get());
            page.write(result.get(), terminal);
            lookups.keep(terminal);
        }
        return result.filter(MultipathResult::reached).isPresent() ? ExitStatus.DONE : ExitStatus.NOT_REACHED;
    }

    private Optional<MultipathResult> run(MultipathRequest request) throws InterruptedException {
        PathTracer.Builder tracer = lookups.configure(PathTracer.builder());
        if (drawings.onStandardOutput(format)) {
            return Execution.quietly(
                    tracer, request, result -> terminal.document(drawings.document(format, result)), terminal);
        }
        TerminalLines lines = new TerminalLines(terminal);
        MultipathText text = new MultipathText(lines, lines.palette());
        return Execution.of(
                tracer, request, text::onEvent, () -> lines.waiting(text.waiting()), text::onResult, terminal);
    }
}
