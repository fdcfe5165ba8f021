// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import java.util.concurrent.Callable;
import org.pathtracer.Measurement;
import org.pathtracer.OperationCancelledException;
import org.pathtracer.PathTracer;
import org.pathtracer.TraceEvent;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
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
final class TraceCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "TARGET", description = "Host name, IPv4 or IPv6 address.")
    private String target = "";

    @Mixin
    private TraceOptions options = new TraceOptions();

    @Mixin
    private LookupOptions lookups = new LookupOptions();

    @ArgGroup
    private JsonOptions json = new JsonOptions();

    TraceCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    @SuppressWarnings("try") // the interruption's scope is all there is to it
    public Integer call() throws InterruptedException {
        TraceRequest request = options.request(target);
        lookups.check(request);
        PathTracer.Builder builder = lookups.configure(PathTracer.builder());
        TraceReport report =
                json.wanted() ? new TraceJson(terminal.out(), json.compact()) : new TraceText(terminal, request);
        CallbackLoop loop = new CallbackLoop();
        try (PathTracer tracer = builder.callbackExecutor(loop).build();
                Measurement<TraceEvent, TraceResult> trace = tracer.start(request);
                Interruption interruption = Interruption.of(trace::cancel)) {
            trace.events().subscribe(new EventPrinter(report));
            TraceResult result = loop.await(trace.result(), report::onTick);
            report.onResult(result);
            SendFailures.complain(result, terminal);
            lookups.keep(terminal);
            return result.reached() ? ExitStatus.DONE : ExitStatus.NOT_REACHED;
        } catch (OperationCancelledException e) {
            terminal.complain("interrupted before the first probe left");
            return ExitStatus.NOT_REACHED;
        }
    }
}
