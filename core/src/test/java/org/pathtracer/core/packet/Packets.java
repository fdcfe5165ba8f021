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

    private Packets() {}

    static ByteBuffer of(String... hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(String.join("", hex).replace(" ", "")));
    }
}
