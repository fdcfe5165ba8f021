// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.virtual;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;
import org.pathtracer.AddressFamily;
import org.pathtracer.TimestampSource;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.Reply;
import org.pathtracer.spi.ReplyKind;

/** An answer on its way: when it will arrive after the probe has left, and what it will say. */
public record Arrival(long delay, ReplyKind kind, InetAddress from, int code, long forgery) {
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

    /** The same with these bits of the tag turned over. */
    public Arrival forged(long bits) {
        return new Arrival(delay, kind, from, code, bits);
    }

    Reply reply(Probe probe, long receivedAt) {
        boolean echo = kind == ReplyKind.ECHO_REPLY;
        return Reply.of(probe.id(), kind, from, receivedAt, TimestampSource.KERNEL)
                .icmp(type(probe.profile().family()), code)
                .replyTtl(OptionalInt.of(64))
                .probeDestination(
                        echo ? Optional.empty() : Optional.of(probe.profile().destination()))
                .tag(probe.tag() ^ forgery, Long.SIZE)
                .build();
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
