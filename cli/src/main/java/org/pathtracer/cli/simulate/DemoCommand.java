// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.simulate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.pathtracer.AddressFamily;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.Measurement;
import org.pathtracer.PathTracer;
import org.pathtracer.TraceEvent;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.annotation.Reportable;
import org.pathtracer.cli.option.DurationConverter;
import org.pathtracer.cli.option.FormatOptions;
import org.pathtracer.cli.option.Version;
import org.pathtracer.cli.output.ExitStatus;
import org.pathtracer.cli.output.LiveReport;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.cli.run.CallbackLoop;
import org.pathtracer.cli.run.EventPrinter;
import org.pathtracer.cli.trace.LiveTrace;
import org.pathtracer.testkit.Scenario;
import org.pathtracer.testkit.SimulatedNetwork;
import org.pathtracer.testkit.Topology;
import org.pathtracer.testkit.topology.Node;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code pathtracer demo}: traces a simulated network. The trace itself takes a moment; what it found is then shown at
 * a pace that a person can follow.
 */
@Command(
        name = "demo",
        description = "Traces a simulated network, without privileges and without a network.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true)
public final class DemoCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            paramLabel = "SCENARIO|FILE",
            arity = "0..1",
            defaultValue = "demo",
            description = "Name of the network, or a scenario file. Default: ${DEFAULT-VALUE}.")
    private String name = "";

    @Option(names = "--list", description = "Lists the networks instead.")
    private boolean list;

    @Option(names = "-6", description = "IPv6 instead of IPv4.")
    private boolean ipv6;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Chance depends on it alone: equal seeds, equal traces (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--pace",
            paramLabel = "TIME",
            defaultValue = "300ms",
            converter = DurationConverter.class,
            description = "Pause before each hop is shown (default: ${DEFAULT-VALUE}).")
    private Duration pace = Duration.ZERO;

    @ArgGroup
    private FormatOptions format = new FormatOptions();

    public DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        format.check(list ? Reportable.class : TraceResult.class);
        if (list) {
            Scenarios.list(terminal, format);
            return ExitStatus.DONE;
        }
        Scenario scenario = Scenarios.find(name);
        TraceRequest request = request(scenario, ipv6 ? AddressFamily.IPV6 : AddressFamily.IPV4)
                .build();
        List<TraceEvent> events = new ArrayList<>();
        TraceResult result = trace(scenario, request, events);
        LiveReport<TraceEvent, TraceResult> report = LiveTrace.of(terminal, request, format);
        show(report, events);
        report.onResult(result);
        return result.reached() ? ExitStatus.DONE : ExitStatus.NOT_REACHED;
    }

    /** The first trace that the scenario describes, or one with defaults to its first destination. */
    private static TraceRequest.Builder request(Scenario scenario, AddressFamily family) {
        Topology topology = scenario.topology();
        return scenario.traces().stream()
                .findFirst()
                .map(trace -> trace.request(topology, family))
                .orElseGet(() -> topology.nodes().stream()
                        .filter(node -> node.role() == Node.Role.DESTINATION)
                        .flatMap(node -> node.address(family).stream())
                        .findFirst()
                        .map(address -> TraceRequest.to(address.getHostAddress()))
                        .orElseThrow(() -> new InvalidRequestException(
                                "%s has no destination with an %s address".formatted(scenario.name(), family))));
    }

    private TraceResult trace(Scenario scenario, TraceRequest request, List<TraceEvent> events)
            throws InterruptedException {
        CallbackLoop loop = new CallbackLoop();
        try (PathTracer tracer = PathTracer.builder()
                        .transport(SimulatedNetwork.of(scenario.topology(), seed))
                        .callbackExecutor(loop)
                        .build();
                Measurement<TraceEvent, TraceResult> trace = tracer.start(request)) {
            trace.events().subscribe(new EventPrinter<>(events::add, trace::cancel));
            return loop.await(trace.result(), () -> {});
        }
    }

    private void show(LiveReport<TraceEvent, TraceResult> report, List<TraceEvent> events) throws InterruptedException {
        for (TraceEvent event : events) {
            if (event instanceof TraceEvent.HopEnriched && !format.wanted()) {
                TimeUnit.NANOSECONDS.sleep(pace.toNanos());
            }
            if (!report.onEvent(event)) {
                return;
            }
        }
    }
}
