// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.codec;

import org.pathtracer.spi.ReplyKind;
import org.pathtracer.testkit.simulation.Answer;
import org.pathtracer.testkit.simulation.Balancer;
import org.pathtracer.testkit.simulation.Packet;
import org.pathtracer.testkit.simulation.TcpFlags;
import org.pathtracer.testkit.wire.Bytes;
import org.pathtracer.testkit.wire.Checksum;
import org.pathtracer.testkit.wire.IpHeader;

/**
 * TCP as a host without memory can do it (RFC 9293 section 3.10.7): it accepts, acknowledges whatever comes, and closes
 * when the other side does. What it would have to remember, the segments say.
 */
final class SegmentBytes {
    private static final int HEADER = 20;
    private static final int MSS_OPTION = 4;
    private static final int WINDOW = 0xffff;

    private SegmentBytes() {}

    static byte[] of(Answer answer, int identification) {
        Packet probe = answer.probe;
        byte[] theirs = probe.requireBytes();
        int sequence = Bytes.int32(theirs, probe.transportOffset + 4);
        int acknowledged = Bytes.int32(theirs, probe.transportOffset + 8);
        boolean acknowledges = (probe.tcpFlags & TcpFlags.ACK) != 0;
        int next = sequence
                + probe.data
                + ((probe.tcpFlags & TcpFlags.SYN) != 0 ? 1 : 0)
                + ((probe.tcpFlags & TcpFlags.FIN) != 0 ? 1 : 0);
        if (answer.kind == ReplyKind.TCP_RESET) {
            return acknowledges
                    ? segment(answer, identification, TcpFlags.RST, acknowledged, 0)
                    : segment(answer, identification, TcpFlags.RST | TcpFlags.ACK, 0, next);
        } else if ((probe.tcpFlags & TcpFlags.SYN) != 0) {
            int initial = (int) Balancer.mix(probe.firstWord(), sequence);
            return segment(answer, identification, TcpFlags.SYN | TcpFlags.ACK, initial, sequence + 1);
        }
        int flags = TcpFlags.ACK | probe.tcpFlags & TcpFlags.FIN;
        return segment(answer, identification, flags, acknowledged, next);
    }

    private static byte[] segment(Answer answer, int identification, int flags, int sequence, int acknowledged) {
        Packet probe = answer.probe;
        int header = (flags & TcpFlags.SYN) == 0 ? HEADER : HEADER + MSS_OPTION;
        byte[] packet = AnswerBytes.ofHost(answer, identification, header);
        int offset = IpHeader.length(probe.v6);
        Bytes.put16(packet, offset, probe.destinationPort);
        Bytes.put16(packet, offset + 2, probe.sourcePort);
        Bytes.put32(packet, offset + 4, sequence);
        Bytes.put32(packet, offset + 8, acknowledged);
        Bytes.put8(packet, offset + 12, header / 4 << 4);
        Bytes.put8(packet, offset + 13, flags);
        Bytes.put16(packet, offset + 14, (flags & TcpFlags.RST) == 0 ? WINDOW : 0);
        if (header > HEADER) {
            // RFC 9293 section 3.2: kind 2, length 4, and what an Ethernet carries.
            Bytes.put32(packet, offset + HEADER, 2 << 24 | MSS_OPTION << 16 | (probe.v6 ? 1440 : 1460));
        }
        Bytes.put16(packet, offset + 16, Checksum.ofTransport(packet, offset, header, Packet.TCP));
        return packet;
    }
}
