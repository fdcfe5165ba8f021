// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.probe;

/**
 * Why a packet could not be delivered, for ICMP (RFC 792, RFC 1122, RFC 1812) and ICMPv6 (RFC 4443) alike, with the
 * mark that traceroute programs print for it.
 *
 * @since 0.1.0
 */
public enum UnreachableReason {
    NETWORK("!N"),
    HOST("!H"),
    PROTOCOL("!P"),
    /** Closed UDP port; from the destination this means "reached". */
    PORT(""),
    /** The packet is larger than the next link and must not be fragmented; carries the next MTU. */
    FRAGMENTATION_NEEDED("!F"),
    /** Also an error in an IPv6 source routing header. */
    SOURCE_ROUTE_FAILED("!S"),
    /** A filter forbids it. */
    PROHIBITED("!X"),
    HOST_PRECEDENCE("!V"),
    PRECEDENCE_CUTOFF("!C"),
    /** ICMPv6 code 2: beyond the scope of the source address. */
    BEYOND_SCOPE("!S"),
    /** Any other code; {@link ProbeOutcome.Unreachable#mark} has the number. */
    OTHER("!");

    private final String mark;

    UnreachableReason(String mark) {
        this.mark = mark;
    }

    /** The usual mark behind a round-trip time; empty for a closed port. */
    public String mark() {
        return mark;
    }

    /** The reason for an ICMP destination unreachable (type 3) with this code. */
    public static UnreachableReason ofIcmp(int code) {
        return switch (code) {
            case 0, 6, 11 -> NETWORK;
            case 1, 7, 8, 12 -> HOST;
            case 2 -> PROTOCOL;
            case 3 -> PORT;
            case 4 -> FRAGMENTATION_NEEDED;
            case 5 -> SOURCE_ROUTE_FAILED;
            case 9, 10, 13 -> PROHIBITED;
            case 14 -> HOST_PRECEDENCE;
            case 15 -> PRECEDENCE_CUTOFF;
            default -> OTHER;
        };
    }

    /** The reason for an ICMPv6 destination unreachable (type 1) with this code. */
    public static UnreachableReason ofIcmpv6(int code) {
        return switch (code) {
            case 0, 6 -> NETWORK;
            case 1, 5 -> PROHIBITED;
            case 2 -> BEYOND_SCOPE;
            case 3 -> HOST;
            case 4 -> PORT;
            case 7 -> SOURCE_ROUTE_FAILED;
            default -> OTHER;
        };
    }
}
