// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.packet;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pathtracer.AddressFamily;
import org.pathtracer.spi.ReplyKind;

/** What ICMP and ICMPv6 types mean for a probe. */
public final class IcmpKinds {
    private static final int UNREACHABLE = 3;
    private static final int FRAGMENTATION_NEEDED = 4;

    private IcmpKinds() {}

    /** The kind of a message; empty if it is no answer to a probe. */
    public static Optional<ReplyKind> of(AddressFamily family, int type, int code) {
        return Optional.ofNullable(family == AddressFamily.IPV6 ? icmpv6(type) : icmp(type, code));
    }

    // RFC 792; a parameter problem (12) means that the probe will get no further, like an unreachable.
    private static @Nullable ReplyKind icmp(int type, int code) {
        return switch (type) {
            case 0 -> ReplyKind.ECHO_REPLY;
            case UNREACHABLE -> code == FRAGMENTATION_NEEDED ? ReplyKind.PACKET_TOO_BIG : ReplyKind.UNREACHABLE;
            case 11 -> ReplyKind.TIME_EXCEEDED;
            case 12 -> ReplyKind.UNREACHABLE;
            default -> null;
        };
    }

    // RFC 4443
    private static @Nullable ReplyKind icmpv6(int type) {
        return switch (type) {
            case 1, 4 -> ReplyKind.UNREACHABLE;
            case 2 -> ReplyKind.PACKET_TOO_BIG;
            case 3 -> ReplyKind.TIME_EXCEEDED;
            case 129 -> ReplyKind.ECHO_REPLY;
            default -> null;
        };
    }
}
