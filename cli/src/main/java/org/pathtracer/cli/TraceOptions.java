// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import java.net.InetAddress;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pathtracer.AdaptiveTimeout;
import org.pathtracer.AddressFamily;
import org.pathtracer.FlowMethod;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.Protocol;
import org.pathtracer.TraceRequest;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options of a trace. One that isn't given is left to the library, which also has the defaults that help shows. */
final class TraceOptions {
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

    @ArgGroup
    private FamilyOptions family = new FamilyOptions();

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
            names = "--deadline",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "End the whole trace after this time, with what is known (default: none).")
    private @Nullable Duration deadline;

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
            names = "--max-concurrency",
            paramLabel = "N",
            description = "Most probes in flight (default: ${bundle:default.maxConcurrency}).")
    private @Nullable Integer maxConcurrency;

    @Option(
            names = "--rate-limit",
            paramLabel = "PPS",
            description = "Most packets per second, 0 for no limit (default: ${bundle:default.rateLimit}).")
    private @Nullable Integer rateLimit;

    @Option(
            names = "--flow",
            paramLabel = "N",
            description = "Number of the flow: load balancers send the same flow the same way"
                    + " (default: ${bundle:default.flow}).")
    private @Nullable Integer flow;

    @Option(
            names = {"-i", "--interface"},
            paramLabel = "NAME",
            description = "Send from this network interface.")
    private @Nullable String networkInterface;

    @Option(
            names = {"-s", "--source"},
            paramLabel = "ADDRESS",
            converter = AddressConverter.class,
            description = "Send from this address of this host.")
    private @Nullable InetAddress source;

    @Option(
            names = "--size",
            paramLabel = "BYTES",
            description = "Length of each IP packet, headers included (default: ${bundle:default.size}).")
    private @Nullable Integer size;

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
            names = {"-n", "--no-rdns"},
            description = "No host names of hops: no reverse DNS.")
    private boolean noReverseDns;

    @Option(names = "--no-enrich", description = "No names, networks and segments of hops: nothing is looked up.")
    private boolean noEnrichment;

    /** The request, checked by the library. */
    TraceRequest request(String target) {
        TraceRequest.Builder builder = TraceRequest.to(target);
        set(protocol.chosen(), builder::protocol);
        set(port, builder::port);
        set(sourcePort, builder::sourcePort);
        set(flowMethod, builder::flowMethod);
        set(flowLabel, builder::flowLabel);
        set(family.chosen(), builder::family);
        set(firstHop, builder::firstHop);
        set(maxHops, builder::maxHops);
        set(queries, builder::queries);
        set(retries, builder::retries);
        set(gapLimit, builder::gapLimit);
        set(timeout, builder::timeout);
        set(deadline, builder::deadline);
        set(maxConcurrency, builder::maxConcurrency);
        set(rateLimit, builder::rateLimit);
        set(flow, builder::flow);
        set(networkInterface, builder::networkInterface);
        set(source, builder::source);
        set(size, builder::size);
        set(trafficClass, builder::trafficClass);
        set(transport, builder::transport);
        set(adaptiveTimeout(), builder::adaptiveTimeout);
        set(sequential ? true : null, builder::sequential);
        set(diagnoseLoss ? true : null, builder::diagnoseLoss);
        set(noPacing ? false : null, builder::pacing);
        set(dontFragment ? true : null, builder::dontFragment);
        set(noReverseDns ? false : null, builder::reverseDns);
        set(noEnrichment ? false : null, builder::enrichment);
        return builder.build();
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

    private static <T> void set(@Nullable T value, Consumer<T> setter) {
        if (value != null) {
            setter.accept(value);
        }
    }

    /** At most one. */
    static final class ProtocolOptions {
        @Option(
                names = {"-I", "--icmp"},
                description = "Probe with ICMP echo requests (the default).")
        private boolean icmp;

        @Option(
                names = {"-U", "--udp"},
                description = "Probe with UDP datagrams.")
        private boolean udp;

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
    static final class FamilyOptions {
        @Option(names = "-4", description = "IPv4 only.")
        private boolean ipv4;

        @Option(names = "-6", description = "IPv6 only.")
        private boolean ipv6;

        @Nullable
        AddressFamily chosen() {
            return ipv4 ? AddressFamily.IPV4 : ipv6 ? AddressFamily.IPV6 : null;
        }

        AddressFamily choice() {
            return ipv4 ? AddressFamily.IPV4 : ipv6 ? AddressFamily.IPV6 : AddressFamily.ANY;
        }
    }
}
