// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.pathtracer.testkit.wire.Bytes;
import org.pathtracer.testkit.wire.Checksum;
import org.pathtracer.testkit.wire.IpHeader;

/** Answers as IP packets, from the bytes of what they answer. */
final class AnswerBytes {
    private static final int ICMP_HEADER = 8;
    private static final int UDP_HEADER = 8;
    /** RFC 1812 section 4.3.2.3. */
    private static final int LONGEST_ICMP_ERROR = 576;
    /** RFC 4443 section 3.1: the smallest MTU of IPv6. */
    private static final int LONGEST_ICMPV6_ERROR = 1280;
    /** Internetwork control, as RFC 1812 section 4.3.2.5 wants it. */
    private static final int ERROR_TRAFFIC_CLASS = 0xc0;

    private AnswerBytes() {}

    /** The packet. */
    static byte[] of(Answer answer, int identification) {
        return switch (answer.kind) {
            case ECHO_REPLY -> echo(answer, identification);
            case TIME_EXCEEDED, UNREACHABLE, PACKET_TOO_BIG -> error(answer, identification);
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
        if (answer.forged) {
            garble(packet, offset + ICMP_HEADER);
        }
        sealIcmp(packet, probe.v6);
        return packet;
    }

    /** Who forges does not know what is in the packet. */
    private static void garble(byte[] packet, int from) {
        for (int i = from; i < packet.length; i++) {
            packet[i] = (byte) Balancer.mix(packet.length, i);
        }
    }

    private static byte[] error(Answer answer, int identification) {
        Packet probe = answer.probe;
        int header = IpHeader.length(probe.v6) + ICMP_HEADER;
        int longest = (probe.v6 ? LONGEST_ICMPV6_ERROR : LONGEST_ICMP_ERROR) - header;
        int quoted = Math.min(Math.min(probe.size, longest), probe.transportOffset + answer.quote);
        byte[] packet = IpHeader.packet(
                answer.from,
                probe.source,
                probe.v6 ? Packet.ICMPV6 : Packet.ICMP,
                answer.replyTtl,
                ERROR_TRAFFIC_CLASS,
                identification,
                ICMP_HEADER + quoted);
        int offset = IpHeader.length(probe.v6);
        Bytes.put8(packet, offset, answer.type);
        Bytes.put8(packet, offset + 1, answer.code);
        // RFC 1191 section 4, RFC 4443 section 3.2: with IPv4 in the low half, the rest is 0 anyway.
        Bytes.put32(packet, offset + 4, answer.nextMtu);
        QuoteBytes.write(probe, packet, header, quoted);
        sealIcmp(packet, probe.v6);
        return packet;
    }

    private static void sealIcmp(byte[] packet, boolean v6) {
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
        Optional<String> content = answer.udpContent;
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
