// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.mtu;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pathtracer.PathMtuRequest;
import org.pathtracer.PathMtuResult;
import org.pathtracer.PathTracer;
import org.pathtracer.cli.option.DurationConverter;
import org.pathtracer.cli.option.FormatOptions;
import org.pathtracer.cli.option.InterfaceOption;
import org.pathtracer.cli.option.MarkOption;
import org.pathtracer.cli.option.ProtocolOptions;
import org.pathtracer.cli.option.SharedOptions;
import org.pathtracer.cli.option.Version;
import org.pathtracer.cli.output.ExitStatus;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.cli.output.TerminalLines;
import org.pathtracer.cli.run.Beside;
import org.pathtracer.cli.run.Execution;
import org.pathtracer.mtu.PathMtuVerdict;
import org.pathtracer.report.text.MtuText;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pathtracer mtu}: the path MTU and the hop that limits it. */
@Command(
        name = "mtu",
        description = "Finds the largest packet that gets to a target in one piece, and the hop that limits it.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        sortSynopsis = false,
        abbreviateSynopsis = true,
        usageHelpAutoWidth = true)
public final class MtuCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "TARGET", description = "Host name, IPv4 or IPv6 address.")
    private String target = "";

    @ArgGroup
    private ProtocolOptions protocol = new ProtocolOptions();

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            description = "Destination port of UDP probes (default: ${bundle:default.udpPort}).")
    private @Nullable Integer port;

    @Option(
            names = "--min-size",
            paramLabel = "BYTES",
            description = "Smallest packet to try (default: ${bundle:default.minSize}).")
    private @Nullable Integer minSize;

    @Option(
            names = "--max-size",
            paramLabel = "BYTES",
            description = "Largest packet to try (default: ${bundle:default.maxSize}).")
    private @Nullable Integer maxSize;

    @Option(
            names = {"-q", "--queries"},
            paramLabel = "N",
            description = "Silent probes of a size, while smaller ones are answered, after which it counts as lost"
                    + " (default: ${bundle:default.mtuQueries}).")
    private @Nullable Integer queries;

    @Option(
            names = {"-w", "--timeout"},
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description =
                    "Longest wait for one answer, such as 500ms, 1.5s or 2m (default: ${bundle:default.timeout}).")
    private @Nullable Duration timeout;

    @Mixin
    private MarkOption mark = new MarkOption();

    @Mixin
    private InterfaceOption networkInterface = new InterfaceOption();

    @Mixin
    private SharedOptions shared = new SharedOptions();

    @ArgGroup
    private FormatOptions format = new FormatOptions();

    public MtuCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        format.check(PathMtuResult.class);
        PathMtuRequest request = request();
        TerminalLines lines = new TerminalLines(terminal);
        MtuText text = new MtuText(lines, lines.palette());
        Optional<PathMtuResult> result = format.wanted()
                ? Execution.quietly(
                        PathTracer.builder(),
                        Beside.NOTHING,
                        request,
                        found -> terminal.document(format.write(found)),
                        terminal)
                : Execution.of(request, text::onEvent, () -> lines.waiting(text.waiting()), text::onResult, terminal);
        return result.filter(MtuCommand::found).isPresent() ? ExitStatus.DONE : ExitStatus.NOT_REACHED;
    }

    private static boolean found(PathMtuResult result) {
        return result.reached() && result.verdict() != PathMtuVerdict.UNDECIDED;
    }

    private PathMtuRequest request() {
        PathMtuRequest.Builder builder = PathMtuRequest.to(target);
        SharedOptions.set(protocol.chosen(), builder::protocol);
        SharedOptions.set(port, builder::port);
        SharedOptions.set(minSize, builder::minSize);
        SharedOptions.set(maxSize, builder::maxSize);
        SharedOptions.set(queries, builder::queries);
        SharedOptions.set(timeout, builder::timeout);
        networkInterface.applyTo(builder);
        shared.applyTo(builder);
        mark.applyTo(builder);
        return builder.build();
    }
}
