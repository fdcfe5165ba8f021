// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.spi;

import java.net.InetAddress;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.pathtracer.AddressFamily;
import org.pathtracer.FlowMethod;
import org.pathtracer.Protocol;

/**
 * What all probes of an operation to one destination share. Values were checked.
 *
 * @param protocol what they are made of
 * @param destination where to
 * @param destinationPort for UDP and TCP (1 to 65535); 0 for ICMP. A probe's own is {@link Probe#destinationPort}
 * @param sourcePort for UDP and TCP, of flow 0 (1 to 65535); 0 for the transport's choice
 * @param flowMethod what stays the same from probe to probe
 * @param flowLabel for IPv6 (0 to 1048575); empty for the system's choice
 * @param size length of the IP packet in bytes, headers included
 * @param trafficClass TOS or traffic class byte (0 to 255)
 * @param dontFragment whether fragmentation is forbidden
 * @param interfaceIndex index of the interface to send from; 0 for what the routing table says
 * @param source local address to send from; empty for what the routing table says
 * @param mark of the packets within this host, as an unsigned number; 0 for none. Only with
 *     {@link ProbeNeed.Feature#MARK}
 * @since 0.1.0
 */
public record ProbeProfile(
        Protocol protocol,
        InetAddress destination,
        int destinationPort,
        int sourcePort,
        FlowMethod flowMethod,
        OptionalInt flowLabel,
        int size,
        int trafficClass,
        boolean dontFragment,
        int interfaceIndex,
        Optional<InetAddress> source,
        int mark) {
    /** Takes no null. */
    public ProbeProfile {
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(destination, "destination");
        Objects.requireNonNull(flowMethod, "flowMethod");
        Objects.requireNonNull(flowLabel, "flowLabel");
        Objects.requireNonNull(source, "source");
    }

    /** Without a mark. */
    public ProbeProfile(
            Protocol protocol,
            InetAddress destination,
            int destinationPort,
            int sourcePort,
            FlowMethod flowMethod,
            OptionalInt flowLabel,
            int size,
            int trafficClass,
            boolean dontFragment,
            int interfaceIndex,
            Optional<InetAddress> source) {
        this(
                protocol,
                destination,
                destinationPort,
                sourcePort,
                flowMethod,
                flowLabel,
                size,
                trafficClass,
                dontFragment,
                interfaceIndex,
                source,
                0);
    }

    /**
     * Plain echo requests.
     *
     * @param size length of the IP packet in bytes
     */
    public static ProbeProfile echo(InetAddress destination, int size) {
        return new ProbeProfile(
                Protocol.ICMP,
                destination,
                0,
                0,
                FlowMethod.PARIS,
                OptionalInt.empty(),
                size,
                0,
                false,
                0,
                Optional.empty());
    }

    /** The same to another destination of the same family. */
    public ProbeProfile to(InetAddress other) {
        return new ProbeProfile(
                protocol,
                other,
                destinationPort,
                sourcePort,
                flowMethod,
                flowLabel,
                size,
                trafficClass,
                dontFragment,
                interfaceIndex,
                source,
                mark);
    }

    /**
     * The same with another size.
     *
     * @param bytes length of the IP packet, headers included
     */
    public ProbeProfile sized(int bytes) {
        return new ProbeProfile(
                protocol,
                destination,
                destinationPort,
                sourcePort,
                flowMethod,
                flowLabel,
                bytes,
                trafficClass,
                dontFragment,
                interfaceIndex,
                source,
                mark);
    }

    /** The destination's family. */
    public AddressFamily family() {
        return AddressFamily.of(destination);
    }
}
