// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix.libc;

import java.util.function.LongSupplier;

/**
 * Brings the kernel's packet times to the scale of {@link System#nanoTime()}. They may be wall-clock time. The offset
 * between the two is held as long as it is right, so differences of packet times stay exactly the kernel's; only when
 * the wall clock has been set, or has drifted by more than half a millisecond, is it measured anew, and times are right
 * across the step.
 */
public final class KernelClock {
    private static final long TOLERANCE = 500_000;
    private static final int ATTEMPTS = 8;

    private final LongSupplier stamping;
    private long offset;

    /** Of the clock by which the kernel stamps packets, in nanoseconds. */
    public KernelClock(LongSupplier stamping) {
        this.stamping = stamping;
        offset = measure();
    }

    /** Notices if the wall clock was set. To be called before a group of packet times is converted. */
    public void refresh() {
        if (Math.abs(sample(System.nanoTime()) - offset) > TOLERANCE) {
            long measured = measure();
            if (Math.abs(measured - offset) > TOLERANCE) {
                offset = measured;
            }
        }
    }

    /** A packet time of the kernel as {@link System#nanoTime()} would have shown it. */
    public long toMonotonic(long stampNanos) {
        return stampNanos - offset;
    }

    /** The offset from the tightest of several samples: a preemption between the two clocks makes one look wrong. */
    private long measure() {
        long best = 0;
        long tightest = Long.MAX_VALUE;
        for (int i = 0; i < ATTEMPTS; i++) {
            long before = System.nanoTime();
            long candidate = sample(before);
            long width = System.nanoTime() - before;
            if (width < tightest) {
                tightest = width;
                best = candidate - width / 2;
            }
        }
        return best;
    }

    private long sample(long monotonic) {
        return stamping.getAsLong() - monotonic;
    }
}
