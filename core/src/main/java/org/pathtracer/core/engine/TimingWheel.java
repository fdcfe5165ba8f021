// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import java.util.BitSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Deadlines of slots in a hashed timing wheel (Varghese and Lauck, 1987): adding and removing cost the same however
 * many there are. A slot expires up to one tick (1.05 ms) after its deadline, never before.
 */
final class TimingWheel {
    static final int NOWHERE = -1;
    static final long NEVER = Long.MAX_VALUE;

    private static final int TICK_BITS = 20;
    private static final int BUCKETS = 4096;

    private final long origin;
    private final @Nullable Slot[] heads = new @Nullable Slot[BUCKETS];
    private final BitSet occupied = new BitSet(BUCKETS);
    private long currentTick;

    TimingWheel(long now) {
        origin = now;
    }

    void add(Slot slot, long deadline) {
        slot.deadline = deadline;
        long tick = Math.max(tickOf(deadline) + 1, currentTick + 1);
        int bucket = (int) (tick % BUCKETS);
        Slot head = heads[bucket];
        slot.bucket = bucket;
        slot.wheelNext = head;
        slot.wheelPrevious = null;
        if (head != null) {
            head.wheelPrevious = slot;
        }
        heads[bucket] = slot;
        occupied.set(bucket);
    }

    void remove(Slot slot) {
        if (slot.bucket == NOWHERE) {
            return;
        }
        if (slot.wheelPrevious != null) {
            slot.wheelPrevious.wheelNext = slot.wheelNext;
        } else {
            heads[slot.bucket] = slot.wheelNext;
            occupied.set(slot.bucket, slot.wheelNext != null);
        }
        if (slot.wheelNext != null) {
            slot.wheelNext.wheelPrevious = slot.wheelPrevious;
        }
        slot.wheelNext = null;
        slot.wheelPrevious = null;
        slot.bucket = NOWHERE;
    }

    /** Removes and hands over all whose deadline has passed. */
    void expire(long now, Consumer<Slot> expired) {
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

    private void expireBucket(int bucket, long now, Consumer<Slot> expired) {
        Slot slot = heads[bucket];
        while (slot != null) {
            Slot next = slot.wheelNext;
            if (slot.deadline - now <= 0) {
                remove(slot);
                expired.accept(slot);
            }
            slot = next;
        }
    }

    private long tickOf(long nanos) {
        return nanos - origin >> TICK_BITS;
    }
}
