// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.virtual;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.pathtracer.FlowMethod;
import org.pathtracer.Protocol;
import org.pathtracer.probe.Matching;
import org.pathtracer.probe.TimestampSource;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.QuotedFields;
import org.pathtracer.spi.Reply;
import org.pathtracer.spi.ReplyKind;
import org.pathtracer.testkit.simulation.Answer;
import org.pathtracer.testkit.simulation.Balancer;
import org.pathtracer.testkit.simulation.Packet;

/** Turns answers into replies, with no more than a transport of this view would see. */
final class ReplyReader {
    private static final int SEQUENCE_BITS = 32;

    private final View view;

    ReplyReader(View view) {
        this.view = view;
    }

    /** Whether the system hands it over at all. */
    boolean arrives(Probe probe, Answer answer) {
        return switch (answer.kind) {
            case ECHO_REPLY -> true;
            case UDP_REPLY -> toItsPort(probe, answer);
            case TCP_SYN_ACK, TCP_RESET -> toItsPort(probe, answer) && !seenThrough(answer);
            case TIME_EXCEEDED, UNREACHABLE, PACKET_TOO_BIG -> quotesItsSocket(answer) && !seenThrough(answer);
        };
    }

    /** A forger must guess the port. */
    private static boolean toItsPort(Probe probe, Answer answer) {
        return !answer.isForged() || answer.probe.sourcePort == ProbePackets.sourcePort(probe);
    }

    /** Without privileges, it is the system that looks at sequence numbers (RFC 5927 section 4.1 for errors). */
    private boolean seenThrough(Answer answer) {
        return answer.isForged() && answer.probe.protocol == Packet.TCP && view == View.UNPRIVILEGED;
    }

    /**
     * Whether what a translator left in a quote leads to the socket: raw sockets see all but look for their identifier;
     * a system goes by the port, and for a connection also by its address.
     */
    private boolean quotesItsSocket(Answer answer) {
        Packet sent = answer.probe;
        boolean port = answer.quoted.sourcePort == sent.sourcePort;
        boolean address = answer.quoted.source.equals(sent.source);
        return switch (sent.protocol) {
            case Packet.UDP -> view == View.WHOLE || port;
            case Packet.TCP -> view == View.WHOLE || port && address;
            default -> port;
        };
    }

    /**
     * The reply.
     *
     * @param onlyCandidate the one probe that it can belong to if it does not say; null if that is not clear
     * @return empty if it can't be said what it belongs to
     */
    Optional<Reply> read(Probe probe, Answer answer, UnaryOperator<@Nullable Probe> onlyCandidate) {
        int shown = shown(probe, answer);
        int tagBits = tagBits(probe, shown);
        Matching matching = matching(probe, answer, shown);
        Probe found = probe;
        if (matching == Matching.ONLY_CANDIDATE) {
            found = onlyCandidate.apply(probe);
            tagBits = 0;
        }
        return found == null ? Optional.empty() : Optional.of(reply(found, answer, tagBits, matching));
    }

    private Reply reply(Probe probe, Answer answer, int tagBits, Matching matching) {
        boolean error = isError(answer.kind);
        long tag = answer.isForged() ? Balancer.mix(probe.id(), answer.at) : probe.tag();
        Reply.Builder reply = Reply.of(probe.id(), answer.kind, answer.from, answer.at, TimestampSource.KERNEL)
                .replyTtl(OptionalInt.of(answer.replyTtl))
                .tag(tagBits == 0 ? 0 : tag & -1L << (Long.SIZE - tagBits), tagBits)
                .nextMtu(answer.nextMtu > 0 ? OptionalInt.of(answer.nextMtu) : OptionalInt.empty())
                .matching(matching);
        if (error || answer.kind == ReplyKind.ECHO_REPLY) {
            reply.icmp(answer.type, answer.code);
        }
        if (error) {
            reply.probeDestination(Optional.of(destination(answer)))
                    .extensions(answer.extensions().asRead());
        }
        boolean copied = answer.identification == answer.quoted.identification;
        if (error && view == View.WHOLE && !answer.probe.v6 && !copied) {
            reply.identification(OptionalInt.of(answer.identification));
        }
        if (error && view == View.WHOLE) {
            reply.quoted(fields(answer.quoted)).sent(sent(answer.probe, probe));
        }
        return reply.build();
    }

