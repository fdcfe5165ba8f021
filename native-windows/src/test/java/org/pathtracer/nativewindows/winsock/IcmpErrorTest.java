// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows.winsock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.AddressFamily;
import org.pathtracer.nativeposix.libc.NativeMemory;
import org.pathtracer.nativewindows.Probes;
import org.pathtracer.spi.ReplyKind;

/** {@code ICMP_ERROR_INFO} as bytes: a {@code SOCKADDR_INET} of 28, a protocol of 4, type and code of 1. */
class IcmpErrorTest {
    private static final int OFFSET = 8;
    private static final String FROM_4 = "0200 0000 0a580101 0000000000000000 000000000000000000000000";
    private static final String FROM_6 = "1700 0000 00000000 fd880001000000000000000000000001 00000000";
    private static final String ICMP = "01000000";
    private static final String ICMPV6 = "3a000000";

    private static NativeMemory memory(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        assertThat(bytes).hasSize(Ws2.ICMP_ERROR_INFO);
        NativeMemory memory = new NativeMemory(OFFSET + bytes.length);
        memory.bytes().put(OFFSET, bytes);
        return memory;
    }

    @Test
    void timeExceeded_isReadOverIpv4() {
        assertThat(IcmpError.read(memory(FROM_4 + ICMP + "0b00 0000"), OFFSET, AddressFamily.IPV4))
                .contains(new IcmpError(ReplyKind.TIME_EXCEEDED, Probes.address("10.88.1.1"), 11, 0));
    }

    @Test
    void prohibition_isReadOverIpv6() {
        assertThat(IcmpError.read(memory(FROM_6 + ICMPV6 + "0101 0000"), OFFSET, AddressFamily.IPV6))
                .contains(new IcmpError(ReplyKind.UNREACHABLE, Probes.address("fd88:1::1"), 1, 1));
    }

    @Test
    void codesOf128AndAbove_arePositive() {
        assertThat(IcmpError.read(memory(FROM_4 + ICMP + "03ff 0000"), OFFSET, AddressFamily.IPV4))
                .hasValueSatisfying(error -> assertThat(error.code()).isEqualTo(255));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                FROM_6 + ICMPV6 + "0300 0000",
                FROM_6 + ICMP + "0b00 0000",
                FROM_4 + ICMPV6 + "0b00 0000",
                FROM_4 + ICMP + "0000 0000",
                FROM_4 + ICMP + "0500 0000",
                "0200 0000 00000000 0000000000000000 000000000000000000000000" + ICMP + "0b00 0000",
                "0000 0000 0a580101 0000000000000000 000000000000000000000000" + ICMP + "0b00 0000"
            })
    void whatIsNoErrorOfAnIpv4Probe_isNone(String hex) {
        assertThat(IcmpError.read(memory(hex), OFFSET, AddressFamily.IPV4)).isEmpty();
    }
}
