// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.multipath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoppingPointsTest {
    @Test
    void fivePercent_theClosedForm() {
        assertThat(flows(0.95)).containsExactly(6, 11, 16, 21, 27, 33, 39, 45, 51, 57, 63);
    }

    @Test
    void onePercent_theClosedForm() {
        assertThat(flows(0.99)).containsExactly(8, 15, 21, 28, 36, 43, 51, 58, 66, 74, 82);
    }

    private static int[] flows(double confidence) {
        StoppingPoints points = StoppingPoints.of(confidence);
        return IntStream.rangeClosed(1, 11).map(points::flows).toArray();
    }

    @Test
    void fivePercent_theExactRisks() {
        StoppingPoints points = StoppingPoints.of(0.95);
        double[] exact = {.03125, .03771, .04239, .04760, .04498, .04395, .04412, .04500, .04630};
        for (int i = 0; i < exact.length; i++) {
            assertThat(points.failure(i + 2)).isCloseTo(exact[i], within(5e-6));
        }
        assertThat(points.failure(1)).isZero();
    }

    /** The closed form alone exceeds 0.1 at four successors, and 0.5 nearly everywhere. */
    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.5, 0.8, 0.9, 0.95, 0.99, 0.99606, 0.99999})
    void anyConfidence_theRiskIsNeverExceeded(double confidence) {
        StoppingPoints points = StoppingPoints.of(confidence);
        for (int successors = 1; successors <= 64; successors++) {
            assertThat(points.failure(successors))
                    .as("%d successors", successors)
                    .isBetween(0.0, points.risk());
        }
    }

    @Test
    void moreKnown_moreFlows() {
        StoppingPoints points = StoppingPoints.of(0.5);
        for (int known = 2; known < 200; known++) {
            assertThat(points.flows(known)).isGreaterThan(points.flows(known - 1));
        }
    }

    @Test
    void outOfRange_isRefused() {
        StoppingPoints points = StoppingPoints.of(0.95);
        assertThatThrownBy(() -> points.flows(0))
                .hasMessage("number of successors known is 0, but must be from 1 to 4095");
        assertThatThrownBy(() -> points.failure(5000)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StoppingPoints.of(1)).isInstanceOf(IllegalArgumentException.class);
    }
}
