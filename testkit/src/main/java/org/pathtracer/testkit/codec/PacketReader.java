// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.codec;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.pathtracer.testkit.simulation.Packet;
import org.pathtracer.testkit.wire.Bytes;
import org.pathtracer.testkit.wire.Checksum;
import org.pathtracer.testkit.wire.IpHeader;

/**
 * Reads IP packets: any bytes, any length.
 *
 * @since 0.1.0
 */
public final class PacketReader {
    private static final int MORE_FRAGMENTS = 0x2000;
    private static final int DONT_FRAGMENT = 0x4000;
    private static final int FRAGMENT_OFFSET = 0x1fff;
    private static final int MOST_EXTENSION_HEADERS = 8;
    private static final int SHORTEST_ICMP = 8;
    private static final int UDP_HEADER = 8;
    private static final int SHORTEST_TCP = 20;

    private PacketReader() {}

    /** What a network looks at; null for what is no packet, or none that leaves its link. */
    public static @Nullable Packet read(ByteBuffer in) {
        byte[] bytes = new byte[in.remaining()];
        in.get(bytes);
        if (bytes.length < IpHeader.length(false)) {
            return null;
        }
        return switch (Bytes.u8(bytes, 0) >> 4) {
            case 4 -> ipv4(bytes);
            case 6 -> ipv6(bytes);
            default -> null;
        };
    }

    private static @Nullable Packet ipv4(byte[] bytes) {
        int header = (bytes[0] & 0x0f) * 4;
        int total = Bytes.u16(bytes, 2);
        boolean whole = header >= IpHeader.length(false) && header <= total && total <= bytes.length;
        if (!whole || Checksum.fold(Checksum.sum(bytes, 0, header)) != 0xffff) {
            return null;
        }
        Packet packet = packet(bytes, Bytes.u8(bytes, 9), 12, 4);
        if (packet == null) {
            return null;
        }
        int fragment = Bytes.u16(bytes, 6);
        packet.size = total;
        packet.trafficClass = Bytes.u8(bytes, 1);
        packet.identification = Bytes.u16(bytes, 4);
        packet.dontFragment = (fragment & DONT_FRAGMENT) != 0;
        packet.ttl = Bytes.u8(bytes, 8);
        packet.transportOffset = header;
        fragment(packet, fragment & FRAGMENT_OFFSET, (fragment & MORE_FRAGMENTS) != 0);
        return transport(packet) ? packet : null;
    }

    private static @Nullable Packet ipv6(byte[] bytes) {
        int header = IpHeader.length(true);
        if (bytes.length < header || header + Bytes.u16(bytes, 4) > bytes.length) {
            return null;
        }
        int total = header + Bytes.u16(bytes, 4);
        int protocol = Bytes.u8(bytes, 6);
        int offset = header;
        int fragment = 0;
        // RFC 8200 section 4.1: hop-by-hop, routing, fragment, destination options.
        for (int i = 0; i < MOST_EXTENSION_HEADERS && isExtension(protocol) && fragment >> 3 == 0; i++) {
            if (offset + 8 > total) {
                return null;
            }
            boolean fragmentHeader = protocol == 44;
            fragment = fragmentHeader ? Bytes.u16(bytes, offset + 2) : fragment;
            protocol = Bytes.u8(bytes, offset);
            offset += fragmentHeader ? 8 : 8 * (Bytes.u8(bytes, offset + 1) + 1);
        }
        Packet packet = offset > total ? null : packet(bytes, protocol, 8, 16);
        if (packet == null) {
            return null;
        }
        packet.size = total;
        packet.trafficClass = Bytes.u16(bytes, 0) >> 4 & 0xff;
        packet.flowLabel = Bytes.int32(bytes, 0) & 0xfffff;
        packet.dontFragment = true;
        packet.ttl = Bytes.u8(bytes, 7);
        packet.transportOffset = offset;
        fragment(packet, fragment >> 3, (fragment & 1) != 0);
        return transport(packet) ? packet : null;
    }

