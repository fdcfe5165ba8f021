// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix.libc;

import java.util.function.LongSupplier;

/**
 * Brings the kernel's packet times to the scale of {@link System#nanoTime()}. They may be wall-clock time. The offset
 * between the two is held until a reading of both clocks contradicts it, so differences of packet times stay exactly
 * the kernel's, and times are right again at once when the wall clock was set, by however little: with an offset that
 * is a few microseconds off, packets would seem to arrive before they were sent, or after they were read.
 */
public final class KernelClock {
    private static final int ATTEMPTS = 8;

    private final LongSupplier stamping;
    private final LongSupplier monotonic;
    private long offset;

    /** Of the clock by which the kernel stamps packets, in nanoseconds. */
    public KernelClock(LongSupplier stamping) {
        this(stamping, System::nanoTime);
    }

    KernelClock(LongSupplier stamping, LongSupplier monotonic) {
        this.stamping = stamping;
        this.monotonic = monotonic;
        offset = measure();
    }

    /** Notices if the wall clock was set. To be called before a group of packet times is converted. */
    public void refresh() {
        long before = monotonic.getAsLong();
        long stamp = stamping.getAsLong();
        long after = monotonic.getAsLong();
        // The stamp was taken between the two, so the offset is between these.
        if (stamp - after > offset || stamp - before < offset) {
            offset = measure();
        }
    }

    /** A packet time of the kernel as {@link System#nanoTime()} would have shown it. */
    public long toMonotonic(long stampNanos) {
        return stampNanos - offset;
    }

    /** The middle of the tightest of several readings: a preemption between the two clocks makes one look wrong. */
    private long measure() {
        long best = 0;
        long tightest = Long.MAX_VALUE;
        for (int i = 0; i < ATTEMPTS; i++) {
            long before = monotonic.getAsLong();
            long stamp = stamping.getAsLong();
            long width = monotonic.getAsLong() - before;
            if (width < tightest) {
                tightest = width;
                best = stamp - before - width / 2;
            }
        }
        return best;
    }
}
