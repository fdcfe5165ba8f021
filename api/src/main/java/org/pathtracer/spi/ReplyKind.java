// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.spi;

/**
 * The kind of a reply.
 *
 * @since 0.1.0
 */
public enum ReplyKind {
    ECHO_REPLY,
    TIME_EXCEEDED,
    UNREACHABLE,
    /** ICMPv6 packet too big, and ICMP fragmentation needed. */
    PACKET_TOO_BIG,
    TCP_SYN_ACK,
    TCP_RESET,
    UDP_REPLY
}
