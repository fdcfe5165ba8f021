// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pathtracer.statistics.Statistics;
import org.pathtracer.trace.Responder;

class ResponderTest {
    @ParameterizedTest
    @CsvSource({
        "0, 33",
        "1, 32",
        "25, 8",
        "32, 1",
        "33, 32",
        "57, 8",
        "64, 1",
        "65, 64",
        "121, 8",
        "128, 1",
        "129, 127",
        "248, 8",
        "255, 1"
    })
    void replyTtl_givesDistanceToNextUsualStart(int replyTtl, int hops) {
        assertThat(responder(OptionalInt.of(replyTtl)).returnHops()).hasValue(hops);
    }

    @Test
    void unknownReplyTtl_givesNoDistance() {
        assertThat(responder(OptionalInt.empty()).returnHops()).isEmpty();
    }

    private static Responder responder(OptionalInt replyTtl) {
        return new ResponderRecord(InetAddress.getLoopbackAddress(), Statistics.of(0, List.of()), replyTtl, List.of());
    }
}
