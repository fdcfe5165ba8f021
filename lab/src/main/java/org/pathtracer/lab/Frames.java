// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.lab;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/** The frames under way in one direction of a delay line, in the order of their times. */
final class Frames {
    /** As many as there are numbers of probes; a network that is overrun loses packets. */
    private static final int CAPACITY = 1 << 16;

    private final PacketSocket from;
    private final PacketSocket to;
    private final long delayNanos;
    private final Queue<Frame> underWay = new ArrayDeque<>();

    private static final class Frame {
        final long due;
        final byte[] bytes;

        Frame(long due, byte[] bytes) {
            this.due = due;
            this.bytes = bytes;
        }
    }

    Frames(PacketSocket from, PacketSocket to, Duration delay) {
        this.from = from;
        this.to = to;
        this.delayNanos = delay.toNanos();
    }

    PacketSocket from() {
        return from;
    }

    /** Long.MAX_VALUE if nothing is under way. */
    long nanosToNext(long now) {
        Frame next = underWay.peek();
        return next == null ? Long.MAX_VALUE : next.due - now;
    }

    void receive() {
        byte[] bytes = from.receive();
        while (bytes.length > 0) {
            if (underWay.size() < CAPACITY) {
                underWay.add(new Frame(System.nanoTime() + delayNanos, bytes));
            }
            bytes = from.receive();
        }
    }

    void sendDue() {
        while (nanosToNext(System.nanoTime()) <= 0) {
            to.send(underWay.remove().bytes);
        }
    }
}
