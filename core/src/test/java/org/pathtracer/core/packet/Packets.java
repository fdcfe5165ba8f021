// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.packet;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Packets as they come from the network, written down by hand. */
final class Packets {
    /** Echo request to 192.0.2.9: identifier 0x1234, sequence 0x5678, balance, tag 0102030405060708. */
    static final String ECHO = "0800 fff0 1234 5678 aaaa 0102030405060708 1011";

    static final String ECHO_V6 = "8000 fff0 1234 5678 aaaa 0102030405060708 1011";

    /** IPv4 header of that request as a router quotes it: TOS 0xb8, length 60, don't fragment, TTL 1. */
    static final String QUOTED = "45b8 003c 0001 4000 0101 0000 0a000001 c0000209";

    static final String QUOTED_WITH_OPTIONS = "47b8 0044 0001 4000 0101 0000 0a000001 c0000209 9404 0000 0101 0100";

    /** IPv6 header: traffic class 0xb8, flow label, payload 40, hop limit 1, to 2001:db8::9. */
    static final String QUOTED_V6 =
            "6b8a bcde 0028 3a01 fd000000000000000000000000000001" + " 20010db8000000000000000000000009";

    /** IPv4 header of the UDP probe {@link #UDP}: TTL 1, to 192.0.2.9. */
    static final String QUOTED_UDP = "4500 003c abcd 0000 0111 0000 0a000001 c0000209";

    /** UDP probe from 61000 to 33434: id 0x5678, tag 0102030405060708, then the pattern. */
    static final String UDP = "ee48 829a 0028 1357 aaaa 5678 0102030405060708 0c0d0e0f";

    static final String QUOTED_TCP = "4500 003c abcd 4000 0106 0000 0a000001 c0000209";

    /** SYN from 61000 to 80, sequence number 01020304. */
    static final String TCP = "ee48 0050 01020304 00000000 a002 faf0 2468 0000";

    static final String QUOTED_V6_UDP =
            "6b8a bcde 0028 1101 fd000000000000000000000000000001" + " 20010db8000000000000000000000009";

    /** With destination options of 16 bytes and the header of a first fragment. */
    static final String QUOTED_V6_FRAGMENT =
            "6b8a bcde 0500 3c01 fd000000000000000000000000000001 20010db8000000000000000000000009"
                    + "2c01 0104 00000000 0104 00000000 0000 1100 0001 00000007";

    private Packets() {}

    static String hex(ByteBuffer bytes, int offset, int length) {
        byte[] copy = new byte[length];
        bytes.get(offset, copy);
        return HexFormat.of().formatHex(copy);
    }

    /** A time exceeded with an announced stack of two labels behind a quote of 128 bytes. */
    static ByteBuffer timeExceededWithLabels() {
        String filling = "00".repeat(128 - 20 - 20);
        return of("0b00 1111 0020 0000", QUOTED, ECHO, filling, "2000 0000 000c 0101 186a0140 ffff3f02");
    }

    /** A structure of two labels behind this many other bytes, with a checksum that holds. */
    static ByteBuffer structure(int before) {
        return of("55".repeat(before), "2000 8646 000c 0101 186a0140 ffff3f02");
    }

    static ByteBuffer of(String... hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(String.join("", hex).replace(" ", "")));
    }
}
