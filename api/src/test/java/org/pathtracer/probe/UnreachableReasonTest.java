// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pathtracer.Traces;

class UnreachableReasonTest {
    // RFC 792, RFC 1122 section 3.2.2.1, RFC 1812 section 5.2.7.1
    @ParameterizedTest
    @CsvSource({
        "0, NETWORK, !N",
        "1, HOST, !H",
        "2, PROTOCOL, !P",
        "3, PORT, ''",
        "4, FRAGMENTATION_NEEDED, !F",
        "5, SOURCE_ROUTE_FAILED, !S",
        "6, NETWORK, !N",
        "7, HOST, !H",
        "8, HOST, !H",
        "9, PROHIBITED, !X",
        "10, PROHIBITED, !X",
        "11, NETWORK, !N",
        "12, HOST, !H",
        "13, PROHIBITED, !X",
        "14, HOST_PRECEDENCE, !V",
        "15, PRECEDENCE_CUTOFF, !C",
        "16, OTHER, !",
        "255, OTHER, !",
        "-1, OTHER, !"
    })
    void icmpCode_hasReasonAndMark(int code, UnreachableReason reason, String mark) {
        assertThat(UnreachableReason.ofIcmp(code)).isEqualTo(reason);
        assertThat(reason.mark()).isEqualTo(mark);
    }

    // RFC 4443 section 3.1
    @ParameterizedTest
    @CsvSource({
        "0, NETWORK",
        "1, PROHIBITED",
        "2, BEYOND_SCOPE",
        "3, HOST",
        "4, PORT",
        "5, PROHIBITED",
        "6, NETWORK",
        "7, SOURCE_ROUTE_FAILED",
        "8, OTHER",
        "255, OTHER",
        "-1, OTHER"
    })
    void icmpv6Code_hasReason(int code, UnreachableReason reason) {
        assertThat(UnreachableReason.ofIcmpv6(code)).isEqualTo(reason);
    }

    // As Dmitry Butskoy's traceroute prints them
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, HOST, 3, 1, !H",
        "192.0.2.1, PORT, 3, 3, ''",
        "192.0.2.1, OTHER, 3, 16, !<16>",
        "192.0.2.1, OTHER, 12, 0, !<12-0>",
        "2001:db8::1, PROHIBITED, 1, 1, !X",
        "2001:db8::1, OTHER, 1, 8, !<8>",
        "2001:db8::1, OTHER, 4, 2, !<4-2>",
        "2001:db8::1, OTHER, 3, 2, !<3-2>",
    })
    void unknownCode_isPartOfTheMark(String from, UnreachableReason reason, int type, int code, String mark) {
        assertThat(unreachable(from, reason, OptionalInt.of(type), OptionalInt.of(code), OptionalInt.empty())
                        .mark())
                .isEqualTo(mark);
    }

    @Test
    void nextMtu_isPartOfTheMark() {
        OptionalInt none = OptionalInt.empty();
        UnreachableReason reason = UnreachableReason.FRAGMENTATION_NEEDED;
        assertThat(unreachable("192.0.2.1", reason, OptionalInt.of(3), OptionalInt.of(4), OptionalInt.of(1400))
                        .mark())
                .isEqualTo("!F-1400");
        assertThat(unreachable("192.0.2.1", reason, none, none, none).mark()).isEqualTo("!F");
        assertThat(unreachable("192.0.2.1", UnreachableReason.OTHER, none, none, none)
                        .mark())
                .isEqualTo("!");
    }

    private static ProbeOutcome.Unreachable unreachable(
            String from, UnreachableReason reason, OptionalInt type, OptionalInt code, OptionalInt mtu) {
        Reception reception = new Reception(
                Traces.address(from), Duration.ZERO, TimestampSource.USER, OptionalInt.empty(), type, code, false);
        return new ProbeOutcome.Unreachable(
                reception, reason, mtu, QuotedPacket.notShown(Matching.TAG), IcmpExtensions.NONE);
    }

    @Test
    void everyReasonButClosedPort_hasMark() {
        for (UnreachableReason reason : UnreachableReason.values()) {
            assertThat(reason.mark().isEmpty()).isEqualTo(reason == UnreachableReason.PORT);
        }
    }
}
