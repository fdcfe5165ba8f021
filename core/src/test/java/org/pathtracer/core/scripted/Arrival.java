// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.scripted;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;
import org.pathtracer.AddressFamily;
import org.pathtracer.probe.Matching;
import org.pathtracer.probe.TimestampSource;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.Reply;
import org.pathtracer.spi.ReplyKind;

/**
 * An answer on its way: when it will arrive after the probe has left, and what it will say.
 *
 * @param forgery bits of the tag that are turned over
 * @param blind whether it shows nothing by which probes of a flow differ
 * @param mtu which it names, if it says that the probe is too big
 */
public record Arrival(
        long delay, ReplyKind kind, InetAddress from, int code, long forgery, boolean blind, OptionalInt mtu) {
    public Arrival(long delay, ReplyKind kind, InetAddress from, int code, long forgery, boolean blind) {
        this(delay, kind, from, code, forgery, blind, OptionalInt.empty());
    }

    /** RFC 792. */
    private static final int FRAGMENTATION_NEEDED = 4;

    public Arrival(long delay, ReplyKind kind, InetAddress from, int code, long forgery) {
        this(delay, kind, from, code, forgery, false);
    }

    /** A router's time exceeded. */
    public static Arrival exceeded(long delay, InetAddress from) {
        return new Arrival(delay, ReplyKind.TIME_EXCEEDED, from, 0, 0);
    }

    /** The echo of the destination. */
    public static Arrival echo(long delay, InetAddress from) {
        return new Arrival(delay, ReplyKind.ECHO_REPLY, from, 0, 0);
    }

    /** An unreachable with this code. */
    public static Arrival unreachable(long delay, InetAddress from, int code) {
        return new Arrival(delay, ReplyKind.UNREACHABLE, from, code, 0);
    }

    /** A router's word that the probe is too big for its next link. */
    public static Arrival tooBig(long delay, InetAddress from, int mtu) {
        return new Arrival(delay, ReplyKind.PACKET_TOO_BIG, from, FRAGMENTATION_NEEDED, 0, false, OptionalInt.of(mtu));
    }

    /** The same with these bits of the tag turned over. */
    public Arrival forged(long bits) {
        return new Arrival(delay, kind, from, code, bits);
    }

    /** A router that quotes no more of a UDP or TCP probe than the 8 bytes that RFC 792 asks for. */
    public Arrival shortened() {
        return new Arrival(delay, kind, from, code, forgery, true);
    }

    Reply reply(Probe probe, long receivedAt) {
        Reply.Builder reply = Reply.of(probe.id(), kind, from, receivedAt, TimestampSource.KERNEL)
                .replyTtl(OptionalInt.of(64));
        if (blind) {
            reply.matching(Matching.ONLY_CANDIDATE);
        } else {
            reply.tag(probe.tag() ^ forgery, Long.SIZE);
        }
        return switch (kind) {
            case ECHO_REPLY -> reply.icmp(type(probe.profile().family()), code).build();
            case TCP_SYN_ACK, TCP_RESET, UDP_REPLY -> reply.build();
            case TIME_EXCEEDED, UNREACHABLE, PACKET_TOO_BIG ->
                reply.icmp(type(probe.profile().family()), code)
                        .nextMtu(mtu)
                        .probeDestination(Optional.of(probe.profile().destination()))
                        .build();
        };
    }

    private int type(AddressFamily family) {
        boolean v6 = family == AddressFamily.IPV6;
        return switch (kind) {
            case ECHO_REPLY -> v6 ? 129 : 0;
            case TIME_EXCEEDED -> v6 ? 3 : 11;
            case PACKET_TOO_BIG -> v6 ? 2 : 3;
            default -> v6 ? 1 : 3;
        };
    }
}
