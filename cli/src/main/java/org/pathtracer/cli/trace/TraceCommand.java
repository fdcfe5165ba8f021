// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.trace;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.pathtracer.BulkTraceRequest;
import org.pathtracer.BulkTraceResult;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.PathTracer;
import org.pathtracer.Target;
import org.pathtracer.TraceEvent;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.TraceSeries;
import org.pathtracer.cli.option.FormatOptions;
import org.pathtracer.cli.option.LookupOptions;
import org.pathtracer.cli.option.PageOption;
import org.pathtracer.cli.option.PcapOption;
import org.pathtracer.cli.option.TargetList;
import org.pathtracer.cli.option.Version;
import org.pathtracer.cli.output.ExitStatus;
import org.pathtracer.cli.output.LiveReport;
import org.pathtracer.cli.output.SendFailures;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.cli.run.Execution;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code pathtracer trace}: a trace, shown as it goes or as one JSON document; or several, each when it is over. */
@Command(
        name = "trace",
        description = "Shows the path to a target, hop by hop; or to several, one after the other as they end.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        sortSynopsis = false,
        abbreviateSynopsis = true,
        usageHelpAutoWidth = true)
public final class TraceCommand implements Callable<Integer> {
    private static final String POLLER = "org.pathtracer.poller";

    private final Terminal terminal;

    @Mixin
    private TargetList targets = new TargetList();

    @Mixin
    private TraceOptions options = new TraceOptions();

    @Mixin
    private BulkOptions bulk = new BulkOptions();

    @Mixin
    private LookupOptions lookups = new LookupOptions();

    @Mixin
    private PageOption page = new PageOption();

    @Mixin
    private PcapOption pcap = new PcapOption();

    @ArgGroup
    private FormatOptions format = new FormatOptions();

    public TraceCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * Reads {@code trace TARGET} and {@code trace -n TARGET}, the usual command lines, without picocli, which takes
     * longer to read its annotations than such a trace takes. All others are for picocli, as is all that is wrong.
     */
    public static Optional<TraceCommand> plain(Terminal terminal, String... typed) {
        boolean withoutNames = typed.length == 3 && typed[1].equals("-n");
        String last = typed.length == 0 ? "" : typed[typed.length - 1];
        if (!(withoutNames || typed.length == 2) || !typed[0].equals("trace") || !isPlain(last)) {
            return Optional.empty();
        }
        TraceCommand command = new TraceCommand(terminal);
        command.targets = TargetList.of(last);
        if (withoutNames) {
            command.options.withoutHostNames();
        }
        return Optional.of(command);
    }

    /** Whether it can be nothing but a target: no option, no file of arguments, nothing in quotes. */
    private static boolean isPlain(String argument) {
        return !argument.isEmpty() && (Character.isLetterOrDigit(argument.charAt(0)) || argument.charAt(0) == ':');
    }

    @Override
    public Integer call() throws InterruptedException {
        format.check(TraceResult.class);
        List<Target> all = targets.all();
        if (all.size() > 1 || all.get(0).hostCount() > 1) {
            return several(all);
        }
        if (bulk.given()) {
            throw new InvalidRequestException(
                    "--stop-set and --concurrent-traces are for several targets; name more, or leave them out");
        }
        return one(all.get(0));
    }

    private int one(Target target) throws InterruptedException {
        // Netty's epoll takes longer to begin than a short trace; to ppoll(2) the few sockets of a trace are no load.
        System.getProperties().putIfAbsent(POLLER, "ppoll");
        TraceRequest request = options.request(target);
        lookups.check(request.enrichment(), request.reverseDns());
        page.check();
        pcap.check();
        LiveReport<TraceEvent, TraceResult> report = LiveTrace.of(terminal, request, format);
        PathTracer.Builder tracer = lookups.configure(PathTracer.builder());
        Consumer<TraceResult> onResult = found -> {
            report.onResult(found);
            page.write(found, terminal);
            SendFailures.complain(found, terminal);
            lookups.keep(terminal);
        };
        Optional<TraceResult> result = format.wanted() && !format.compact()
                ? Execution.quietly(tracer, pcap.capture(terminal), request, onResult, terminal)
                : Execution.of(
                        tracer, pcap.capture(terminal), request, report::onEvent, report::onTick, onResult, terminal);
        return result.filter(TraceResult::reached).isPresent() ? ExitStatus.DONE : ExitStatus.NOT_REACHED;
    }

    private int several(List<Target> all) throws InterruptedException {
        format.check(BulkTraceResult.class);
        if (page.given()) {
            throw new InvalidRequestException("--html is for one target; name one, or leave it out");
        }
        BulkTraceRequest request = options.request(all, bulk);
        lookups.checkUnused("names and networks are looked up for one target only");
        pcap.check();
        LiveTraces report = new LiveTraces(terminal, request, format);
        Consumer<BulkTraceResult> onResult = found -> {
            report.onResult(found);
            SendFailures.complain(
                    found.targets().stream().map(TraceSeries::sendFailures).toList(), terminal);
        };
        Optional<BulkTraceResult> result = Execution.of(
                PathTracer.builder(),
                pcap.capture(terminal),
                request,
                report::onEvent,
                report::onTick,
                onResult,
                terminal);
        return result.filter(BulkTraceResult::reached).isPresent() ? ExitStatus.DONE : ExitStatus.NOT_REACHED;
    }
}
