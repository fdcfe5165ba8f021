// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;
import org.pathtracer.AddressFamily;
import org.pathtracer.TimestampSource;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeProfile;
import org.pathtracer.spi.QuotedFields;
import org.pathtracer.spi.Reply;
import org.pathtracer.spi.ReplyKind;

/**
 * Turns probes into packets and answers into replies, as a raw ICMP socket would: an echo request has an 8-byte header,
 * a word that makes the checksum depend on the flow alone, the tag, and padding.
 */
final class ProbePackets {
    private static final int HEADER = 8;
    private static final int BALANCE = 2;
    private static final int TAG = 8;
    private static final int IDENTIFIER = 0x5054;

    private ProbePackets() {}

    static Packet packet(Probe probe, InetAddress source) {
        ProbeProfile profile = probe.profile();
        boolean v6 = profile.family() == AddressFamily.IPV6;
        Packet packet = new Packet(v6 ? Packet.ICMPV6 : Packet.ICMP, source, profile.destination());
        packet.ttl = probe.ttl();
        packet.trafficClass = profile.trafficClass();
        packet.size = profile.size();
        packet.dontFragment = profile.dontFragment();
        packet.icmpType = Icmp.echoRequestType(v6);
        packet.checksum = ~folded(sum(probe, source, v6)) & 0xffff;
        return packet;
    }

    private static long sum(Probe probe, InetAddress source, boolean v6) {
        int length = length(probe.profile());
        // Without room for the balancing word the checksum varies with the number.
        long sum = length >= HEADER + BALANCE
                ? probe.flow() + 1
                : (Icmp.echoRequestType(v6) << 8) + IDENTIFIER + probe.id();
        if (v6) {
            // RFC 4443 section 2.3: ICMPv6 checksums cover a pseudo header.
            InetAddress destination = probe.profile().destination();
            sum += words(source) + words(destination) + length + Packet.ICMPV6;
        }
        return sum;
    }

    private static long words(InetAddress address) {
        byte[] bytes = address.getAddress();
        long sum = 0;
        for (int i = 0; i < bytes.length; i += 2) {
            sum += (bytes[i] & 0xff) << 8 | bytes[i + 1] & 0xff;
        }
        return sum;
    }

    private static int folded(long sum) {
        long folded = sum;
        while (folded >> 16 != 0) {
            folded = (folded & 0xffff) + (folded >> 16);
        }
        return (int) folded;
    }

    private static int length(ProbeProfile profile) {
        return profile.size() - profile.family().smallestPacket() + HEADER;
    }

    static Reply reply(Probe probe, Answer answer) {
        boolean echo = answer.kind == ReplyKind.ECHO_REPLY;
        int shown = echo ? length(probe.profile()) : Math.min(length(probe.profile()), answer.quote);
        int tagBits = 8 * Math.max(0, Math.min(TAG, shown - HEADER - BALANCE));
        long tag = answer.forged ? Balancer.mix(probe.id(), answer.at) : probe.tag();
        Packet packet = answer.probe;
        return Reply.of(probe.id(), answer.kind, answer.from, answer.at, TimestampSource.KERNEL)
                .icmp(answer.type, answer.code)
                .replyTtl(OptionalInt.of(answer.replyTtl))
                .probeDestination(echo ? Optional.empty() : Optional.of(packet.destination))
                .tag(tagBits == 0 ? 0 : tag & -1L << (Long.SIZE - tagBits), tagBits)
                .nextMtu(answer.nextMtu > 0 ? OptionalInt.of(answer.nextMtu) : OptionalInt.empty())
                .quoted(echo ? QuotedFields.NONE : quoted(packet))
                .build();
    }

    private static QuotedFields quoted(Packet packet) {
        return QuotedFields.builder()
                .ttl(packet.ttl)
                .trafficClass(packet.trafficClass)
                .length(packet.size)
                .checksum(packet.checksum)
                .build();
    }
}
