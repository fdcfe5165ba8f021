// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.codec;

import org.pathtracer.testkit.simulation.Packet;
import org.pathtracer.testkit.wire.Bytes;
import org.pathtracer.testkit.wire.IpHeader;

/** The beginning of a packet as an ICMP error shows it: as it left the source, but for what was changed since. */
final class QuoteBytes {
    private QuoteBytes() {}

    /** Writes {@code length} bytes, at least the IP header. */
    static void write(Packet packet, byte[] out, int offset, int length) {
        System.arraycopy(packet.requireBytes(), 0, out, offset, length);
        if (packet.v6) {
            IpHeader.rewrite6(
                    out, offset, packet.trafficClass, packet.flowLabel, packet.ttl, packet.source, packet.destination);
        } else {
            IpHeader.rewrite4(
                    out,
                    offset,
                    packet.trafficClass,
                    packet.identification,
                    packet.ttl,
                    packet.source,
                    packet.destination);
        }
        if (!packet.laterFragment) {
            transport(packet, out, offset + packet.transportOffset, length - packet.transportOffset);
        }
    }

    private static void transport(Packet packet, byte[] out, int offset, int length) {
        switch (packet.protocol) {
            case Packet.ICMP, Packet.ICMPV6 -> {
                put(out, offset, length, 2, packet.checksum);
                put(out, offset, length, 4, packet.sourcePort);
            }
            case Packet.UDP -> {
                ports(packet, out, offset, length);
                put(out, offset, length, 6, packet.checksum);
            }
            case Packet.TCP -> {
                ports(packet, out, offset, length);
                put(out, offset, length, 16, packet.checksum);
            }
            default -> {
                // Nothing of it is ever changed.
            }
        }
    }

    private static void ports(Packet packet, byte[] out, int offset, int length) {
        put(out, offset, length, 0, packet.sourcePort);
        put(out, offset, length, 2, packet.destinationPort);
    }

    private static void put(byte[] out, int offset, int length, int at, int value) {
        if (at + 2 <= length) {
            Bytes.put16(out, offset + at, value);
        }
    }
}
