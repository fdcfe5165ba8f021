// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pathtracer.spi.Probe;

/**
 * All probes in flight: a table of fixed size, since an ICMP sequence number has 16 bits. Places are given out in the
 * order in which they became free, so that a number comes again as late as possible. A full table gives no place; it
 * never overwrites one.
 */
final class InFlightTable {
    static final int CAPACITY = 1 << 16;

    private final @Nullable Slot[] slots = new @Nullable Slot[CAPACITY];
    private final int[] free = new int[CAPACITY];
    private final TimingWheel wheel;
    private int freeHead;
    private int freeCount = CAPACITY;
    private long released;
    private long allocated;

    /**
     * An empty table.
     *
     * @param first number of the first place given; others count up from there, around the end
     */
    InFlightTable(long now, int first) {
        wheel = new TimingWheel(now);
        for (int i = 0; i < CAPACITY; i++) {
            free[i] = (first + i) % CAPACITY;
        }
    }

    boolean hasFree() {
        return freeCount > 0;
    }

    int inFlight() {
        return CAPACITY - freeCount;
    }

    /** Places given out and taken back since the start; equal when nothing is in flight. */
    long allocated() {
        return allocated;
    }

    long released() {
        return released;
    }

    /** The number of the place that {@link #allocate} gives next. */
    int nextId() {
        return free[freeHead];
    }

    /** Gives the next place to a probe that bears its number. */
    Slot allocate(Operation<?> operation, int key, Probe probe) {
        if (freeCount == 0 || probe.id() != nextId()) {
            throw new IllegalStateException("no free place " + probe.id());
        }
        freeHead = (freeHead + 1) % CAPACITY;
        freeCount--;
        allocated++;
        Slot slot = slot(probe.id());
        slot.state = Slot.State.IN_FLIGHT;
        slot.place = operation.place();
        slot.key = key;
        slot.probe = probe;
        slot.left = false;
        operation.link(slot);
        return slot;
    }

    /** Takes a place back; it remembers what became of its probe. */
    void release(Slot slot, Slot.State fate) {
        if (slot.state != Slot.State.IN_FLIGHT) {
            throw new IllegalStateException("place " + slot.id + " released twice");
        }
        wheel.remove(slot);
        slot.state = fate;
        Operation<?> operation = slot.operation();
        if (operation != null) {
            operation.unlink(slot);
        }
        free[(freeHead + freeCount) % CAPACITY] = slot.id;
        freeCount++;
        released++;
    }

    Slot slot(int id) {
        Slot slot = slots[id];
        if (slot == null) {
            slot = new Slot(id);
            slots[id] = slot;
        }
        return slot;
    }

    void expireAt(Slot slot, long deadline) {
        wheel.remove(slot);
        wheel.add(slot, deadline);
    }

    /** Takes one out of the wheel whose deadline has passed, though its tick has not ended. */
    void expireNow(Slot slot) {
        wheel.remove(slot);
    }

    void expire(long now, Consumer<Slot> expired) {
        wheel.expire(now, expired);
    }

    long nextExpiry() {
        return wheel.nextExpiry();
    }
}
