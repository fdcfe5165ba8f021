// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.PingRequest;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Targets and options of a ping. An option that isn't given is left to the library. */
final class PingOptions {
    @Parameters(
            paramLabel = "TARGET",
            arity = "0..*",
            description = "Host names, IPv4 or IPv6 addresses, or blocks such as 192.0.2.0/24: each host in them.")
    private List<String> targets = List.of();

    @Option(
            names = "--file",
            paramLabel = "LIST",
            description = "Targets from a file, one on each line, # begins a comment; - for standard input.")
    private List<String> files = List.of();

    @Option(
            names = {"-c", "--count"},
            paramLabel = "N",
            description = "Probes to each target, 0 until interrupted (default: ${bundle:ping.count}).")
    private @Nullable Integer count;

    @Option(
            names = {"-i", "--interval"},
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Pause between two probes, whichever targets they go to; 0 for as fast as it goes"
                    + " (default: ${bundle:ping.interval}, and no target more than once in ${bundle:ping.period}).")
    private @Nullable Duration interval;

    @Option(
            names = "--period",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Probe each target once in this time, all of them evenly spread over it.")
    private @Nullable Duration period;

    @Option(
            names = {"-w", "--timeout"},
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long an answer is awaited, such as 500ms, 1.5s or 2m (default: ${bundle:ping.timeout}).")
    private @Nullable Duration timeout;

    @Option(
            names = "--deadline",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "End after this time, with what is known (default: none).")
    private @Nullable Duration deadline;

    @ArgGroup
    private TraceOptions.ProtocolOptions protocol = new TraceOptions.ProtocolOptions();

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            description = "Destination port of UDP and TCP probes.")
    private @Nullable Integer port;

    @ArgGroup
    private TraceOptions.FamilyOptions family = new TraceOptions.FamilyOptions();

    @Option(names = "--ttl", paramLabel = "TTL", description = "TTL of each probe (default: ${bundle:ping.ttl}).")
    private @Nullable Integer ttl;

    @Option(
            names = "--size",
            paramLabel = "BYTES",
            description = "Length of each IP packet, headers included (default: ${bundle:default.size}).")
    private @Nullable Integer size;

    @Option(
            names = "--max-concurrency",
            paramLabel = "N",
            description = "Most probes in flight (default: ${bundle:ping.maxConcurrency}).")
    private @Nullable Integer maxConcurrency;

    @Option(
            names = "--rate-limit",
            paramLabel = "PPS",
            description = "Most packets per second (default: none beside the interval).")
    private @Nullable Integer rateLimit;

    @Option(
            names = "--flow",
            paramLabel = "N",
            description = "Number of the flow: load balancers send the same flow the same way"
                    + " (default: ${bundle:default.flow}).")
    private @Nullable Integer flow;

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

    @Option(names = "--df", description = "Forbid fragmentation.")
    private boolean dontFragment;

    @Option(
            names = "--transport",
            paramLabel = "NAME",
            description = "auto, raw, dgram or another of those that `pathtracer doctor` lists"
                    + " (default: ${bundle:default.transport}).")
    private @Nullable String transport;

    @Option(
            names = "--kept-replies",
            paramLabel = "N",
            description = "Most answers that JSON lists one by one (default: ${bundle:ping.keptReplies}).")
    private @Nullable Integer keptReplies;

    /** The request, checked by the library. */
    PingRequest request() {
        PingRequest.Builder builder = PingRequest.toAll(allTargets());
        set(count, builder::count);
        set(interval, builder::interval);
        set(period, builder::period);
        set(timeout, builder::timeout);
        set(deadline, builder::deadline);
        set(protocol.chosen(), builder::protocol);
        set(port, builder::port);
        set(family.chosen(), builder::family);
        set(ttl, builder::ttl);
        set(size, builder::size);
        set(maxConcurrency, builder::maxConcurrency);
        set(rateLimit, builder::rateLimit);
        set(flow, builder::flow);
        set(networkInterface, builder::networkInterface);
        set(source, builder::source);
        set(trafficClass, builder::trafficClass);
        set(dontFragment ? true : null, builder::dontFragment);
        set(transport, builder::transport);
        set(keptReplies, builder::keptReplies);
        return builder.build();
    }

    private List<String> allTargets() {
        List<String> all = new ArrayList<>(targets);
        files.forEach(file -> all.addAll(TargetFile.read(file)));
        if (all.isEmpty()) {
            throw new InvalidRequestException("there is no target: name one, or give a list with --file");
        }
        return all;
    }

    private static <T> void set(@Nullable T value, Consumer<T> setter) {
        if (value != null) {
            setter.accept(value);
        }
    }
}