    private static boolean isExtension(int protocol) {
        return protocol == 0 || protocol == 43 || protocol == 44 || protocol == 60;
    }

    private static void fragment(Packet packet, int offset, boolean more) {
        packet.fragment = offset != 0 || more;
        packet.laterFragment = offset != 0;
    }

    /** With its addresses; null if one of them is of this link only. */
    private static @Nullable Packet packet(byte[] bytes, int protocol, int offset, int size) {
        InetAddress source = address(bytes, offset, size);
        InetAddress destination = address(bytes, offset + size, size);
        if (local(source) || local(destination)) {
            return null;
        }
        Packet packet = new Packet(protocol, source, destination);
        packet.bytes = bytes;
        return packet;
    }

    private static boolean local(InetAddress address) {
        boolean broadcast = address.getAddress()[0] == -1 && !address.isMulticastAddress();
        return broadcast
                || address.isMulticastAddress()
                || address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address.isLoopbackAddress();
    }

    private static InetAddress address(byte[] bytes, int offset, int size) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, offset, offset + size));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes, not " + size, e);
        }
    }

    /** Reads what is behind the IP header; false if it is too short for what it claims to be. */
    private static boolean transport(Packet packet) {
        if (packet.laterFragment) {
            return true;
        }
        byte[] bytes = packet.requireBytes();
        int offset = packet.transportOffset;
        int length = packet.size - offset;
        return switch (packet.protocol) {
            case Packet.ICMP, Packet.ICMPV6 -> icmp(packet, bytes, offset, length);
            case Packet.UDP -> udp(packet, bytes, offset, length);
            case Packet.TCP -> tcp(packet, bytes, offset, length);
            default -> true;
        };
    }

    private static boolean icmp(Packet packet, byte[] bytes, int offset, int length) {
        if (length < SHORTEST_ICMP) {
            return false;
        }
        packet.icmpType = Bytes.u8(bytes, offset);
        packet.checksum = Bytes.u16(bytes, offset + 2);
        packet.sourcePort = Bytes.u16(bytes, offset + 4);
        boolean holds = packet.protocol == Packet.ICMP
                ? Checksum.fold(Checksum.sum(bytes, offset, length)) == 0xffff
                : Checksum.transportHolds(bytes, offset, length, packet.protocol);
        packet.damaged = !holds && !packet.fragment;
        return true;
    }

    private static boolean udp(Packet packet, byte[] bytes, int offset, int length) {
        int claimed = length < UDP_HEADER ? 0 : Bytes.u16(bytes, offset + 4);
        if (claimed < UDP_HEADER || claimed > length && !packet.fragment) {
            return false;
        }
        ports(packet, bytes, offset);
        packet.checksum = Bytes.u16(bytes, offset + 6);
        packet.data = claimed - UDP_HEADER;
        // RFC 768: 0 is "none"; RFC 8200 section 8.1 forbids that.
        boolean none = packet.checksum == 0 && !packet.v6;
        packet.damaged = !none && !packet.fragment && !Checksum.transportHolds(bytes, offset, claimed, packet.protocol);
        return true;
    }

    private static boolean tcp(Packet packet, byte[] bytes, int offset, int length) {
        int header = length < SHORTEST_TCP ? 0 : (Bytes.u8(bytes, offset + 12) >> 4) * 4;
        if (header < SHORTEST_TCP || header > length) {
            return false;
        }
        ports(packet, bytes, offset);
        packet.tcpFlags = Bytes.u8(bytes, offset + 13);
        packet.checksum = Bytes.u16(bytes, offset + 16);
        packet.data = length - header;
        packet.damaged = !packet.fragment && !Checksum.transportHolds(bytes, offset, length, packet.protocol);
        return true;
    }

    private static void ports(Packet packet, byte[] bytes, int offset) {
        packet.sourcePort = Bytes.u16(bytes, offset);
        packet.destinationPort = Bytes.u16(bytes, offset + 2);
    }
}
