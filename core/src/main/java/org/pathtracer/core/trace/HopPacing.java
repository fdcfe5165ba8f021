// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.trace;

import java.util.function.LongSupplier;

/**
 * How fast one hop is asked. A router that bounds its ICMP messages answers some queries and drops what comes too soon
 * after them, so queries beyond the first five wait until it is seen that the hop keeps up: the number in flight
 * doubles from round trip to round trip (slow start, RFC 5681 section 3.1), as long as that does not prolong the trace.
 * Where answers are missing that come from later hops, it is asked one query at a time, at intervals that double with
 * each silence and shrink a little with each answer.
 */
final class HopPacing {
    /** As long as nothing else happens. */
    static final long NEVER = Long.MAX_VALUE;

    /** Queries that are not paced: so few are better sent at once. */
    static final int FREE = 5;

    private static final int FIRST_WINDOW = 4;
    private static final long FIRST_INTERVAL_NANOS = 100_000_000;
    /** An answer that takes a quarter longer than the fastest one, and this, is suspected to be missing. */
    private static final long SUSPICION_NANOS = 5_000_000;

    private final long longestInterval;
    private int window = FIRST_WINDOW;
    private long interval;
    private long lastAsked;
    private long limitedAt;

    /** Intervals do not exceed the timeout of a probe. */
    HopPacing(long timeoutNanos) {
        longestInterval = Math.max(timeoutNanos, 1);
    }

    void asked(long now) {
        lastAsked = now;
    }

    void answered() {
        window++;
        interval -= interval / 8;
    }

    /** A probe was given up that later hops would have answered; several that left together count once. */
    void limited(long sentNanos, long now) {
        if (interval == 0 || sentNanos - limitedAt > 0) {
            limitedAt = now;
            interval = Math.min(longestInterval, Math.max(FIRST_INTERVAL_NANOS, 2 * interval));
        }
    }

    /**
     * When the next query may leave while others are in flight; a time not after now means at once.
     *
     * @param inFlight how many are
     * @param oldestSent when the oldest of them left
     * @param fastest smallest round-trip time of the hop
     * @param hurryAt when it must leave if the hop is not to be the last one that is waited for
     */
    long nextAt(int inFlight, long oldestSent, long fastest, LongSupplier hurryAt, long now) {
        if (interval > 0) {
            return NEVER;
        } else if (now - oldestSent > fastest + fastest / 4 + SUSPICION_NANOS) {
            return NEVER;
        }
        return inFlight < window ? now : hurryAt.getAsLong();
    }

    /** When the next query may leave while none is in flight. */
    long nextWhenIdleAt(long now) {
        return interval > 0 ? lastAsked + interval : now;
    }
}
