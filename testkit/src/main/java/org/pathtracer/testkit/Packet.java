// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pathtracer.AddressFamily;

/**
 * The header fields of a packet that a network looks at or changes. It has one owner at a time: who makes it, then the
 * leg of the journey that carries it, then the answer that shows it.
 */
final class Packet {
    static final int ICMP = 1;
    static final int TCP = 6;
    static final int UDP = 17;
    static final int ICMPV6 = 58;

    final boolean v6;
    /** As in the IP header. */
    final int protocol;

    InetAddress source;
    InetAddress destination;
    /** Of UDP and TCP; for an ICMP echo its identifier. */
    int sourcePort;
    /** Of UDP and TCP. */
    int destinationPort;

    int ttl;
    int trafficClass;
    /** Length in bytes, IP header included. */
    int size;

    boolean dontFragment;
    /** Of the IPv4 header. */
    int identification;
    /** Of the IPv6 header. */
    int flowLabel;
    /** Of the ICMP, UDP or TCP header. */
    int checksum;
    /** Type of an ICMP message. */
    int icmpType;
    /** Flags of a TCP segment. */
    int tcpFlags;
    /** Bytes behind the UDP or TCP header. */
    int data;
    /** A part of a larger packet, of which only the first has what is behind the IP header. */
    boolean fragment;
    /** A fragment that is not the first. */
    boolean laterFragment;
    /** Arrived damaged: routers don't notice, the destination does. */
    boolean damaged;

    /** As it left the source; null where nobody asks for bytes. */
    byte @Nullable [] bytes;
    /** Where the ICMP, UDP or TCP header is in {@link #bytes}. */
    int transportOffset;

    /** Who has the destination address; null for nobody. */
    @Nullable
    Site target;

    /** By whom it was translated last; null for nobody. */
    @Nullable
    Translated translated;

    Packet(int protocol, InetAddress source, InetAddress destination) {
        this.protocol = protocol;
        this.source = source;
        this.destination = destination;
        this.v6 = destination instanceof Inet6Address;
    }

    byte[] requireBytes() {
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

    boolean hasPorts() {
        return protocol == UDP || protocol == TCP;
    }

    boolean isEchoRequest() {
        return protocol == (v6 ? ICMPV6 : ICMP) && icmpType == Icmp.echoRequestType(v6);
    }

    AddressFamily family() {
        return v6 ? AddressFamily.IPV6 : AddressFamily.IPV4;
    }

    /** The first four bytes behind the IP header, as {@link Balancing.Field#PORTS} hashes them. */
    int firstWord() {
        return protocol == ICMP || protocol == ICMPV6 ? icmpType << 24 | checksum : sourcePort << 16 | destinationPort;
    }
}
