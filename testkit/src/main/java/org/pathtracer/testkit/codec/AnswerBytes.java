// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.codec;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.pathtracer.testkit.simulation.Answer;
import org.pathtracer.testkit.simulation.Packet;
import org.pathtracer.testkit.wire.Bytes;
import org.pathtracer.testkit.wire.Checksum;
import org.pathtracer.testkit.wire.IpHeader;

/**
 * Answers as IP packets, from the bytes of what they answer.
 *
 * @since 0.1.0
 */
public final class AnswerBytes {
    private static final int UDP_HEADER = 8;

    private AnswerBytes() {}

    /** The packet. */
    public static byte[] of(Answer answer, int identification) {
        return switch (answer.kind) {
            case ECHO_REPLY -> echo(answer, identification);
            case TIME_EXCEEDED, UNREACHABLE, PACKET_TOO_BIG -> ErrorBytes.of(answer, identification);
            case UDP_REPLY -> datagram(answer, identification);
            case TCP_SYN_ACK, TCP_RESET -> SegmentBytes.of(answer, identification);
        };
    }

    /** With a header for an answer of the host that the packet was for, and zeros behind it. */
    static byte[] ofHost(Answer answer, int identification, int payload) {
        Packet probe = answer.probe;
        return IpHeader.packet(
                answer.from,
                probe.source,
                probe.protocol,
                answer.replyTtl,
                probe.trafficClass,
                identification,
                payload);
    }

    private static byte[] echo(Answer answer, int identification) {
        Packet probe = answer.probe;
        int length = probe.size - probe.transportOffset;
        byte[] packet = ofHost(answer, identification, length);
        int offset = IpHeader.length(probe.v6);
        System.arraycopy(probe.requireBytes(), probe.transportOffset, packet, offset, length);
        Bytes.put8(packet, offset, answer.type);
        sealIcmp(packet, probe.v6);
        return packet;
    }

    static void sealIcmp(byte[] packet, boolean v6) {
        int offset = IpHeader.length(v6);
        int length = packet.length - offset;
        Bytes.put16(packet, offset + 2, 0);
        int checksum = v6
                ? Checksum.ofTransport(packet, offset, length, Packet.ICMPV6)
                : Checksum.of(Checksum.sum(packet, offset, length));
        Bytes.put16(packet, offset + 2, checksum);
    }

    private static byte[] datagram(Answer answer, int identification) {
        Packet probe = answer.probe;
        Optional<String> content = answer.udpContent();
        byte[] foreign = content.orElse("").getBytes(StandardCharsets.UTF_8);
        int data = content.isPresent() ? foreign.length : probe.data;
        byte[] packet = ofHost(answer, identification, UDP_HEADER + data);
        int offset = IpHeader.length(probe.v6);
        Bytes.put16(packet, offset, probe.destinationPort);
        Bytes.put16(packet, offset + 2, probe.sourcePort);
        Bytes.put16(packet, offset + 4, UDP_HEADER + data);
        if (content.isPresent()) {
            System.arraycopy(foreign, 0, packet, offset + UDP_HEADER, data);
        } else {
            int from = probe.transportOffset + UDP_HEADER;
            System.arraycopy(probe.requireBytes(), from, packet, offset + UDP_HEADER, data);
        }
        int checksum = Checksum.ofTransport(packet, offset, UDP_HEADER + data, Packet.UDP);
        // RFC 768: 0 would mean that there is none.
        Bytes.put16(packet, offset + 6, checksum == 0 ? 0xffff : checksum);
        return packet;
    }
}
