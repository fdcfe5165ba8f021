// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.monitor;

import static org.pathtracer.cli.option.SharedOptions.set;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.pathtracer.MonitorRequest;
import org.pathtracer.cli.option.DurationConverter;
import org.pathtracer.cli.option.HopRangeOptions;
import org.pathtracer.cli.option.MarkOption;
import org.pathtracer.cli.option.PacketOptions;
import org.pathtracer.cli.option.ProtocolOptions;
import org.pathtracer.cli.option.SharedOptions;
import org.pathtracer.cli.option.TargetOptions;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Targets and options of a monitor. An option that isn't given is left to the library. */
public final class MonitorOptions {
    @Mixin
    private TargetOptions targets = new TargetOptions();

    @Option(
            names = {"-c", "--cycles"},
            paramLabel = "N",
            description = "Traces to each target, 0 until interrupted"
                    + " (default: ${bundle:monitor.cycles}, and 0 in the live view).")
    private @Nullable Integer cycles;

    @Option(
            names = {"-i", "--interval"},
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "From the start of a trace to the start of the next (default: ${bundle:monitor.interval}).")
    private @Nullable Duration interval;

    @Option(
            names = {"-w", "--timeout"},
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description =
                    "How long an answer is awaited, such as 500ms, 1.5s or 2m (default: ${bundle:monitor.timeout}).")
    private @Nullable Duration timeout;

    @Option(
            names = "--change-after",
            paramLabel = "N",
            description = "Traces in a row that must show another path before it counts as changed"
                    + " (default: ${bundle:monitor.changeAfter}).")
    private @Nullable Integer changeAfter;

    @ArgGroup
    private ProtocolOptions protocol = new ProtocolOptions();

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            description = "Destination port of UDP and TCP probes (default: ${bundle:default.port}).")
    private @Nullable Integer port;

    @Option(
            names = "--gap-limit",
            paramLabel = "N",
            description =
                    "Silent hops in a row that end a trace, 0 for no such end (default: ${bundle:default.gapLimit}).")
    private @Nullable Integer gapLimit;

    @Mixin
    private HopRangeOptions hops = new HopRangeOptions();

    @Mixin
    private PacketOptions packets = new PacketOptions();

    @Mixin
    private MarkOption mark = new MarkOption();

    @Mixin
    private SharedOptions shared = new SharedOptions();

    /** The request, checked by the library. */
    public MonitorRequest request() {
        return builder().build();
    }

    /** Traces to each target in the live view, which has no end unless one was said. */
    public int liveCycles() {
        return cycles == null ? 0 : cycles;
    }

    /** The request with its options; they are checked together when it is built. */
    public MonitorRequest.Builder builder() {
        MonitorRequest.Builder builder = targets.collect(MonitorRequest::to, MonitorRequest.Builder::targets);
        set(cycles, builder::cycles);
        set(interval, builder::interval);
        set(timeout, builder::timeout);
        set(changeAfter, builder::changeAfter);
        set(protocol.chosen(), builder::protocol);
        set(port, builder::port);
        set(gapLimit, builder::gapLimit);
        targets.applyTo(builder);
        hops.applyTo(builder::firstHop, builder::maxHops);
        packets.applyTo(builder);
        shared.applyTo(builder);
        mark.applyTo(builder);
        return builder;
    }
}
