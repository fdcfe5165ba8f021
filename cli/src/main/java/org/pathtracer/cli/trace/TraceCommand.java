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

    /**
     * Reads what is typed most, {@code trace}, flags and a target, without picocli, which takes longer to read the
     * annotations than such a trace takes in all. Whatever is anything else, or wrong, is left to picocli.
     */
    public static Optional<TraceCommand> plain(Terminal terminal, String... typed) {
        if (typed.length == 0 || !typed[0].equals("trace")) {
            return Optional.empty();
        }
        TraceCommand command = new TraceCommand(terminal);
        for (int i = 1; i < typed.length; i++) {
            if (!command.options.flag(typed[i]) && !command.isTarget(typed[i])) {
                return Optional.empty();
            }
        }
        return command.target.isEmpty() ? Optional.empty() : Optional.of(command);
    }

    /** Takes the first argument that picocli finds nothing special in: no option, no file of arguments, no quotes. */
    private boolean isTarget(String argument) {
        if (!target.isEmpty() || argument.isEmpty() || "-@\"'".indexOf(argument.charAt(0)) >= 0) {
            return false;
        }
        target = argument;
        return true;
    }

    /** What is traced, and how. */
    TraceRequest request() {
        return options.request(target);
    }

    @Override
    public Integer call() throws InterruptedException {
        format.check(TraceResult.class);
        TraceRequest request = request();
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
