// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows.echo;

/**
 * Sizes and offsets of structs, in bytes, on 64-bit Windows (x64 and arm64), as {@code ipexport.h} has them. The same
 * for both: little-endian, pointers of 8 bytes.
 */
public final class Layout {
    /** {@code IP_OPTION_INFORMATION}. */
    public static final int OPTIONS = 16;

    public static final int OPTIONS_TTL = 0;
    public static final int OPTIONS_TOS = 1;
    public static final int OPTIONS_FLAGS = 2;
    public static final int OPTIONS_SIZE = 3;
    public static final int OPTIONS_DATA = 8;
    public static final int IP_FLAG_DF = 2;

    /** {@code ICMP_ECHO_REPLY}. */
    public static final int REPLY = 40;

    public static final int REPLY_ADDRESS = 0;
    public static final int REPLY_STATUS = 4;
    public static final int REPLY_ROUND_TRIP = 8;
    public static final int REPLY_DATA_SIZE = 12;
    /** How many replies there are, until {@code IcmpParseReplies} was called. */
    public static final int REPLY_RESERVED = 14;

    public static final int REPLY_DATA = 16;
    public static final int REPLY_OPTIONS = 24;

    /** {@code ICMPV6_ECHO_REPLY}, behind which the echoed data stand. Begins with a packed {@code IPV6_ADDRESS_EX}. */
    public static final int REPLY6 = 36;

    public static final int REPLY6_ADDRESS = 6;
    public static final int REPLY6_SCOPE = 22;
    public static final int REPLY6_STATUS = 28;
    public static final int REPLY6_ROUND_TRIP = 32;

    /** {@code sockaddr_in}, as much of it as is used. */
    public static final int SIN_ADDR = 4;

    public static final int AF_INET = 2;

    /** {@code sockaddr_in6}. */
    public static final int SOCKADDR_IN6 = 28;

    public static final int SIN6_FAMILY = 0;
    public static final int SIN6_ADDR = 8;
    public static final int SIN6_SCOPE = 24;
    public static final int AF_INET6 = 23;

    /**
     * What a reply buffer must have beyond reply and data: 8 bytes for an ICMP error and an {@code IO_STATUS_BLOCK}.
     */
    public static final int REPLY_EXTRA = 8 + 16;

    private Layout() {}
}
