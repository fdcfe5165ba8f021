// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.trace;

import static org.pathtracer.cli.option.SharedOptions.set;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathtracer.AdaptiveTimeout;
import org.pathtracer.BulkTraceRequest;
import org.pathtracer.FlowMethod;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.Target;
import org.pathtracer.TraceOptionsBuilder;
import org.pathtracer.TraceRequest;
import org.pathtracer.cli.option.ByteConverter;
import org.pathtracer.cli.option.DurationConverter;
import org.pathtracer.cli.option.FlowMethodConverter;
import org.pathtracer.cli.option.HopRangeOptions;
import org.pathtracer.cli.option.InterfaceOption;
import org.pathtracer.cli.option.MarkOption;
import org.pathtracer.cli.option.PacketOptions;
import org.pathtracer.cli.option.ProtocolOptions;
import org.pathtracer.cli.option.SharedOptions;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of a trace. One that isn't given is left to the library, which also has the defaults that help shows. */
public final class TraceOptions {
    @ArgGroup
    private ProtocolOptions protocol = new ProtocolOptions();

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            description = "Destination port of UDP and TCP probes (default: ${bundle:default.port}).")
    private @Nullable Integer port;

    @Option(
            names = "--source-port",
            paramLabel = "PORT",
            description = "Source port of UDP and TCP probes of flow 0 (default: a free one).")
    private @Nullable Integer sourcePort;

    @Option(
            names = "--flow-method",
            paramLabel = "METHOD",
            converter = FlowMethodConverter.class,
            completionCandidates = FlowMethodConverter.class,
            description =
                    "paris: all probes are one flow; classic: each is a flow of its own; dublin: as paris, and the"
                            + " probe's number is its IPv4 identification (default: ${bundle:default.flowMethod}).")
    private @Nullable FlowMethod flowMethod;

    @Option(
            names = "--flow-label",
            paramLabel = "N",
            converter = ByteConverter.class,
            description = "IPv6 flow label of every probe, decimal or with 0x (default: the system's choice).")
    private @Nullable Integer flowLabel;

    @Option(
            names = {"-q", "--queries"},
            paramLabel = "N",
            description = "Probes per TTL (default: ${bundle:default.queries}).")
    private @Nullable Integer queries;

    @Option(
            names = "--retries",
            paramLabel = "N",
            description = "Further probes for a TTL that answered none (default: ${bundle:default.retries}).")
    private @Nullable Integer retries;

    @Option(
            names = "--gap-limit",
            paramLabel = "N",
            description =
                    "Silent hops in a row that end the trace, 0 for no such end (default: ${bundle:default.gapLimit}).")
    private @Nullable Integer gapLimit;

    @Option(
            names = {"-w", "--timeout"},
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description =
                    "Longest wait for one answer, such as 500ms, 1.5s or 2m (default: ${bundle:default.timeout}).")
    private @Nullable Duration timeout;

    @Option(
            names = "--no-adaptive",
            description = "Always wait the whole timeout, also where other answers show that it is in vain.")
    private boolean noAdaptive;

    @Option(
            names = "--same-hop-factor",
            paramLabel = "X",
            description =
                    "Give up a probe after X times its hop's longest time (default: ${bundle:default.sameHopFactor}).")
    private @Nullable Double sameHopFactor;

    @Option(
            names = "--next-hop-factor",
            paramLabel = "X",
            description = "Give up a probe of a silent hop after X times the later hops' longest time"
                    + " (default: ${bundle:default.nextHopFactor}).")
    private @Nullable Double nextHopFactor;

    @Option(
            names = "--diagnose-loss",
            description = "Probe hops that lost some of their probes again for seven seconds, to find out why.")
    private boolean diagnoseLoss;

    @Option(
            names = "--no-pacing",
            description = "Ask each hop at once as often as wanted, also where it answers only so many a second.")
    private boolean noPacing;

    @Option(names = "--sequential", description = "One probe at a time instead of all hops at once.")
    private boolean sequential;

    @Option(
            names = {"-n", "--no-rdns"},
            description = "No host names of hops: no reverse DNS.")
    private boolean noReverseDns;

    @Option(names = "--no-enrich", description = "No names, networks and segments of hops: nothing is looked up.")
    private boolean noEnrichment;

    @Mixin
    private HopRangeOptions hops = new HopRangeOptions();

    @Mixin
    private PacketOptions packets = new PacketOptions();

    @Mixin
    private MarkOption mark = new MarkOption();

    @Mixin
    private InterfaceOption networkInterface = new InterfaceOption();

    @Mixin
    private SharedOptions shared = new SharedOptions();

    /** As {@code -n} does. */
    void withoutHostNames() {
        noReverseDns = true;
    }

    /** The request, checked by the library. */
    public TraceRequest request(Target target) {
        TraceRequest.Builder builder = TraceRequest.to(target);
        applyTo(builder);
        set(noReverseDns ? false : null, builder::reverseDns);
        set(noEnrichment ? false : null, builder::enrichment);
        return builder.build();
    }

    /** The request for several targets. */
    public BulkTraceRequest request(List<Target> targets, BulkOptions bulk) {
        BulkTraceRequest.Builder builder = TraceRequest.to(targets);
        applyTo(builder);
        bulk.applyTo(builder);
        return builder.build();
    }

    private void applyTo(TraceOptionsBuilder<?> builder) {
        set(protocol.chosen(), builder::protocol);
        set(port, builder::port);
        set(sourcePort, builder::sourcePort);
        set(flowMethod, builder::flowMethod);
        set(flowLabel, builder::flowLabel);
        set(queries, builder::queries);
        set(retries, builder::retries);
        set(gapLimit, builder::gapLimit);
        set(timeout, builder::timeout);
        set(adaptiveTimeout(), builder::adaptiveTimeout);
        set(sequential ? true : null, builder::sequential);
        set(diagnoseLoss ? true : null, builder::diagnoseLoss);
        set(noPacing ? false : null, builder::pacing);
        hops.applyTo(builder::firstHop, builder::maxHops);
        packets.applyTo(builder);
        networkInterface.applyTo(builder);
        shared.applyTo(builder);
        mark.applyTo(builder);
    }

    private @Nullable AdaptiveTimeout adaptiveTimeout() {
        if (!noAdaptive && sameHopFactor == null && nextHopFactor == null) {
            return null;
        } else if (noAdaptive && (sameHopFactor != null || nextHopFactor != null)) {
            throw new InvalidRequestException(
                    "--no-adaptive leaves --same-hop-factor and --next-hop-factor without effect; give one or the other");
        }
        AdaptiveTimeout usual = AdaptiveTimeout.DEFAULT;
        return new AdaptiveTimeout(
                !noAdaptive,
                sameHopFactor != null ? sameHopFactor : usual.sameHopFactor(),
                nextHopFactor != null ? nextHopFactor : usual.nextHopFactor(),
                usual.margin());
    }
}
