// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.codec;

import org.pathtracer.testkit.simulation.Answer;
import org.pathtracer.testkit.simulation.Packet;
import org.pathtracer.testkit.topology.Extensions;
import org.pathtracer.testkit.wire.Bytes;
import org.pathtracer.testkit.wire.ExtensionStructure;
import org.pathtracer.testkit.wire.IpHeader;

/** ICMP and ICMPv6 errors: what they quote, and what is appended. */
final class ErrorBytes {
    private static final int ICMP_HEADER = 8;
    /** RFC 1812 section 4.3.2.3. */
    private static final int LONGEST_ICMP = 576;
    /** RFC 4443 section 3.1: the smallest MTU of IPv6. */
    private static final int LONGEST_ICMPV6 = 1280;
    /** Internetwork control, as RFC 1812 section 4.3.2.5 wants it. */
    private static final int TRAFFIC_CLASS = 0xc0;

    private ErrorBytes() {}

    static byte[] of(Answer answer, int identification) {
        Packet quoted = answer.quoted;
        byte[] appended = appended(answer.extensions());
        int header = IpHeader.length(quoted.v6) + ICMP_HEADER;
        int room = (quoted.v6 ? LONGEST_ICMPV6 : LONGEST_ICMP) - header - appended.length;
        int shown = Math.min(Math.min(quoted.size, room), quoted.transportOffset + answer.quote());
        int field = appended.length == 0 ? shown : padded(shown, quoted.v6);
        byte[] packet = IpHeader.packet(
                answer.from,
                answer.probe.source,
                quoted.v6 ? Packet.ICMPV6 : Packet.ICMP,
                answer.replyTtl,
                TRAFFIC_CLASS,
                identification,
                ICMP_HEADER + field + appended.length);
        QuoteBytes.write(quoted, packet, header, shown);
        System.arraycopy(appended, 0, packet, header + field, appended.length);
        header(answer, packet, appended.length == 0 ? 0 : field);
        AnswerBytes.sealIcmp(packet, quoted.v6);
        return packet;
    }

    private static void header(Answer answer, byte[] packet, int field) {
        boolean v6 = answer.quoted.v6;
        int offset = IpHeader.length(v6);
        Bytes.put8(packet, offset, answer.type);
        Bytes.put8(packet, offset + 1, answer.code);
        if (answer.nextMtu > 0) {
            // RFC 4443 section 3.2; RFC 1191 section 4: with IPv4 in the low half, of which the rest is 0 then.
            Bytes.put32(packet, offset + 4, v6 ? answer.nextMtu : answer.nextMtu & 0xffff);
        } else if (answer.extensions().form() != Extensions.Form.WITHOUT_LENGTH) {
            // RFC 4884 section 4: in words of 64 bits, with IPv4 of 32.
            Bytes.put8(packet, offset + (v6 ? 4 : 5), v6 ? field / 8 : field / 4);
        }
    }

    /** RFC 4884 section 4: with extensions, the quote is filled up with zeros. */
    private static int padded(int shown, boolean v6) {
        int word = v6 ? 8 : 4;
        return Math.max(Extensions.SHORTEST_QUOTE, (shown + word - 1) / word * word);
    }

    private static byte[] appended(Extensions extensions) {
        if (extensions.objects().isEmpty()) {
            return new byte[0];
        }
        byte[] structure = ExtensionStructure.of(extensions.objects());
        switch (extensions.form()) {
            case STANDARD, WITHOUT_LENGTH -> {
                // As it is.
            }
            case WRONG_CHECKSUM -> structure[2] ^= 0x55;
            case WRONG_VERSION -> {
                structure[0] = (byte) (ExtensionStructure.VERSION + 1 << 4);
                ExtensionStructure.seal(structure);
            }
            case WRONG_LENGTH -> {
                Bytes.put16(structure, ExtensionStructure.lastObject(structure), structure.length + 4);
                ExtensionStructure.seal(structure);
            }
        }
        return structure;
    }
}
