// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @Test
    void everyReasonButClosedPort_hasMark() {
        for (UnreachableReason reason : UnreachableReason.values()) {
            assertThat(reason.mark().isEmpty()).isEqualTo(reason == UnreachableReason.PORT);
        }
    }
}
