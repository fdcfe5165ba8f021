// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.wire;

import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * Headers of RFC 791 and RFC 8200, as a host writes them: without options.
 *
 * @since 0.1.0
 */
public final class IpHeader {
    private static final int IPV4 = 20;
    private static final int IPV6 = 40;

    private IpHeader() {}

    /** Bytes of the header. */
    public static int length(boolean v6) {
        return v6 ? IPV6 : IPV4;
    }

    /**
     * A packet with a complete IP header and nothing behind it but zeros.
     *
     * @param identification for IPv4, 0 to 65535
     * @param payload bytes behind the header
     */
    public static byte[] packet(
            InetAddress from,
            InetAddress to,
            int protocol,
            int ttl,
            int trafficClass,
            int identification,
            int payload) {
        boolean v6 = to instanceof Inet6Address;
        byte[] packet = new byte[length(v6) + payload];
        if (v6) {
            Bytes.put32(packet, 0, 6 << 28 | trafficClass << 20);
            Bytes.put16(packet, 4, payload);
            Bytes.put8(packet, 6, protocol);
            rewrite6(packet, 0, trafficClass, 0, ttl, from, to);
        } else {
            Bytes.put8(packet, 0, 0x45);
            Bytes.put16(packet, 2, packet.length);
            Bytes.put8(packet, 9, protocol);
            rewrite4(packet, 0, trafficClass, identification, ttl, from, to);
        }
        return packet;
    }

    /** Changes what routers change, and makes the header's checksum right again. */
    public static void rewrite4(
            byte[] packet,
            int offset,
            int trafficClass,
            int identification,
            int ttl,
            InetAddress source,
            InetAddress destination) {
        Bytes.put8(packet, offset + 1, trafficClass);
        Bytes.put16(packet, offset + 4, identification);
        Bytes.put8(packet, offset + 8, ttl);
        System.arraycopy(source.getAddress(), 0, packet, offset + 12, 4);
        System.arraycopy(destination.getAddress(), 0, packet, offset + 16, 4);
        Bytes.put16(packet, offset + 10, 0);
        int length = (packet[offset] & 0x0f) * 4;
        Bytes.put16(packet, offset + 10, Checksum.of(Checksum.sum(packet, offset, length)));
    }

    /** Changes what routers change. */
    public static void rewrite6(
            byte[] packet,
            int offset,
            int trafficClass,
            int flowLabel,
            int hopLimit,
            InetAddress source,
            InetAddress destination) {
        Bytes.put32(packet, offset, 6 << 28 | trafficClass << 20 | flowLabel);
        Bytes.put8(packet, offset + 7, hopLimit);
        System.arraycopy(source.getAddress(), 0, packet, offset + 8, 16);
        System.arraycopy(destination.getAddress(), 0, packet, offset + 24, 16);
    }
}
