// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.service;

import static org.pathtracer.cli.option.SharedOptions.set;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.PathTracer;
import org.pathtracer.cli.option.DurationConverter;
import org.pathtracer.cli.option.HostAndPort;
import org.pathtracer.cli.option.JsonOptions;
import org.pathtracer.cli.option.SharedOptions;
import org.pathtracer.cli.option.Version;
import org.pathtracer.cli.output.ExitStatus;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.report.Reports;
import org.pathtracer.service.ServiceCheck;
import org.pathtracer.service.ServiceCheckBuilder;
import org.pathtracer.service.ServiceResult;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What all checks of services have in common. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true)
public abstract class CheckCommand implements Callable<Integer> {
    private final Terminal terminal;

    @ArgGroup
    private SharedOptions.FamilyOptions family = new SharedOptions.FamilyOptions();

    @Option(
            names = {"-w", "--timeout"},
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Longest wait for all together (default: 5s).")
    private @Nullable Duration timeout;

    @ArgGroup
    private JsonOptions json = new JsonOptions();

    public CheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** What is asked for on the command line. */
    abstract ServiceCheck<?> check();

    /** With the options that all checks have. */
    final <B extends ServiceCheckBuilder<B>> B with(B builder) {
        builder.family(family.choice());
        set(timeout, builder::deadline);
        return builder;
    }

    /**
     * Starts a check with these options, where the port may stand behind the host, or by itself.
     *
     * @param otherwise the port of the service, if it has one of its own
     */
    final <B extends ServiceCheckBuilder<B>> B with(
            BiFunction<String, Integer, B> start, String text, @Nullable Integer port, OptionalInt otherwise) {
        HostAndPort given = HostAndPort.parse(text);
        if (port != null && given.port().isPresent()) {
            throw new InvalidRequestException("the port is given twice: as %d and in '%s'".formatted(port, text));
        }
        OptionalInt chosen = port != null ? OptionalInt.of(port) : given.port().isPresent() ? given.port() : otherwise;
        return with(start.apply(
                given.host(),
                chosen.orElseThrow(() ->
                        new InvalidRequestException("PORT is missing: write %s 443, for example".formatted(text)))));
    }

    @Override
    public Integer call() {
        ServiceCheck<?> check = InvalidRequestException.checked(this::check);
        ServiceResult result;
        try (PathTracer tracer = PathTracer.create()) {
            result = tracer.services().check(check);
        }
        if (json.wanted()) {
            terminal.document(Reports.json(result, json.report()));
        } else {
            terminal.lines(Reports.text(result, terminal.report()));
        }
        return result.failure().isEmpty() ? ExitStatus.DONE : ExitStatus.NOT_REACHED;
    }
}
