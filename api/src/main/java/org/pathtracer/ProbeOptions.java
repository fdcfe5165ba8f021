// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.net.InetAddress;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The options of the probes of an operation; part of every request, created by its builder.
 *
 * @param protocol what they are made of
 * @param family which addresses of the target may be probed
 * @param size length of the IP packet in bytes, headers included (28 to 65535; IPv6 from 48; TCP from 40, over IPv6
 *     from 60); empty for the default of 60 (IPv6: 80)
 * @param port destination port of UDP and TCP probes (1 to 65535); empty for the default of 33434 (TCP: 80)
 * @param sourcePort source port of flow 0 (1 to 65535), flow n has the n-th after it; empty for the transport's choice
 * @param flowMethod what stays the same from probe to probe
 * @param flowLabel IPv6 flow label (0 to 1048575); empty for the system's choice
 * @param flow number of the flow (0 to 65533): probes with the same number look alike to per-flow load balancers
 * @param trafficClass TOS or traffic class byte: DSCP in the upper six bits, ECN in the lower two (0 to 255)
 * @param dontFragment whether to forbid fragmentation on the way and here
 * @param networkInterface name of the interface to send from; empty for what the routing table says
 * @param source local address to send from; empty for what the routing table says
 * @param transport name of the transport to use, or {@code auto}
 * @param rateLimit bound on the operation's packets per second
 * @param maxConcurrency bound on its probes in flight (1 to 65536)
 * @param mark number that the rules of routing and firewall of this host may ask for (1 to 4294967295); empty for none
 * @since 0.1.0
 */
public record ProbeOptions(
        Protocol protocol,
        AddressFamily family,
        OptionalInt size,
        OptionalInt port,
        OptionalInt sourcePort,
        FlowMethod flowMethod,
        OptionalInt flowLabel,
        int flow,
        int trafficClass,
        boolean dontFragment,
        Optional<String> networkInterface,
        Optional<InetAddress> source,
        String transport,
        RateLimit rateLimit,
        int maxConcurrency,
        OptionalLong mark) {
    /** Takes no null. */
    public ProbeOptions {
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(family, "family");
        Objects.requireNonNull(size, "size");
        Objects.requireNonNull(port, "port");
        Objects.requireNonNull(sourcePort, "sourcePort");
        Objects.requireNonNull(flowMethod, "flowMethod");
        Objects.requireNonNull(flowLabel, "flowLabel");
        Objects.requireNonNull(networkInterface, "networkInterface");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(transport, "transport");
        Objects.requireNonNull(rateLimit, "rateLimit");
        Objects.requireNonNull(mark, "mark");
    }

    /** Value of {@link #transport} that leaves the choice to the library. */
    public static final String AUTO = "auto";

    /** Returns the destination port or its default; 0 for ICMP. */
    public int destinationPort() {
        return switch (protocol) {
            case ICMP -> 0;
            case UDP -> port.orElse(33_434);
            case TCP -> port.orElse(80);
        };
    }

    /** Returns the packet size in bytes for a family, or its default. */
    public int sizeFor(AddressFamily targetFamily) {
        return size.orElse(defaultSizeFor(targetFamily));
    }

    /** Returns the packet size in bytes that a family has by default. */
    public static int defaultSizeFor(AddressFamily targetFamily) {
        Objects.requireNonNull(targetFamily, "targetFamily");
        return targetFamily == AddressFamily.IPV6 ? 80 : 60;
    }
}
