// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pathtracer.DiagnoseRequest;
import org.pathtracer.Diagnosis;
import org.pathtracer.MultipathRequest;
import org.pathtracer.MultipathResult;
import org.pathtracer.PathMtuRequest;
import org.pathtracer.PathMtuResult;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.Protocol;
import org.pathtracer.Request;
import org.pathtracer.RequestBuilder;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.annotation.Reportable;
import org.pathtracer.fleet.Fleet;
import org.pathtracer.fleet.FleetMeasurement;
import org.pathtracer.fleet.FleetRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the commands that measure have in common. */
@Command(mixinStandardHelpOptions = true, sortOptions = false)
abstract class MeasureCommand<R extends Reportable> implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private FleetAccess access = new FleetAccess();

    @Option(
            names = "--vantage-points",
            paramLabel = "N",
            defaultValue = "0",
            description = "At most so many, chosen at random. Default: all.")
    private int count;

    @Option(
            names = "--deadline",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "That each vantage point has. Default: ${DEFAULT-VALUE}.")
    private double deadline;

    @Option(names = "--json", description = "A JSON document on a line for each vantage point.")
    private boolean json;

    abstract Request<?, R> request();

    @Override
    public Integer call() throws InterruptedException {
        FleetRequest<R> request = FleetRequest.of(request())
                .from(access.from())
                .count(count)
                .deadline(Duration.ofNanos((long) (deadline * 1e9)))
                .build();
        OutcomePrinter<R> printer = new OutcomePrinter<>(spec.commandLine().getOut(), json);
        try (Fleet fleet = access.connect();
                FleetMeasurement<R> measurement = fleet.start(request)) {
            measurement.outcomes().subscribe(printer);
            int failed = printer.await();
            measurement.await();
            return failed == 0 ? 0 : FleetMain.SOME_FAILED;
        }
    }

    /** What probes are made of. */
    static final class Probes {
        @Option(names = "--protocol", paramLabel = "NAME", description = "icmp, udp or tcp.")
        private @Nullable Protocol protocol;

        @Option(names = "--port", paramLabel = "PORT", description = "Destination port of UDP and TCP.")
        private @Nullable Integer port;

        <B extends RequestBuilder<B>> B apply(B builder) {
            if (protocol != null) {
                builder.protocol(protocol);
            }
            if (port != null) {
                builder.port(port);
            }
            return builder;
        }
    }

    /** {@code pathtracer fleet trace}. */
    @Command(name = "trace", description = "Traces the path to a target from each vantage point.")
    static final class Trace extends MeasureCommand<TraceResult> {
        @Parameters(paramLabel = "TARGET", description = "Name or address.")
        private String target = "";

        @Mixin
        private Probes probes = new Probes();

        @Option(names = "--queries", paramLabel = "N", defaultValue = "3", description = "For each hop. Default: 3.")
        private int queries;

        @Option(names = "--max-hops", paramLabel = "N", defaultValue = "30", description = "Default: 30.")
        private int maxHops;

        @Override
        Request<?, TraceResult> request() {
            return probes.apply(TraceRequest.to(target))
                    .queries(queries)
                    .maxHops(maxHops)
                    .build();
        }
    }

    /** {@code pathtracer fleet ping}. */
    @Command(name = "ping", description = "Pings targets from each vantage point.")
    static final class Ping extends MeasureCommand<PingResult> {
        @Parameters(paramLabel = "TARGET", arity = "1..*", description = "Names or addresses, 64 at most.")
        private List<String> targets = new ArrayList<>();

        @Mixin
        private Probes probes = new Probes();

        @Option(names = "--probes", paramLabel = "N", defaultValue = "5", description = "To each target. Default: 5.")
        private int count;

        @Override
        Request<?, PingResult> request() {
            return probes.apply(PingRequest.toAll(targets)).count(count).build();
        }
    }

    /** {@code pathtracer fleet mtu}. */
    @Command(name = "mtu", description = "Finds the path MTU to a target from each vantage point.")
    static final class Mtu extends MeasureCommand<PathMtuResult> {
        @Parameters(paramLabel = "TARGET", description = "Name or address.")
        private String target = "";

        @Mixin
        private Probes probes = new Probes();

        @Override
        Request<?, PathMtuResult> request() {
            return probes.apply(PathMtuRequest.to(target)).build();
        }
    }

    /** {@code pathtracer fleet multipath}. */
    @Command(name = "multipath", description = "Discovers all paths to a target from each vantage point.")
    static final class Multipath extends MeasureCommand<MultipathResult> {
        @Parameters(paramLabel = "TARGET", description = "Name or address.")
        private String target = "";

        @Mixin
        private Probes probes = new Probes();

        @Override
        Request<?, MultipathResult> request() {
            return probes.apply(MultipathRequest.to(target)).build();
        }
    }

    /** {@code pathtracer fleet diagnose}. */
    @Command(name = "diagnose", description = "Says what is wrong on the path from each vantage point.")
    static final class Diagnose extends MeasureCommand<Diagnosis> {
        @Parameters(paramLabel = "TARGET", description = "HOST or HOST:PORT.")
        private String target = "";

        @Override
        Request<?, Diagnosis> request() {
            return DiagnoseRequest.to(target).build();
        }
    }
}
