// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix.libc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelClockTest {
    private static final long WALL = 1_700_000_000_000_000_000L;
    /** What a reading of one clock takes. */
    private static final long READING = 50;

    private long now = 1_000_000;
    private long wallAhead = WALL;
    /** What the next reading of the wall clock takes besides, before it is read. */
    private long preemption;

    private final KernelClock clock = new KernelClock(this::wall, this::monotonic);

    private long monotonic() {
        now += READING;
        return now;
    }

    private long wall() {
        now += READING + preemption;
        preemption = 0;
        return now + wallAhead;
    }

    /** How far a packet time is off. */
    private long error() {
        return Math.abs(clock.toMonotonic(now + wallAhead) - now);
    }

    @ParameterizedTest
    @ValueSource(
            longs = {0, 1_000, 30_000, 300_000, 499_000, 3_600_000_000_000L, -1_000, -300_000, -3_600_000_000_000L})
    void wallClockSet_timesAreRightAtOnce(long step) {
        wallAhead += step;
        clock.refresh();
        assertThat(error()).isLessThanOrEqualTo(READING);
    }

    @Test
    void nothingSet_differencesStayTheKernels() {
        long before = clock.toMonotonic(WALL);
        for (int i = 0; i < 1_000; i++) {
            preemption = i * 1_000L;
            clock.refresh();
        }
        assertThat(clock.toMonotonic(WALL)).isEqualTo(before);
    }

    @Test
    void preemptedWhileItWasMeasured_rightAfterTheNextReading() {
        preemption = 5_000_000;
        KernelClock other = new KernelClock(this::wall, this::monotonic);
        assertThat(Math.abs(other.toMonotonic(now + wallAhead) - now)).isLessThanOrEqualTo(READING);
    }
}
