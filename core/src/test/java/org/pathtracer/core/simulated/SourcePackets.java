// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.simulated;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.pathtracer.testkit.check.Checks;
import org.pathtracer.testkit.simulation.Icmp;
import org.pathtracer.testkit.simulation.Packet;
import org.pathtracer.testkit.wire.Bytes;
import org.pathtracer.testkit.wire.Checksum;
import org.pathtracer.testkit.wire.IpHeader;

/** Packets as a kernel sends them from the source of a chain. */
record SourcePackets(boolean v6, String destination, int ttl) {
    static final int IDENTIFIER = 77;
    static final int PORT = 40_000;

    byte[] echo(int sequence, int data) {
        int protocol = v6 ? Packet.ICMPV6 : Packet.ICMP;
        byte[] packet = ip(protocol, 8 + data);
        int offset = offset();
        packet[offset] = (byte) Icmp.echoRequestType(v6);
        Bytes.put16(packet, offset + 4, IDENTIFIER);
        Bytes.put16(packet, offset + 6, sequence);
        Arrays.fill(packet, offset + 8, packet.length, (byte) 0x5a);
        int sum = v6
                ? Checksum.ofTransport(packet, offset, 8 + data, protocol)
                : Checksum.of(Checksum.sum(packet, offset, 8 + data));
        Bytes.put16(packet, offset + 2, sum);
        return packet;
    }

    byte[] datagram(int port, int data) {
        byte[] packet = ip(Packet.UDP, 8 + data);
        int offset = offset();
        Bytes.put16(packet, offset, PORT);
        Bytes.put16(packet, offset + 2, port);
        Bytes.put16(packet, offset + 4, 8 + data);
        Arrays.fill(packet, offset + 8, packet.length, (byte) 0xa5);
        Bytes.put16(packet, offset + 6, Checksum.ofTransport(packet, offset, 8 + data, Packet.UDP));
        return packet;
    }

    byte[] segment(int port, int flags, int sequence, int acknowledged, int data) {
        byte[] packet = ip(Packet.TCP, 20 + data);
        int offset = offset();
        Bytes.put16(packet, offset, PORT);
        Bytes.put16(packet, offset + 2, port);
        Bytes.put32(packet, offset + 4, sequence);
        Bytes.put32(packet, offset + 8, acknowledged);
        packet[offset + 12] = 0x50;
        packet[offset + 13] = (byte) flags;
        Bytes.put16(packet, offset + 16, Checksum.ofTransport(packet, offset, 20 + data, Packet.TCP));
        return packet;
    }

    byte[] ip(int protocol, int payload) {
        return IpHeader.packet(source(v6), Checks.address(destination), protocol, ttl, 0, 0x1234, payload);
    }

    int offset() {
        return IpHeader.length(v6);
    }

    static InetAddress source(boolean v6) {
        return Checks.address(v6 ? "fd00::ffff:1" : "10.255.0.1");
    }

    static ByteBuffer buffer(byte[] packet) {
        return ByteBuffer.wrap(packet);
    }
}
