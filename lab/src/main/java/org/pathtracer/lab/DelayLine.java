// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.lab;

import java.time.Duration;
import java.util.List;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;

/**
 * The client's link when it is slow: two cables with a node between them, where a thread of this JVM carries each frame
 * from one to the other when its time has come. Not every kernel has a queueing discipline that delays, and an ordinary
 * user may not open TUN devices; packet sockets are there for both.
 */
final class DelayLine implements AutoCloseable {
    private static final String CLIENT_SIDE = "near";
    private static final String FAR_SIDE = "far";
    /** How long {@link #close} may have to wait for a thread that has nothing to carry. */
    private static final long IDLE_NANOS = 20_000_000;

    private static final short POLLIN = 1;
    private static final long POLLFD_BYTES = 8;

    private final List<Frames> directions;
    private final Pointer pollfds = Memory.allocateDirect(Libc.RUNTIME, 2 * POLLFD_BYTES);
    private final Pointer timeout = Memory.allocateDirect(Libc.RUNTIME, 16);
    private final Thread thread = new Thread(this::carry, "lab-delay");
    private volatile boolean closed;

    private DelayLine(PacketSocket near, PacketSocket far, Duration delay) {
        directions = List.of(new Frames(near, far, delay), new Frames(far, near, delay));
        for (int i = 0; i < 2; i++) {
            pollfds.putInt(i * POLLFD_BYTES, directions.get(i).from().fd());
            pollfds.putShort(i * POLLFD_BYTES + 4, POLLIN);
        }
        thread.setDaemon(true);
    }

    /** The two cables in place of a link. */
    static List<String> cables(Link link) {
        Link near = new Link(link.left(), link.leftDevice(), Plan.WIRE, CLIENT_SIDE, link.subnet(), link.mtu());
        Link far = new Link(Plan.WIRE, FAR_SIDE, link.right(), link.rightDevice(), link.subnet(), link.mtu());
        return List.of(near.creation(), far.creation());
    }

    static Node node() {
        Node node = Node.wire();
        node.up(CLIENT_SIDE);
        node.up(FAR_SIDE);
        return node;
    }

    static DelayLine start(Duration delay) {
        DelayLine line = new DelayLine(PacketSocket.open(CLIENT_SIDE), PacketSocket.open(FAR_SIDE), delay);
        line.thread.start();
        return line;
    }

    private void carry() {
        while (!closed) {
            long now = System.nanoTime();
            long wait = IDLE_NANOS;
            for (Frames frames : directions) {
                wait = Math.min(wait, frames.nanosToNext(now));
            }
            timeout.putLong(0, 0);
            timeout.putLong(8, Math.max(0, wait));
            // Whatever it says, the sockets don't block: there is nothing to distinguish.
            Libc.CALLS.ppoll(pollfds, 2, timeout, null);
            directions.forEach(Frames::receive);
            directions.forEach(Frames::sendDue);
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            // The thread ends by itself; the sockets stay open for it.
            return;
        }
        directions.forEach(frames -> frames.from().close());
    }
}
