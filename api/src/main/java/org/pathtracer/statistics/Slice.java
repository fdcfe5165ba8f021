// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.statistics;

import java.util.List;

/**
 * Probes whose outcomes became known in the same ten seconds. Immutable: the recorder is not changed any more.
 *
 * @param number of the ten seconds, counted since 1970
 * @param sent how many there are
 * @param rtts of those that were answered
 */
record Slice(long number, long sent, RttRecorder rtts) {
    static final long NANOS = 10_000_000_000L;

    /** Returns the number of the slice at that time. */
    static long at(long epochNanos) {
        return Math.floorDiv(epochNanos, NANOS);
    }

    /** Returns the number of the first slice that a window still has, where the last one is {@code latest}. */
    static long firstOf(Window window, long latest) {
        return latest - window.length().toNanos() / NANOS;
    }

    /** Adds one that is not earlier than the last; both become one if they are of the same time. */
    static void append(List<Slice> slices, Slice next) {
        int last = slices.size() - 1;
        if (last < 0 || slices.get(last).number != next.number) {
            slices.add(next);
            return;
        }
        Slice before = slices.get(last);
        RttRecorder both = before.rtts.copy();
        both.append(next.rtts);
        slices.set(last, new Slice(next.number, before.sent + next.sent, both));
    }
}
