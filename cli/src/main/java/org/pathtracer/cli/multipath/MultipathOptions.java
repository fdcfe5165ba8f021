// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.multipath;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.pathtracer.MultipathRequest;
import org.pathtracer.Protocol;
import org.pathtracer.Target;
import org.pathtracer.cli.option.DurationConverter;
import org.pathtracer.cli.option.HopRangeOptions;
import org.pathtracer.cli.option.InterfaceOption;
import org.pathtracer.cli.option.MarkOption;
import org.pathtracer.cli.option.NamedValues;
import org.pathtracer.cli.option.ProtocolOptions;
import org.pathtracer.cli.option.SharedOptions;
import org.pathtracer.multipath.MultipathAlgorithm;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of a multipath discovery. One that isn't given is left to the library. */
public final class MultipathOptions {
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
            description = "Source port of UDP and TCP probes of flow 0; others follow (default: others in each run).")
    private @Nullable Integer sourcePort;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Choose flows by this number: runs with the same one use the same flows"
                    + " (default: each run has its own).")
    private @Nullable Long seed;

    @Option(
            names = "--least-share",
            paramLabel = "SHARE",
            description = "Find ways that get this share of a router's flows or more, such as 0.1 (default: equal"
                    + " shares, until flows show that they are not).")
    private @Nullable Double leastShare;

    @ArgGroup
    private ConfidenceOptions confidence = new ConfidenceOptions();

    @Option(
            names = "--algorithm",
            paramLabel = "ALGORITHM",
            converter = AlgorithmConverter.class,
            completionCandidates = AlgorithmConverter.class,
            description = "mda: search behind each router by itself; mda-lite: behind all of a TTL together, with a"
                    + " fraction of the probes, and mda where paths cross (default: ${bundle:multipath.algorithm}).")
    private @Nullable MultipathAlgorithm algorithm;

    @Option(
            names = "--thrifty",
            description = "Save probes as scamper does: take for granted that paths don't part at this host, that the"
                    + " target is as far on all of them, and that balancers look at flows.")
    private boolean thrifty;

    @Option(
            names = "--aliases",
            description =
                    "Also find out which addresses belong to one router, by the counters, MPLS labels and interfaces"
                            + " that their answers show.")
    private boolean aliases;

    @Option(
            names = "--max-width",
            paramLabel = "N",
            description = "Addresses at a TTL beyond which no more are looked for"
                    + " (default: ${bundle:multipath.maxWidth}).")
    private @Nullable Integer maxWidth;

    @Option(
            names = "--flows",
            paramLabel = "N",
            description = "Most flows to use (default: ${bundle:multipath.flows}).")
    private @Nullable Integer flows;

    @Option(
            names = "--max-probes",
            paramLabel = "N",
            description = "Most probes to send (default: ${bundle:multipath.maxProbes}).")
    private @Nullable Integer maxProbes;

    @Option(
            names = "--neighbours",
            paramLabel = "N",
            description = "Also probe so many neighbours of the target, to find balancers that look at the destination"
                    + " only (default: ${bundle:multipath.neighbours}).")
    private @Nullable Integer neighbours;

    @Option(
            names = "--retries",
            paramLabel = "N",
            description = "Further probes for one that was not answered (default: ${bundle:multipath.retries}).")
    private @Nullable Integer retries;

    @Option(
            names = "--gap-limit",
            paramLabel = "N",
            description = "Silent hops in a row behind which nothing is looked for, 0 for no such end"
                    + " (default: ${bundle:multipath.gapLimit}).")
    private @Nullable Integer gapLimit;

    @Option(
            names = {"-w", "--timeout"},
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description =
                    "Longest wait for one answer, such as 500ms, 1.5s or 2m (default: ${bundle:default.timeout}).")
    private @Nullable Duration timeout;

    @Option(
            names = {"-n", "--no-rdns"},
            description = "No host names: no reverse DNS.")
    private boolean noReverseDns;

    @Option(names = "--no-enrich", description = "No names and networks: nothing is looked up.")
    private boolean noEnrichment;

    @Mixin
    private HopRangeOptions hops = new HopRangeOptions();

    @Mixin
    private MarkOption mark = new MarkOption();

    @Mixin
    private InterfaceOption networkInterface = new InterfaceOption();

    @Mixin
    private SharedOptions shared = new SharedOptions();

    /** The request, checked by the library. */
    public MultipathRequest request(Target target) {
        MultipathRequest.Builder builder = MultipathRequest.to(target);
        SharedOptions.set(protocol.chosen(), builder::protocol);
        SharedOptions.set(port, builder::port);
        SharedOptions.set(sourcePort, builder::sourcePort);
        SharedOptions.set(seed, builder::seed);
        SharedOptions.set(confidence.graph, builder::confidence);
        SharedOptions.set(confidence.node, builder::nodeConfidence);
        SharedOptions.set(leastShare, builder::leastShare);
        SharedOptions.set(algorithm, builder::algorithm);
        builder.aliases(aliases).thrifty(thrifty).enrichment(!noEnrichment);
        SharedOptions.set(noReverseDns ? false : null, builder::reverseDns);
        SharedOptions.set(maxWidth, builder::maxWidth);
        SharedOptions.set(flows, builder::flows);
        SharedOptions.set(maxProbes, builder::maxProbes);
        SharedOptions.set(neighbours, builder::neighbours);
        SharedOptions.set(retries, builder::retries);
        SharedOptions.set(gapLimit, builder::gapLimit);
        SharedOptions.set(timeout, builder::timeout);
        hops.applyTo(builder::firstHop, builder::maxHops);
        networkInterface.applyTo(builder);
        shared.applyTo(builder);
        mark.applyTo(builder);
        return builder.build();
    }

    /** The confidence that was asked for, whatever it is for. */
    public double confidence() {
        return request(Target.of("localhost")).confidence();
    }

    /** At most one. */
    public static final class ProtocolOptions {
        @Option(
                names = {"-U", "--udp"},
                description = "Probe with UDP datagrams (the default).")
        private boolean udp;

        @Option(
                names = {"-I", "--icmp"},
                description = "Probe with ICMP echo requests.")
        private boolean icmp;

        @Option(
                names = {"-T", "--tcp"},
                description = "Probe with TCP connection attempts.")
        private boolean tcp;

        @Nullable
        Protocol chosen() {
            return icmp ? Protocol.ICMP : udp ? Protocol.UDP : tcp ? Protocol.TCP : null;
        }
    }

    /** At most one. */
    public static final class ConfidenceOptions {
        @Option(
                names = "--confidence",
                paramLabel = "P",
                description = "Chance of finding the whole graph (default: ${bundle:multipath.confidence}).")
        private @Nullable Double graph;

        @Option(
                names = "--node-confidence",
                paramLabel = "P",
                description = "Chance of finding all that is behind one router, as other tools mean it.")
        private @Nullable Double node;
    }

    /** An algorithm as users write it. */
    public static final class AlgorithmConverter extends NamedValues<MultipathAlgorithm> {
        /** Of all. */
        public AlgorithmConverter() {
            super("an algorithm", MultipathAlgorithm.class);
        }
    }
}
