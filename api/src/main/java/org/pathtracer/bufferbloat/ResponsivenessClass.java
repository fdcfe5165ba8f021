// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bufferbloat;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * Responsiveness in words.
 *
 * @since 0.1.0
 */
public enum ResponsivenessClass {
    /** Fewer than 300 round trips a minute. */
    POOR,
    /** Fewer than 1000. */
    FAIR,
    /** Fewer than 6000. */
    GOOD,
    /** 6000 and more. */
    EXCELLENT,
    /** Not measured. */
    UNKNOWN;

    private static final double FAIR_FROM = 300;
    private static final double GOOD_FROM = 1000;
    private static final double EXCELLENT_FROM = 6000;

    /**
     * The class.
     *
     * @param rpm round trips per minute; empty if not measured
     */
    public static ResponsivenessClass of(OptionalDouble rpm) {
        Objects.requireNonNull(rpm, "rpm");
        if (rpm.isEmpty()) {
            return UNKNOWN;
        }
        double value = rpm.getAsDouble();
        if (value < FAIR_FROM) {
            return POOR;
        }
        return value < GOOD_FROM ? FAIR : value < EXCELLENT_FROM ? GOOD : EXCELLENT;
    }
}
