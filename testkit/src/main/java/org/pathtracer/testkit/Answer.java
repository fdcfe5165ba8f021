// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit;

import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pathtracer.AddressFamily;
import org.pathtracer.spi.ReplyKind;

/**
 * What a node says to a packet, on its way to the source and there. {@link ReplyKind#TCP_SYN_ACK} stands for whatever
 * an open port says to a segment.
 */
final class Answer {
    final ReplyKind kind;
    final int type;
    final int code;
    /** With {@link ReplyKind#PACKET_TOO_BIG}; else 0. */
    final int nextMtu;
    /** Bytes of the packet that an error shows behind the IP header. */
    final int quote;
    /** What a datagram holds instead of an echo. */
    final Optional<String> udpContent;
    /** Sent by an attacker, who knows everything but the tag. */
    final boolean forged;

    final InetAddress from;
    /** What it answers, as it arrived at the node that does. */
    final Packet probe;
    /** When it arrives. */
    long at;
    /** TTL or hop limit on arrival. */
    int replyTtl;

    private Answer(
            ReplyKind kind,
            int type,
            int code,
            int nextMtu,
            int quote,
            Optional<String> udpContent,
            boolean forged,
            InetAddress from,
            Packet probe,
            long at,
            int replyTtl) {
        this.kind = kind;
        this.type = type;
        this.code = code;
        this.nextMtu = nextMtu;
        this.quote = quote;
        this.udpContent = udpContent;
        this.forged = forged;
        this.from = from;
        this.probe = probe;
        this.at = at;
        this.replyTtl = replyTtl;
    }

    /** An ICMP error of the node where a packet is; null if it has no address to send it from. */
    static @Nullable Answer error(Outward leg, ReplyKind kind, int type, int code, int mtu) {
        Node node = leg.trail.site().node;
        AddressFamily family = leg.packet.family();
        Optional<InetAddress> from = disguise(node, family).or(() -> node.address(family));
        return from.isEmpty() ? null : of(leg, kind, type, code, mtu, from.get());
    }

    /** What the host that a packet was for says. */
    static Answer ofHost(Outward leg, ReplyKind kind, int type) {
        Node node = leg.trail.site().node;
        InetAddress from = disguise(node, leg.packet.family()).orElse(leg.packet.destination);
        return of(leg, kind, type, 0, 0, from);
    }

    private static Answer of(Outward leg, ReplyKind kind, int type, int code, int mtu, InetAddress from) {
        Answering answering = leg.trail.site().node.answering();
        long ready = leg.at + answering.delayNanos() + leg.journey.upTo(answering.jitterNanos());
        return new Answer(
                kind,
                type,
                code,
                mtu,
                answering.quote(),
                leg.trail.site().node.ports().udpContent(),
                false,
                from,
                leg.packet,
                ready,
                answering.initialTtl());
    }

    /** What the first router says of a packet that is too large to get even to it. */
    static Answer refusal(Packet packet, Fate.Refused refusal, long at) {
        Node gateway = refusal.gateway().node;
        InetAddress from = gateway.address(packet.family()).orElse(packet.destination);
        Answering answering = gateway.answering();
        return new Answer(
                ReplyKind.PACKET_TOO_BIG,
                Icmp.tooBigType(packet.v6),
                Icmp.tooBigCode(packet.v6),
                refusal.mtu(),
                answering.quote(),
                Optional.empty(),
                false,
                from,
                packet,
                at,
                answering.initialTtl());
    }

    /** An echo reply of somebody who saw nothing but the destination's name. */
    static Answer forgedEcho(Packet packet, long at) {
        int type = Icmp.echoReplyType(packet.v6);
        return new Answer(
                ReplyKind.ECHO_REPLY, type, 0, 0, 0, Optional.empty(), true, packet.destination, packet, at, 64);
    }

    Answer copy() {
        return new Answer(kind, type, code, nextMtu, quote, udpContent, forged, from, probe, at, replyTtl);
    }

    /** What a node answers from instead of its own address. */
    private static Optional<InetAddress> disguise(Node node, AddressFamily family) {
        return Node.first(node.answering().from(), family);
    }
}
