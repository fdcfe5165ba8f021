// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.simulation;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pathtracer.AddressFamily;
import org.pathtracer.testkit.topology.Balancing;

/**
 * The header fields of a packet that a network looks at or changes. It has one owner at a time: its maker, then the leg
 * of the journey that carries it, then the answer that shows it.
 *
 * @since 0.1.0
 */
public final class Packet {
    public static final int ICMP = 1;
    public static final int TCP = 6;
    public static final int UDP = 17;
    public static final int ICMPV6 = 58;

    public final boolean v6;
    /** As in the IP header. */
    public final int protocol;

    public InetAddress source;
    public InetAddress destination;
    /** Of UDP and TCP; for an ICMP echo its identifier. */
    public int sourcePort;
    /** Of UDP and TCP. */
    public int destinationPort;

    public int ttl;
    public int trafficClass;
    /** Length in bytes, IP header included. */
    public int size;

    public boolean dontFragment;
    /** Of the IPv4 header. */
    public int identification;
    /** Of the IPv6 header. */
    public int flowLabel;
    /** Of the ICMP, UDP or TCP header. */
    public int checksum;
    /** Type of an ICMP message. */
    public int icmpType;
    /** Flags of a TCP segment. */
    public int tcpFlags;
    /** Bytes behind the UDP or TCP header. */
    public int data;
    /** A part of a larger packet, of which only the first has what is behind the IP header. */
    public boolean fragment;
    /** A fragment that is not the first. */
    public boolean laterFragment;
    /** Arrived damaged: routers don't notice, the destination does. */
    public boolean damaged;

    /** As it left the source; null where bytes are not asked for. */
    public byte @Nullable [] bytes;
    /** Where the ICMP, UDP or TCP header is in {@link #bytes}. */
    public int transportOffset;

    /** The site with the destination address; null if there is none. */
    @Nullable
    Site target;

    /** The site that translated it last; null if there is none. */
    @Nullable
    Translated translated;

    public Packet(int protocol, InetAddress source, InetAddress destination) {
        this.protocol = protocol;
        this.source = source;
        this.destination = destination;
        this.v6 = destination instanceof Inet6Address;
    }

    public byte[] requireBytes() {
        return Objects.requireNonNull(bytes, "the packet has no bytes");
    }

    Packet copy() {
        Packet copy = new Packet(protocol, source, destination);
        copy.sourcePort = sourcePort;
        copy.destinationPort = destinationPort;
        copy.ttl = ttl;
        copy.trafficClass = trafficClass;
        copy.size = size;
        copy.dontFragment = dontFragment;
        copy.identification = identification;
        copy.flowLabel = flowLabel;
        copy.checksum = checksum;
        copy.icmpType = icmpType;
        copy.tcpFlags = tcpFlags;
        copy.data = data;
        copy.fragment = fragment;
        copy.laterFragment = laterFragment;
        copy.damaged = damaged;
        copy.bytes = bytes;
        copy.transportOffset = transportOffset;
        copy.target = target;
        copy.translated = translated;
        return copy;
    }

    /** Whether it is an ICMP error, about which there are no further errors (RFC 1122 section 3.2.2). */
    boolean isError() {
        return Icmp.isError(protocol, icmpType);
    }

    public boolean hasPorts() {
        return protocol == UDP || protocol == TCP;
    }

    boolean isEchoRequest() {
        return protocol == (v6 ? ICMPV6 : ICMP) && icmpType == Icmp.echoRequestType(v6);
    }

    AddressFamily family() {
        return v6 ? AddressFamily.IPV6 : AddressFamily.IPV4;
    }

    /** The first four bytes behind the IP header, as {@link Balancing.Field#PORTS} hashes them. */
    public int firstWord() {
        return protocol == ICMP || protocol == ICMPV6 ? icmpType << 24 | checksum : sourcePort << 16 | destinationPort;
    }
}
