// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.multipath;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.MultipathRequest;
import org.pathtracer.MultipathResult;
import org.pathtracer.PathTracer;
import org.pathtracer.Target;
import org.pathtracer.cli.option.FormatOptions;
import org.pathtracer.cli.option.LookupOptions;
import org.pathtracer.cli.option.PageOption;
import org.pathtracer.cli.option.PcapOption;
import org.pathtracer.cli.option.TargetList;
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
import picocli.CommandLine.Option;

/**
 * {@code pathtracer multipath}: all paths to a target, as text, JSON or drawings; or to several, one after the other.
 */
@Command(
        name = "multipath",
        description = "Finds all paths that load balancers open to a target; or to several, one after the other.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        sortSynopsis = false,
        abbreviateSynopsis = true,
        usageHelpAutoWidth = true)
public final class MultipathCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private TargetList targets = new TargetList();

    @Mixin
    private MultipathOptions options = new MultipathOptions();

    @Mixin
    private LookupOptions lookups = new LookupOptions();

    @Mixin
    private DrawingOptions drawings = new DrawingOptions();

    @Mixin
    private PageOption page = new PageOption();

    @Mixin
    private PcapOption pcap = new PcapOption();

    @Option(
            names = "--diff",
            paramLabel = "FILE",
            description = "Also tell what has changed since this document of an earlier --json, to the same target.")
    private @Nullable Path diff;

    @Option(
            names = "--stopping-points",
            description = "Instead of probing, print after how many flows a search stops, and the exact risk of that.")
    private boolean stoppingPoints;

    @ArgGroup
    private FormatOptions format = new FormatOptions();

    private boolean together;

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
        List<Target> all = targets.all();
        return all.size() > 1 || all.get(0).hostCount() > 1 ? several(all) : one(all.get(0));
    }

    private int one(Target target) throws InterruptedException {
        MultipathRequest request = options.request(target);
        drawings.check(format);
        page.check();
        pcap.check();
        lookups.check(request.enrichment(), request.reverseDns());
        Optional<GraphChanges> changes = GraphChanges.since(diff, target);
        Optional<MultipathResult> result = run(request);
        if (result.isPresent()) {
            drawings.write(result.get());
            page.write(result.get(), terminal);
            changes.ifPresent(known -> tell(known.lines(result.get())));
            lookups.keep(terminal);
        }
        return result.filter(MultipathResult::reached).isPresent() ? ExitStatus.DONE : ExitStatus.NOT_REACHED;
    }

    /** Beside a document, it is a message. */
    private void tell(List<String> changes) {
        if (drawings.onStandardOutput(format)) {
            terminal.complain(String.join("\n", changes));
        } else {
            changes.forEach(terminal.out()::println);
            terminal.out().flush();
        }
    }

    private int several(List<Target> all) throws InterruptedException {
        if (page.given() || pcap.given()) {
            throw new InvalidRequestException("--html and --pcap are for one target; name one, or leave them out");
        }
        SeveralPaths several = new SeveralPaths(terminal, format, all);
        several.check(drawings, diff);
        together = several.together();
        MultipathRequest first = options.request(several.first());
        lookups.check(first.enrichment(), first.reverseDns());
        boolean reached = several.run(target -> run(options.request(target)));
        lookups.keep(terminal);
        return reached ? ExitStatus.DONE : ExitStatus.NOT_REACHED;
    }

    private Optional<MultipathResult> run(MultipathRequest request) throws InterruptedException {
        PathTracer.Builder tracer = lookups.configure(PathTracer.builder());
        if (drawings.onStandardOutput(format)) {
            return Execution.quietly(tracer, pcap.capture(terminal), request, this::print, terminal);
        }
        TerminalLines lines = new TerminalLines(terminal);
        MultipathText text = new MultipathText(lines, lines.palette());
        return Execution.of(
                tracer,
                pcap.capture(terminal),
                request,
                text::onEvent,
                () -> lines.waiting(text.waiting()),
                text::onResult,
                terminal);
    }

    /** One document has all of several targets at the end. */
    private void print(MultipathResult result) {
        if (!together) {
            terminal.document(drawings.document(format, result));
        }
    }
}
