// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bufferbloat;

import java.time.Duration;
import java.util.Optional;

/**
 * Which growth of the median latency under load gets which grade.
 *
 * @since 0.1.0
 */
public enum GradingProfile {
    /** A below 25 ms, B below 75, C below 150, D below 300: the scale of SwiftFTR. It has no A+. */
    SWIFTFTR(Long.MIN_VALUE, 25, 75, 150, 300),
    /** A+ below 5 ms, A below 30, B below 60, C below 200, D below 400: the scale of the DSLReports speed test. */
    DSLREPORTS(5, 30, 60, 200, 400);

    private static final double NANOS_PER_MILLI = 1e6;

    private final long aPlusBelow;
    private final long aBelow;
    private final long bBelow;
    private final long cBelow;
    private final long dBelow;

    GradingProfile(long aPlusBelow, long aBelow, long bBelow, long cBelow, long dBelow) {
        this.aPlusBelow = aPlusBelow;
        this.aBelow = aBelow;
        this.bBelow = bBelow;
        this.cBelow = cBelow;
        this.dBelow = dBelow;
    }

    /**
     * The grade.
     *
     * @param increase median latency under load minus that without; may be negative, empty if not measured
     */
    public Grade grade(Optional<Duration> increase) {
        return increase.map(growth -> grade(growth.toNanos() / NANOS_PER_MILLI)).orElse(Grade.UNKNOWN);
    }

    private Grade grade(double millis) {
        if (millis < aPlusBelow) {
            return Grade.A_PLUS;
        } else if (millis < aBelow) {
            return Grade.A;
        } else if (millis < bBelow) {
            return Grade.B;
        } else if (millis < cBelow) {
            return Grade.C;
        }
        return millis < dBelow ? Grade.D : Grade.F;
    }
}
