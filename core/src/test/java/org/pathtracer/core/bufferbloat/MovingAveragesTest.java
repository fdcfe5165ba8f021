// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.bufferbloat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** When a series counts as stable, with series of the lab: Mbit/s per second of a 20 Mbit/s path. */
class MovingAveragesTest {
    /** Index of the value with which it becomes stable; -1 for never. */
    private static int stableAt(int window, double tolerance, double... values) {
        MovingAverages averages = new MovingAverages(window, tolerance);
        for (int i = 0; i < values.length; i++) {
            averages.add(values[i]);
            if (averages.stable()) {
                return i;
            }
        }
        return -1;
    }

    @Test
    void constantSeries_isStableOnceThereAreEnoughAverages() {
        assertThat(stableAt(4, 0.05, 20, 20, 20, 20, 20)).isEqualTo(3);
        assertThat(stableAt(2, 0.05, 20, 20, 20)).isEqualTo(1);
    }

    @Test
    void recordedDownload_isStableWithItsSeventhValue() {
        // Averages: 9.8, 14.5, 16.1, 16.9, 19.2, 19.2, 19.3: deviation of the last four 1.0, then 0.05 of 19.3 is more.
        assertThat(stableAt(4, 0.05, 9.8, 19.2, 19.3, 19.2, 19.2, 19.2, 19.2, 19.2))
                .isEqualTo(7);
    }

    @Test
    void growingSeries_isNeverStable() {
        assertThat(stableAt(4, 0.05, 1, 2, 4, 8, 16, 32, 64, 128)).isEqualTo(-1);
    }

    @Test
    void swingingSeries_isStableWhereItsAveragesAre() {
        assertThat(stableAt(4, 0.05, 5, 15, 5, 15, 5, 15, 5, 15, 5)).isEqualTo(6);
        assertThat(stableAt(4, 0.001, 5, 15, 5, 15, 5, 15, 5, 15, 5)).isEqualTo(6);
    }

    @Test
    void nothingAtAll_isNotStable() {
        assertThat(stableAt(4, 0.05, 0, 0, 0, 0, 0, 0)).isEqualTo(-1);
        assertThat(new MovingAverages(4, 0.05).stable()).isFalse();
    }
}
