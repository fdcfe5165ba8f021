// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.pathtracer.address.CanonicalAddress;

/**
 * The options that all requests share; those of some are in {@link SizedRequestBuilder} and {@link FlowRequestBuilder},
 * so that each builder has just what means something for its request. Every setter checks its argument at once and
 * throws {@link InvalidRequestException} with a sentence that says what is allowed. Not thread-safe; may be reused
 * after {@code build()}.
 *
 * @param <B> the builder itself
 * @since 0.1.0
 */
public abstract sealed class RequestBuilder<B extends RequestBuilder<B>>
        permits PathMtuRequest.Builder, SizedRequestBuilder {
    private static final int LONGEST_NAME = 64;
    static final int LARGEST_PACKET = 65_535;
    private static final int HIGHEST_FLOW = 65_533;
    private static final int HIGHEST_PORT = 65_535;
    private static final int HIGHEST_FLOW_LABEL = 0xfffff;
    private static final long HIGHEST_MARK = 0xffff_ffffL;
    private static final int MOST_IN_FLIGHT = 65_536;

    final Target target;
    private Protocol protocol = Protocol.ICMP;
    private AddressFamily family = AddressFamily.ANY;
    /** Of the packets; which requests let the caller choose it, their builders say. */
    OptionalInt size = OptionalInt.empty();

    private OptionalInt port = OptionalInt.empty();
    private OptionalInt sourcePort = OptionalInt.empty();
    /** As for the size. */
    FlowMethod flowMethod = FlowMethod.PARIS;

    private OptionalInt flowLabel = OptionalInt.empty();
    private int flow;
    /** Whether the caller said which flows are used. */
    boolean flowSaid;

    private int trafficClass;
    /** As for the size. */
    boolean dontFragment;

    /** As for the size. */
    OptionalLong mark = OptionalLong.empty();

    private Optional<String> networkInterface = Optional.empty();
    private Optional<InetAddress> source = Optional.empty();
    private String transport = ProbeOptions.AUTO;
    RateLimit rateLimit = RateLimit.DEFAULT;
    int maxConcurrency = 256;
    Optional<Duration> deadline = Optional.empty();

    /** With a target that was checked. */
    RequestBuilder(Target target) {
        this.target = target;
    }

    abstract B self();

    /** Sets the protocol of the probes. Default: {@link Protocol#ICMP}. */
    public B protocol(Protocol value) {
        protocol = Objects.requireNonNull(value, "protocol");
        return self();
    }

    /** Sets which addresses of the target may be probed. Default: {@link AddressFamily#ANY}. */
    public B family(AddressFamily value) {
        family = Objects.requireNonNull(value, "family");
        return self();
    }

    /**
     * Sets the destination port of UDP and TCP probes. Default: 33434 for UDP, 80 for TCP.
     *
     * @param number 1 to 65535
     */
    public B port(int number) {
        port = OptionalInt.of(Check.range("port", number, 1, HIGHEST_PORT));
        return self();
    }

    /**
     * Sets the source port of UDP and TCP probes of flow 0; flow n has the n-th port after it. Default: the transport
     * chooses a free port, the same each time if it can.
     *
     * @param number 1 to 65535
     */
    public B sourcePort(int number) {
        sourcePort = OptionalInt.of(Check.range("source port", number, 1, HIGHEST_PORT));
        flowSaid = true;
        return self();
    }

    /**
     * Sets the IPv6 flow label of every probe. Default: the system's choice, constant for a flow.
     *
     * @param label 0 to 1048575
     */
    public B flowLabel(int label) {
        flowLabel = OptionalInt.of(Check.range("flow label", label, 0, HIGHEST_FLOW_LABEL));
        return self();
    }

    /**
     * Sets the number of the flow. Probes with the same number look alike to per-flow load balancers. The number
     * determines the checksum for ICMP, and the source port for UDP and TCP.
     *
     * @param number 0 to 65533. Default: 0
     */
    public B flow(int number) {
        flow = Check.range("flow", number, 0, HIGHEST_FLOW);
        flowSaid = true;
        return self();
    }

    /**
     * Sets the TOS or traffic class byte.
     *
     * @param value DSCP in the upper six bits, ECN in the lower two: 0 to 255. Default: 0
     */
    public B trafficClass(int value) {
        trafficClass = Check.range("traffic class", value, 0, 255);
        return self();
    }

    /**
     * Sets the interface that probes leave from. The operation checks at its start that the interface exists. Default:
     * by the routing table.
     */
    public B networkInterface(String name) {
        networkInterface = Optional.of(Check.name("network interface", name, LONGEST_NAME));
        return self();
    }

    /**
     * Sets the local address that probes are sent from. The operation checks it at its start. Default: by the routing
     * table.
     *
     * @throws InvalidRequestException if it can't be the address of a host: multicast, unspecified or broadcast
     */
    public B source(InetAddress address) {
        source = Optional.of(Check.unicast("source address", Objects.requireNonNull(address, "source")));
        return self();
    }

    /** As {@link FlowRequestBuilder#mark}. */
    B marked(long number) {
        Check.require(
                number >= 1 && number <= HIGHEST_MARK,
                "mark is %d, but must be from 1 to %d".formatted(number, HIGHEST_MARK));
        mark = OptionalLong.of(number);
        return self();
    }

    /** Sets the name of the transport, see {@link PathTracer#transports()}. Default: {@code auto}. */
    public B transport(String name) {
        transport = Check.name("transport", name, LONGEST_NAME);
        return self();
    }

    /**
     * Limits this operation's packets per second, from the first packet on. Default: 100 packets at once, then 100 a
     * second.
     *
     * @param packetsPerSecond 0 (no limit) to 10,000,000
     */
    public B rateLimit(int packetsPerSecond) {
        rateLimit = RateLimit.of(packetsPerSecond);
        return self();
    }

    /**
     * Limits this operation's probes in flight.
     *
     * @param probes 1 to 65536. Default: 256
     */
    public B maxConcurrency(int probes) {
        maxConcurrency = Check.range("max concurrency", probes, 1, MOST_IN_FLIGHT);
        return self();
    }

    /**
     * Limits the whole operation, name resolution included. At the deadline it ends with what it has. Default: no
     * limit.
     */
    public B deadline(Duration span) {
        deadline = Optional.of(Check.span("deadline", span));
        return self();
    }

    ProbeOptions probeOptions() {
        source.ifPresent(address -> Check.require(
                family.includes(address),
                "source address %s is not of the family %s".formatted(CanonicalAddress.of(address), family)));
        size.ifPresent(bytes -> Check.range(
                "packet size for " + protocol + (family == AddressFamily.ANY ? "" : " over " + family),
                bytes,
                protocol.smallestPacket(family),
                LARGEST_PACKET));
        Check.require(
                protocol != Protocol.ICMP || port.isEmpty() && sourcePort.isEmpty(),
                "ICMP probes have no ports: choose protocol UDP or TCP, or leave the port out");
        Check.require(
                flowLabel.isEmpty() || family != AddressFamily.IPV4,
                "IPv4 has no flow label: choose family IPv6, or leave the flow label out");
        Check.require(
                flowMethod != FlowMethod.DUBLIN || family != AddressFamily.IPV6,
                "IPv6 has no identification for flow method DUBLIN: choose family IPv4, or another flow method");
        return new ProbeOptions(
                protocol,
                family,
                size,
                port,
                sourcePort,
                flowMethod,
                flowLabel,
                flow,
                trafficClass,
                dontFragment,
                networkInterface,
                source,
                transport,
                rateLimit,
                maxConcurrency,
                mark);
    }
}
