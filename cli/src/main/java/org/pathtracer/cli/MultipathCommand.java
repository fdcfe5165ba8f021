// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.pathtracer.MultipathRequest;
import org.pathtracer.MultipathResult;
import org.pathtracer.PathTracer;
import org.pathtracer.multipath.StoppingPoints;
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
final class MultipathCommand implements Callable<Integer> {
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

    @Option(
            names = "--stopping-points",
            description = "Instead of probing, print after how many flows a search stops, and the exact risk of that.")
    private boolean stoppingPoints;

    @ArgGroup
    private JsonOptions json = new JsonOptions();

    MultipathCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (stoppingPoints) {
            StoppingPoints points = StoppingPoints.of(options.confidence());
            new StoppingPointsReport(terminal.out()).print(points, json);
            return ExitStatus.DONE;
        }
        MultipathRequest request = options.request(
                target.orElseThrow(() -> new ParameterException(spec.commandLine(), "the target is missing")));
        drawings.check(json.wanted());
        lookups.check(request.enrichment(), request.reverseDns());
        Optional<MultipathResult> result = run(request);
        if (result.isPresent()) {
            drawings.write(result.get());
            lookups.keep(terminal);
        }
        return result.filter(MultipathResult::reached).isPresent() ? ExitStatus.DONE : ExitStatus.NOT_REACHED;
    }

    private Optional<MultipathResult> run(MultipathRequest request) throws InterruptedException {
        PathTracer.Builder tracer = lookups.configure(PathTracer.builder());
        if (json.wanted()) {
            MultipathJson document = new MultipathJson(terminal.out(), json.compact());
            return Execution.quietly(tracer, request, document::write, terminal);
        } else if (drawings.onStandardOutput()) {
            return Execution.quietly(tracer, request, result -> drawings.print(result, terminal.out()), terminal);
        }
        MultipathText text = new MultipathText(terminal);
        return Execution.of(tracer, request, text::onEvent, text::onTick, text::onResult, terminal);
    }
}
