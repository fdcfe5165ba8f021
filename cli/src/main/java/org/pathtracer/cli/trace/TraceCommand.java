// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.trace;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.pathtracer.PathTracer;
import org.pathtracer.TraceEvent;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.cli.option.FormatOptions;
import org.pathtracer.cli.option.LookupOptions;
import org.pathtracer.cli.option.Version;
import org.pathtracer.cli.output.ExitStatus;
import org.pathtracer.cli.output.LiveReport;
import org.pathtracer.cli.output.SendFailures;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.cli.run.Execution;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code pathtracer trace}: one trace, shown as it goes or as one JSON document. */
@Command(
        name = "trace",
        description = "Shows the path to a target, hop by hop.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        sortSynopsis = false,
        abbreviateSynopsis = true,
        usageHelpAutoWidth = true)
public final class TraceCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "TARGET", description = "Host name, IPv4 or IPv6 address.")
    private String target = "";

    @Mixin
    private TraceOptions options = new TraceOptions();

    @Mixin
    private LookupOptions lookups = new LookupOptions();

    @ArgGroup
    private FormatOptions format = new FormatOptions();

    public TraceCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        format.check(TraceResult.class);
        TraceRequest request = options.request(target);
        lookups.check(request.enrichment(), request.reverseDns());
        LiveReport<TraceEvent, TraceResult> report = LiveTrace.of(terminal, request, format);
        PathTracer.Builder tracer = lookups.configure(PathTracer.builder());
        Consumer<TraceResult> onResult = found -> {
            report.onResult(found);
            SendFailures.complain(found, terminal);
            lookups.keep(terminal);
        };
        Optional<TraceResult> result = format.wanted()
                ? Execution.quietly(tracer, request, onResult, terminal)
                : Execution.of(tracer, request, report::onEvent, report::onTick, onResult, terminal);
        return result.filter(TraceResult::reached).isPresent() ? ExitStatus.DONE : ExitStatus.NOT_REACHED;
    }
}
