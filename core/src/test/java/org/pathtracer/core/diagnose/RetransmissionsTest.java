// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetransmissionsTest {
    /** Timeouts of 200, 400 and 800 ms; of three round trips if these take longer. */
    @ParameterizedTest
    @CsvSource({
        "200, 1, 0.3, 0.3",
        "600, 1, 0.3, 0.09",
        "1400, 1, 0.3, 0.027",
        "1401, 1, 0.3, 0.0081",
        "900, 300, 0.3, 0.3",
        "2700, 300, 0.1, 0.01",
        "1400, 1, 0, 0"
    })
    void delay_takesTheLossesOfItsTimeouts(long lateMillis, long roundTripMillis, double loss, double probability) {
        assertThat(Retransmissions.explain(Duration.ofMillis(lateMillis), Duration.ofMillis(roundTripMillis), loss))
                .isCloseTo(probability, within(1e-9));
    }
}
