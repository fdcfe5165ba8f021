// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux.libc;

/**
 * Brings the kernel's packet times, which are wall-clock time, to the scale of {@link System#nanoTime()}. The offset
 * between the two is held as long as it is right, so differences of packet times stay exactly the kernel's; only when
 * the wall clock has been set, or has drifted by more than half a millisecond, is it measured anew, and times are right
 * across the step.
 */
public final class KernelClock {
    private static final long TOLERANCE = 500_000;
    private static final int ATTEMPTS = 8;

    private final Libc libc = LinuxSystem.libc();
    private final NativeMemory timespec = new NativeMemory(Layout.TIMESPEC);
    private long offset = measure();

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
    public long toMonotonic(long seconds, long nanos) {
        return seconds * 1_000_000_000L + nanos - offset;
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
        libc.clock_gettime(Linux.CLOCK_REALTIME, timespec.pointer());
        long realtime =
                timespec.bytes().getLong(0) * 1_000_000_000L + timespec.bytes().getLong(Layout.TV_NSEC);
        return realtime - monotonic;
    }
}
