// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.pathtracer.cli.SharedOptions.set;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.MonitorRequest;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Targets and options of a monitor. An option that isn't given is left to the library. */
final class MonitorOptions {
    @Parameters(
            paramLabel = "TARGET",
            arity = "0..*",
            description = "Host names, IPv4 or IPv6 addresses, or small blocks such as 192.0.2.0/29.")
    private List<String> targets = List.of();

    @Option(
            names = "--file",
            paramLabel = "LIST",
            description = "Targets from a file, one on each line, # begins a comment; - for standard input.")
    private List<String> files = List.of();

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
            names = "--deadline",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "End after this time, with what is known (default: none).")
    private @Nullable Duration deadline;

    @Option(
            names = "--change-after",
            paramLabel = "N",
            description = "Traces in a row that must show another path before it counts as changed"
                    + " (default: ${bundle:monitor.changeAfter}).")
    private @Nullable Integer changeAfter;

    @ArgGroup
    private TraceOptions.ProtocolOptions protocol = new TraceOptions.ProtocolOptions();

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            description = "Destination port of UDP and TCP probes (default: ${bundle:default.port}).")
    private @Nullable Integer port;

    @ArgGroup
    private TraceOptions.FamilyOptions family = new TraceOptions.FamilyOptions();

    @Option(
            names = {"-f", "--first-hop"},
            paramLabel = "TTL",
            description = "First TTL to probe (default: ${bundle:default.firstHop}).")
    private @Nullable Integer firstHop;

    @Option(
            names = {"-m", "--max-hops"},
            paramLabel = "TTL",
            description = "Last TTL to probe (default: ${bundle:default.maxHops}).")
    private @Nullable Integer maxHops;

    @Option(
            names = "--gap-limit",
            paramLabel = "N",
            description =
                    "Silent hops in a row that end a trace, 0 for no such end (default: ${bundle:default.gapLimit}).")
    private @Nullable Integer gapLimit;

    @Option(
            names = "--size",
            paramLabel = "BYTES",
            description = "Length of each IP packet, headers included (default: ${bundle:default.size}).")
    private @Nullable Integer size;

    @Option(
            names = "--flow",
            paramLabel = "N",
            description = "Number of the flow: load balancers send the same flow the same way"
                    + " (default: ${bundle:default.flow}).")
    private @Nullable Integer flow;

    @Option(
            names = "--max-concurrency",
            paramLabel = "N",
            description = "Most probes in flight (default: ${bundle:monitor.maxConcurrency}).")
    private @Nullable Integer maxConcurrency;

    @Option(
            names = "--rate-limit",
            paramLabel = "PPS",
            description = "Most packets per second (default: none beside the interval).")
    private @Nullable Integer rateLimit;

    @Option(names = "--interface", paramLabel = "NAME", description = "Send from this network interface.")
    private @Nullable String networkInterface;

    @Option(
            names = {"-s", "--source"},
            paramLabel = "ADDRESS",
            converter = AddressConverter.class,
            description = "Send from this address of this host.")
    private @Nullable InetAddress source;

    @Option(
            names = "--tos",
            paramLabel = "BYTE",
            converter = ByteConverter.class,
            description = "TOS or traffic class byte, decimal or with 0x (default: ${bundle:default.trafficClass}).")
    private @Nullable Integer trafficClass;

    @Option(
            names = "--transport",
            paramLabel = "NAME",
            description = "auto, raw, dgram or another of those that `pathtracer doctor` lists"
                    + " (default: ${bundle:default.transport}).")
    private @Nullable String transport;

    /** The request, checked by the library. */
    MonitorRequest request() {
        return builder().build();
    }

    /** Traces to each target in the live view, which has no end unless one was said. */
    int liveCycles() {
        return cycles == null ? 0 : cycles;
    }

    /** The request with its options; they are checked together when it is built. */
    MonitorRequest.Builder builder() {
        MonitorRequest.Builder builder = MonitorRequest.toAll(allTargets());
        set(cycles, builder::cycles);
        set(interval, builder::interval);
        set(timeout, builder::timeout);
        set(deadline, builder::deadline);
        set(changeAfter, builder::changeAfter);
        set(protocol.chosen(), builder::protocol);
        set(port, builder::port);
        set(family.chosen(), builder::family);
        set(firstHop, builder::firstHop);
        set(maxHops, builder::maxHops);
        set(gapLimit, builder::gapLimit);
        set(size, builder::size);
        set(flow, builder::flow);
        set(maxConcurrency, builder::maxConcurrency);
        set(rateLimit, builder::rateLimit);
        set(networkInterface, builder::networkInterface);
        set(source, builder::source);
        set(trafficClass, builder::trafficClass);
        set(transport, builder::transport);
        return builder;
    }

    private List<String> allTargets() {
        List<String> all = new ArrayList<>(targets);
        files.forEach(file -> all.addAll(TargetFile.read(file)));
        if (all.isEmpty()) {
            throw new InvalidRequestException("there is no target: name one, or give a list with --file");
        }
        return all;
    }
}
