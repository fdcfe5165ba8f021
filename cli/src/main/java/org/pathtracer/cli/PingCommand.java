// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import java.util.concurrent.Callable;
import org.pathtracer.Measurement;
import org.pathtracer.OperationCancelledException;
import org.pathtracer.PathTracer;
import org.pathtracer.PingEvent;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.PingSeries;
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
final class PingCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private PingOptions options = new PingOptions();

    @ArgGroup
    private JsonOptions json = new JsonOptions();

    PingCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    @SuppressWarnings("try") // the interruption's scope is all there is to it
    public Integer call() throws InterruptedException {
        PingRequest request = options.request();
        PingReport report = report(request);
        CallbackLoop loop = new CallbackLoop();
        try (PathTracer tracer = PathTracer.builder()
                        .callbackExecutor(loop)
                        .followNetwork(true)
                        .build();
                Measurement<PingEvent, PingResult> ping = tracer.start(request);
                Interruption interruption = Interruption.of(ping::cancel)) {
            ping.events().subscribe(new EventPrinter<>(report::onEvent));
            PingResult result = loop.await(ping.result(), report::onTick);
            report.onResult(result);
            SendFailures.complain(
                    result.targets().stream().map(PingSeries::sendFailures).toList(), terminal);
            return result.reached() ? ExitStatus.DONE : ExitStatus.NOT_REACHED;
        } catch (OperationCancelledException e) {
            terminal.complain(e.getMessage());
            return ExitStatus.NOT_REACHED;
        }
    }

    private PingReport report(PingRequest request) {
        if (json.wanted()) {
            return new PingJson(terminal, request, json.compact());
        }
        return request.targets().size() == 1 ? new PingText(terminal, request) : new SweepText(terminal, request);
    }
}
