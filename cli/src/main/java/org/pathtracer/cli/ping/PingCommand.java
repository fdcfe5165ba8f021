// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.ping;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.PathTracer;
import org.pathtracer.PingEvent;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.cli.option.FormatOptions;
import org.pathtracer.cli.option.PageOption;
import org.pathtracer.cli.option.PcapOption;
import org.pathtracer.cli.option.Version;
import org.pathtracer.cli.output.EventLines;
import org.pathtracer.cli.output.ExitStatus;
import org.pathtracer.cli.output.LiveReport;
import org.pathtracer.cli.output.SendFailures;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.cli.run.Execution;
import org.pathtracer.ping.TargetResults;
import org.pathtracer.report.json.EventJson;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code pathtracer ping}: answer by answer for one target, target by target for several, or as one JSON document. */
@Command(
        name = "ping",
        description = "Asks targets for answers, and measures how long they take and how many get lost.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        sortSynopsis = false,
        abbreviateSynopsis = true,
        usageHelpAutoWidth = true)
public final class PingCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private PingOptions options = new PingOptions();

    @Mixin
    private PageOption page = new PageOption();

    @Mixin
    private PcapOption pcap = new PcapOption();

    @ArgGroup
    private FormatOptions format = new FormatOptions();

    public PingCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        format.check(PingResult.class);
        PingRequest request = options.request(format.compact());
        options.listing().check(format.wanted(), request.hostCount() > 1);
        page.check();
        pcap.check();
        if (page.given() && request.targetResults() == TargetResults.STREAMED) {
            throw new InvalidRequestException(
                    "--html and --jsonl can't be together for several targets, whose results are not kept then: choose one");
        }
        LiveReport<PingEvent, PingResult> report = report(request);
        Consumer<PingResult> onResult = found -> {
            report.onResult(found);
            page.write(found, terminal);
            SendFailures.complain(List.of(found.sendFailures()), terminal);
        };
        Optional<PingResult> result = Execution.of(
                PathTracer.builder(),
                pcap.capture(terminal),
                request,
                report::onEvent,
                report::onTick,
                onResult,
                terminal);
        return result.filter(PingResult::reached).isPresent() ? ExitStatus.DONE : ExitStatus.NOT_REACHED;
    }

    private LiveReport<PingEvent, PingResult> report(PingRequest request) {
        if (options.listing().listed()) {
            return options.listing().report(terminal, request);
        }
        return format.compact()
                ? lines(terminal, request)
                : LivePing.of(
                        terminal,
                        request,
                        format,
                        options.listing().quiet(),
                        options.listing().timestamp());
    }

    /** JSON on lines: of each event, or where the results of targets are told as they end, of those. */
    public static EventLines<PingEvent, PingResult> lines(Terminal terminal, PingRequest request) {
        if (request.targetResults() != TargetResults.STREAMED) {
            return new EventLines<>(terminal, EventJson.Lines::write);
        }
        SweepProgress progress = new SweepProgress(terminal, request);
        return new EventLines<PingEvent, PingResult>(
                        terminal, EventJson.Lines::write, event -> event instanceof PingEvent.TargetCompleted)
                .progress(progress::onEvent, progress::show, progress::erase);
    }
}
