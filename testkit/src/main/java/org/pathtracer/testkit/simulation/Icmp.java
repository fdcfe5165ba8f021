// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.simulation;

/**
 * Numbers of RFC 792 and RFC 4443.
 *
 * @since 0.1.0
 */
public final class Icmp {
    static final int NO_ROUTE = 0;
    static final int PARAMETER_PROBLEM6 = 4;

    private static final int FRAGMENTATION_NEEDED = 4;

    private Icmp() {}

    public static int echoRequestType(boolean v6) {
        return v6 ? 128 : 8;
    }

    static int echoReplyType(boolean v6) {
        return v6 ? 129 : 0;
    }

    static int unreachableType(boolean v6) {
        return v6 ? 1 : 3;
    }

    static int portUnreachable(boolean v6) {
        return v6 ? 4 : 3;
    }

    static int timeExceededType(boolean v6) {
        return v6 ? 3 : 11;
    }

    static int tooBigType(boolean v6) {
        return v6 ? 2 : 3;
    }

    static int tooBigCode(boolean v6) {
        return v6 ? 0 : FRAGMENTATION_NEEDED;
    }

    static boolean isError(int protocol, int type) {
        return switch (protocol) {
            case Packet.ICMP -> type >= 3 && type <= 5 || type == 11 || type == 12;
            // RFC 4443 section 2.1
            case Packet.ICMPV6 -> type < 128;
            default -> false;
        };
    }
}