    private static boolean isError(ReplyKind kind) {
        return kind == ReplyKind.TIME_EXCEEDED || kind == ReplyKind.UNREACHABLE || kind == ReplyKind.PACKET_TOO_BIG;
    }

    private InetAddress destination(Answer answer) {
        return view == View.WHOLE ? answer.quoted.destination : answer.probe.destination;
    }

    /** Bytes behind the IP header of the probe that the answer shows. */
    private static int shown(Probe probe, Answer answer) {
        int length = ProbePackets.length(probe);
        return switch (answer.kind) {
            case ECHO_REPLY -> length;
            case UDP_REPLY -> answer.udpContent().isPresent() || answer.isForged() ? 0 : length;
            case TCP_SYN_ACK, TCP_RESET -> ProbePackets.HEADER;
            case TIME_EXCEEDED, UNREACHABLE, PACKET_TOO_BIG -> Math.min(length, answer.quote());
        };
    }

    private int tagBits(Probe probe, int shown) {
        if (probe.profile().protocol() == Protocol.TCP) {
            return view == View.WHOLE ? SEQUENCE_BITS : 0;
        }
        int bytes = shown - ProbePackets.tagOffset(probe);
        return Byte.SIZE * Math.max(0, Math.min(ProbePackets.TAG, bytes));
    }

    private Matching matching(Probe probe, Answer answer, int shown) {
        return switch (probe.profile().protocol()) {
            case ICMP -> Matching.NUMBER;
            case TCP -> view == View.WHOLE ? Matching.NUMBER : Matching.KERNEL;
            case UDP -> datagramMatching(probe, answer, shown);
        };
    }

    private Matching datagramMatching(Probe probe, Answer answer, int shown) {
        boolean numbered = shown >= ProbePackets.tagOffset(probe);
        boolean ownPorts = probe.profile().flowMethod() == FlowMethod.CLASSIC;
        return numbered || ownPorts || byChecksum(probe, answer) ? Matching.NUMBER : Matching.ONLY_CANDIDATE;
    }

    /** The number can be computed from a quoted checksum and the addresses in it, if both were changed or none. */
    private boolean byChecksum(Probe probe, Answer answer) {
        boolean balanced = ProbePackets.length(probe) >= ProbePackets.HEADER + ProbePackets.BALANCE;
        return balanced
                && isError(answer.kind)
                && view == View.WHOLE
                && ProbePackets.withoutAddresses(answer.quoted) == ProbePackets.withoutAddresses(answer.probe);
    }

    private static QuotedFields fields(Packet packet) {
        QuotedFields.Builder fields = QuotedFields.builder()
                .ttl(packet.ttl)
                .trafficClass(packet.trafficClass)
                .length(packet.size)
                .checksum(packet.checksum)
                .source(packet.source)
                .destination(packet.destination);
        if (packet.v6) {
            fields.flowLabel(packet.flowLabel);
        } else {
            fields.identification(packet.identification);
        }
        if (packet.hasPorts()) {
            fields.sourcePort(packet.sourcePort).destinationPort(packet.destinationPort);
        }
        return fields.build();
    }

    /** What a transport knows of its own packet. */
    private static QuotedFields sent(Packet packet, Probe probe) {
        QuotedFields.Builder fields =
                QuotedFields.builder().checksum(packet.checksum).source(packet.source);
        if (probe.profile().flowMethod() == FlowMethod.DUBLIN) {
            fields.identification(packet.identification);
        }
        if (packet.hasPorts()) {
            fields.sourcePort(packet.sourcePort).destinationPort(packet.destinationPort);
        }
        return fields.build();
    }
}
