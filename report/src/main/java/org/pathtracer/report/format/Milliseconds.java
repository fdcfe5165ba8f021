// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.format;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * Durations as people and programs read them here: milliseconds as decimals.
 *
 * @since 0.1.0
 */
public final class Milliseconds {
    private static final int NANO_DIGITS = 6;
    private static final int SECOND_IN_MILLIS = 1000;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final long NANOS_IN_MILLI = 1_000_000;

    private Milliseconds() {}

    /**
     * With three decimals. Formatter would do the same, at a noticeable part of the time that the command starts in.
     */
    public static String fixed(Duration span) {
        if (span.isNegative()) {
            String size = fixed(span.negated());
            // Not "-0.000".
            return size.equals("0.000") ? size : "-" + size;
        }
        long micros = Math.floorDiv(span.toNanos() + 500, 1000);
        String fraction = Long.toString(1000 + Math.floorMod(micros, 1000)).substring(1);
        return Math.floorDiv(micros, 1000) + "." + fraction;
    }

    /** Exact, without trailing zeros and never with an exponent, as JSON numbers are here. */
    public static String exact(Duration span) {
        long nanos = span.toNanos();
        if (nanos < 0) {
            return plain(BigDecimal.valueOf(nanos, NANO_DIGITS));
        }
        // Each line of a sweep has a dozen of them.
        StringBuilder text = new StringBuilder().append(nanos / NANOS_IN_MILLI);
        long rest = nanos % NANOS_IN_MILLI;
        if (rest > 0) {
            int point = text.length();
            text.append(NANOS_IN_MILLI + rest).setCharAt(point, '.');
            while (text.charAt(text.length() - 1) == '0') {
                text.setLength(text.length() - 1);
            }
        }
        return text.toString();
    }

    /** As a number, for drawings. */
    public static double decimal(Duration span) {
        return span.toNanos() / NANOS_PER_MILLI;
    }

    /** A decimal without trailing zeros or exponent. */
    public static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    /** Roughly, for reading: {@code 45 ms}, {@code 1.2 s}. */
    public static String rough(Duration span) {
        long millis = Math.floorDiv(span.toNanos() + 500_000, 1_000_000);
        if (millis < SECOND_IN_MILLIS) {
            return millis + " ms";
        }
        long tenths = (millis + 50) / 100;
        return tenths / 10 + "." + tenths % 10 + " s";
    }
}
