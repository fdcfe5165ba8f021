// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativemacos.libc;

/**
 * How long a tick of {@code mach_absolute_time} is: a nanosecond on Intel, 125/3 on Apple silicon.
 *
 * @param numerator of nanoseconds per tick
 * @param denominator of it
 */
record Timebase(int numerator, int denominator) {
    /** Ticks in nanoseconds; those of a century at 24 MHz fit. */
    long nanos(long ticks) {
        return ticks * numerator / denominator;
    }
}
