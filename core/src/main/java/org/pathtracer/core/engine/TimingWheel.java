// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import java.util.BitSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Deadlines of probes in a hashed timing wheel (Varghese and Lauck, 1987): adding and removing cost the same however
 * many there are. A awaited expires up to one tick (1.05 ms) after its deadline, never before.
 */
final class TimingWheel {
    static final int NOWHERE = -1;
    static final long NEVER = Long.MAX_VALUE;

    private static final int TICK_BITS = 20;
    private static final int BUCKETS = 4096;

    private final long origin;
    private final @Nullable InFlightProbe[] heads = new @Nullable InFlightProbe[BUCKETS];
    private final BitSet occupied = new BitSet(BUCKETS);
    private long currentTick;

    TimingWheel(long now) {
        origin = now;
    }

    void add(InFlightProbe awaited, long deadline) {
        awaited.deadline = deadline;
        long tick = Math.max(tickOf(deadline) + 1, currentTick + 1);
        int bucket = (int) (tick % BUCKETS);
        InFlightProbe head = heads[bucket];
        awaited.bucket = bucket;
        awaited.wheelNext = head;
        awaited.wheelPrevious = null;
        if (head != null) {
            head.wheelPrevious = awaited;
        }
        heads[bucket] = awaited;
        occupied.set(bucket);
    }

    void remove(InFlightProbe awaited) {
        if (awaited.bucket == NOWHERE) {
            return;
        }
        if (awaited.wheelPrevious != null) {
            awaited.wheelPrevious.wheelNext = awaited.wheelNext;
        } else {
            heads[awaited.bucket] = awaited.wheelNext;
            occupied.set(awaited.bucket, awaited.wheelNext != null);
        }
        if (awaited.wheelNext != null) {
            awaited.wheelNext.wheelPrevious = awaited.wheelPrevious;
        }
        awaited.wheelNext = null;
        awaited.wheelPrevious = null;
        awaited.bucket = NOWHERE;
    }

    /** Removes and hands over all whose deadline has passed. */
    void expire(long now, Consumer<InFlightProbe> expired) {
        long tick = tickOf(now);
        if (tick <= currentTick) {
            return;
        }
        // After a whole turn every bucket was visited.
        long first = Math.max(currentTick + 1, tick - BUCKETS + 1);
        currentTick = tick;
        for (long t = first; t <= tick; t++) {
            expireBucket((int) (t % BUCKETS), now, expired);
        }
    }

    /** When to call {@link #expire} next: the tick of the first bucket in use, or {@link #NEVER}. */
    long nextExpiry() {
        if (occupied.isEmpty()) {
            return NEVER;
        }
        int current = (int) (currentTick % BUCKETS);
        int next = occupied.nextSetBit(current + 1);
        int distance = next >= 0 ? next - current : occupied.nextSetBit(0) + BUCKETS - current;
        return origin + (currentTick + distance << TICK_BITS);
    }

    private void expireBucket(int bucket, long now, Consumer<InFlightProbe> expired) {
        InFlightProbe awaited = heads[bucket];
        while (awaited != null) {
            InFlightProbe next = awaited.wheelNext;
            if (awaited.deadline - now <= 0) {
                remove(awaited);
                expired.accept(awaited);
            }
            awaited = next;
        }
    }

    private long tickOf(long nanos) {
        return nanos - origin >> TICK_BITS;
    }
}
