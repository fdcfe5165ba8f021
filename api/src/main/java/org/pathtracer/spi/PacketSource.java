// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.spi;

import java.nio.ByteBuffer;

/**
 * Copies of the IP packets that this host sends and receives. Found through {@link java.util.ServiceLoader}; the first
 * of this system is used. Thread-safe.
 *
 * @since 0.1.0
 */
public interface PacketSource {
    /** Whether it is made for this system. */
    boolean ofThisSystem();

    /**
     * Starts reading. Packets that are sent or received after this method has returned are all told or counted as
     * missed.
     *
     * @throws org.pathtracer.NotPermittedException if the system refuses
     * @throws org.pathtracer.NotSupportedException if this system can't do it
     */
    Reading open(Listener listener);

    /** Receives the packets, on a thread of the source. */
    @FunctionalInterface
    interface Listener {
        /**
         * A packet passed the boundary between this host's network layer and an interface. May be any IP packet of this
         * host.
         *
         * @param epochNanos when, in nanoseconds since 1970-01-01T00:00Z; by the kernel's clock where it tells
         * @param outgoing whether this host sent it
         * @param interfaceIndex of the interface that it passed
         * @param packet from the IP header, perhaps cut off at the end, perhaps padded; usable during the call only
         */
        void onPacket(long epochNanos, boolean outgoing, int interfaceIndex, ByteBuffer packet);
    }

    /** What ends reading. */
    interface Reading extends AutoCloseable {
        /** Packets that came too fast to be read, so far. May be called on any thread. */
        long missed();

        /** Tells the packets that have arrived, and ends reading and its thread. Idempotent. */
        @Override
        void close();
    }
}
