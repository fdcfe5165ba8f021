// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pathtracer.spi.Probe;

/**
 * All probes in flight: a table of fixed size, since an ICMP sequence number has 16 bits. Numbers are given out in the
 * order in which they became free, so that one comes again as late as possible. A full table gives none; it never
 * overwrites an entry.
 */
final class InFlightTable {
    static final int CAPACITY = 1 << 16;

    private final @Nullable InFlightProbe[] probes = new @Nullable InFlightProbe[CAPACITY];
    private final int[] free = new int[CAPACITY];
    private final TimingWheel wheel;
    private int freeHead;
    private int freeCount = CAPACITY;
    private long released;
    private long allocated;

    /**
     * An empty table.
     *
     * @param first the first number given; others count up from there, around the end
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

    /** Returns how many numbers were given out since the start; as many as were released when nothing is in flight. */
    long allocated() {
        return allocated;
    }

    long released() {
        return released;
    }

    /** Returns the number that {@link #allocate} gives next. */
    int nextId() {
        return free[freeHead];
    }

    /** Puts a probe that bears the next number in flight. */
    InFlightProbe allocate(Operation<?> operation, int key, Probe probe) {
        if (freeCount == 0 || probe.id() != nextId()) {
            throw new IllegalStateException("no free number " + probe.id());
        }
        freeHead = (freeHead + 1) % CAPACITY;
        freeCount--;
        allocated++;
        InFlightProbe awaited = at(probe.id());
        awaited.state = InFlightProbe.State.IN_FLIGHT;
        awaited.owner = operation.owner();
        awaited.key = key;
        awaited.probe = probe;
        awaited.left = false;
        operation.link(awaited);
        return awaited;
    }

    /** Takes a number back; its entry remembers what became of the probe. */
    void release(InFlightProbe awaited, InFlightProbe.State fate) {
        if (awaited.state != InFlightProbe.State.IN_FLIGHT) {
            throw new IllegalStateException("probe " + awaited.id + " released twice");
        }
        wheel.remove(awaited);
        awaited.state = fate;
        Operation<?> operation = awaited.operation();
        if (operation != null) {
            operation.unlink(awaited);
        }
        free[(freeHead + freeCount) % CAPACITY] = awaited.id;
        freeCount++;
        released++;
    }

    InFlightProbe at(int id) {
        InFlightProbe awaited = probes[id];
        if (awaited == null) {
            awaited = new InFlightProbe(id);
            probes[id] = awaited;
        }
        return awaited;
    }

    void expireAt(InFlightProbe awaited, long deadline) {
        wheel.remove(awaited);
        wheel.add(awaited, deadline);
    }

    void expire(long now, Consumer<InFlightProbe> expired) {
        wheel.expire(now, expired);
    }

    long nextExpiry() {
        return wheel.nextExpiry();
    }
}
