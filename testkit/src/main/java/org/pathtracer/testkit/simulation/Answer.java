// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.simulation;

import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pathtracer.AddressFamily;
import org.pathtracer.spi.ReplyKind;
import org.pathtracer.testkit.topology.Answering;
import org.pathtracer.testkit.topology.Extensions;
import org.pathtracer.testkit.topology.Node;
import org.pathtracer.testkit.topology.NodeBuilder;
import org.pathtracer.testkit.wire.IpHeader;

/**
 * What a node says to a packet, on its way to the source and there. {@link ReplyKind#TCP_SYN_ACK} stands for whatever
 * an open port says to a segment.
 *
 * @since 0.1.0
 */
public final class Answer {
    private static final int FORGERS_TTL = 64;

    public final ReplyKind kind;
    public final int type;
    public final int code;
    /** With {@link ReplyKind#PACKET_TOO_BIG}; else 0. */
    public final int nextMtu;
    /**
     * The site that says it; null for an attacker off the path that knows everything but what is random in the packet.
     */
    final @Nullable Node by;

    public InetAddress from;
    /** What it answers: at the node that does as it arrived there, at the source as it left. */
    public Packet probe;
    /** The same as an error shows it. */
    public Packet quoted;
    /** When it arrives. */
    public long at;
    /** TTL or hop limit on arrival. */
    public int replyTtl;
    /** Of its own IPv4 header. */
    public int identification;

    private Answer(ReplyKind kind, int type, int code, int nextMtu, @Nullable Node by, InetAddress from, Packet probe) {
        this.kind = kind;
        this.type = type;
        this.code = code;
        this.nextMtu = nextMtu;
        this.by = by;
        this.from = from;
        this.probe = probe;
        this.quoted = probe;
        this.replyTtl = by == null ? FORGERS_TTL : by.answering().initialTtl();
    }

    /** An ICMP error of the node where a packet is; null if it has no address to send it from. */
    static @Nullable Answer error(Outward leg, ReplyKind kind, int type, int code, int mtu) {
        Site site = leg.trail.site();
        AddressFamily family = leg.packet.family();
        Optional<InetAddress> own = site == leg.packet.target
                ? Optional.of(leg.packet.destination)
                : leg.arrivedAt(family).or(() -> site.node.address(family));
        Optional<InetAddress> from = disguise(site.node, family).or(() -> own);
        return from.isEmpty() ? null : made(leg, new Answer(kind, type, code, mtu, site.node, from.get(), leg.packet));
    }

    /** What the host that a packet was for says. */
    static Answer ofHost(Outward leg, ReplyKind kind, int type) {
        Node node = leg.trail.site().node;
        InetAddress from = disguise(node, leg.packet.family()).orElse(leg.packet.destination);
        return made(leg, new Answer(kind, type, 0, 0, node, from, leg.packet));
    }

    private static Answer made(Outward leg, Answer answer) {
        Answering answering = leg.trail.site().node.answering();
        answer.identification = leg.trail.site().nextIdentification(leg.packet);
        answer.at = leg.at + answering.delayNanos() + leg.journey.upTo(answering.jitterNanos());
        return answer;
    }

    /** What the first router says of a packet that is too large to get even to it. */
    public static Answer refusal(Packet packet, Fate.Refused refusal, long at) {
        Node gateway = refusal.gateway().node;
        InetAddress from = gateway.address(packet.family()).orElse(packet.destination);
        int type = Icmp.tooBigType(packet.v6);
        int code = Icmp.tooBigCode(packet.v6);
        Answer answer = new Answer(ReplyKind.PACKET_TOO_BIG, type, code, refusal.mtu(), gateway, from, packet);
        answer.at = at;
        return answer;
    }

    /** An answer in the destination's name. */
    static Answer forged(Packet packet, ReplyKind kind, long at) {
        boolean v6 = packet.v6;
        int type = switch (kind) {
            case ECHO_REPLY -> Icmp.echoReplyType(v6);
            case TIME_EXCEEDED -> Icmp.timeExceededType(v6);
            case UNREACHABLE -> Icmp.unreachableType(v6);
            case PACKET_TOO_BIG -> Icmp.tooBigType(v6);
            case TCP_SYN_ACK, TCP_RESET, UDP_REPLY -> 0;
        };
        int code = switch (kind) {
            case UNREACHABLE -> Icmp.portUnreachable(v6);
            case PACKET_TOO_BIG -> Icmp.tooBigCode(v6);
            default -> 0;
        };
        int mtu = kind == ReplyKind.PACKET_TOO_BIG ? packet.family().smallestPacket() : 0;
        Answer answer = new Answer(kind, type, code, mtu, null, packet.destination, packet);
        answer.at = at;
        return answer;
    }

    Answer copy() {
        Answer copy = new Answer(kind, type, code, nextMtu, by, from, probe);
        copy.quoted = quoted;
        copy.at = at;
        copy.replyTtl = replyTtl;
        copy.identification = identification;
        return copy;
    }

    public boolean isForged() {
        return by == null;
    }

    /** Bytes of the packet that an error shows behind the IP header, if there are so many. */
    public int quote() {
        int configured = by == null ? NodeBuilder.EVERYTHING : by.answering().quote();
        Extensions extensions = extensions();
        if (extensions.objects().isEmpty()) {
            return configured;
        }
        int shortest = Extensions.SHORTEST_QUOTE - IpHeader.length(quoted.v6);
        return extensions.form() == Extensions.Form.WITHOUT_LENGTH ? shortest : Math.max(shortest, configured);
    }

    /** What is appended to it. */
    public Extensions extensions() {
        boolean takes = kind == ReplyKind.TIME_EXCEEDED || kind == ReplyKind.UNREACHABLE;
        return by == null || !takes ? Extensions.NONE : by.extensions().of(probe.family());
    }

    /** What a datagram holds instead of an echo. */
    public Optional<String> udpContent() {
        return by == null ? Optional.empty() : by.ports().udpContent();
    }

    /** What a node answers from instead of its own address. */
    private static Optional<InetAddress> disguise(Node node, AddressFamily family) {
        return Node.first(node.answering().from(), family);
    }
}
