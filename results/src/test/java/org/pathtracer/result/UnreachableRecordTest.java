// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pathtracer.probe.IcmpExtensions;
import org.pathtracer.probe.Matching;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.Reception;
import org.pathtracer.probe.TimestampSource;
import org.pathtracer.probe.UnreachableReason;

class UnreachableRecordTest {
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
        Reception reception = new ReceptionRecord(
                Traces.address(from), Duration.ZERO, TimestampSource.USER, OptionalInt.empty(), type, code, false);
        return new UnreachableRecord(
                reception, reason, mtu, QuotedPacketRecord.notShown(Matching.TAG), IcmpExtensions.NONE);
    }
}
