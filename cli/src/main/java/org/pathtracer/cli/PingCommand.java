// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
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
    public Integer call() throws InterruptedException {
        PingRequest request = options.request();
        PingReport report = report(request);
        Consumer<PingResult> onResult = found -> {
            report.onResult(found);
            SendFailures.complain(
                    found.targets().stream().map(PingSeries::sendFailures).toList(), terminal);
        };
        Optional<PingResult> result = Execution.of(request, report::onEvent, report::onTick, onResult, terminal);
        return result.filter(PingResult::reached).isPresent() ? ExitStatus.DONE : ExitStatus.NOT_REACHED;
    }

    private PingReport report(PingRequest request) {
        if (json.wanted()) {
            return new PingJson(terminal, request, json.compact());
        }
        return request.targets().size() == 1 ? new PingText(terminal, request) : new SweepText(terminal, request);
    }
}
