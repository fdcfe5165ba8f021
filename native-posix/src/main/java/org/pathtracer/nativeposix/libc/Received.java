// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix.libc;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;

/** A packet in memory that the kernel has handed over, with what it tells of it. */
public abstract class Received {
    /** How far clocks may be apart. */
    private static final long TOLERANCE = 1_000_000;

    private long takenNanos;
    private OptionalLong emptyNanos = OptionalLong.empty();

    /** Notes the time; to be called as soon as the kernel has given packets. */
    protected final void taken() {
        takenNanos = System.nanoTime();
    }

    /**
     * Notes that the socket was empty at a time, so nothing that is read from it later came before: a stamp that says
     * so is of another clock.
     */
    public final void notBefore(long nanos) {
        emptyNanos = OptionalLong.of(nanos);
    }

    /** Whether it can have arrived at a time of {@link System#nanoTime()}. */
    public final boolean plausible(long nanos) {
        return takenNanos - nanos >= 0 && (emptyNanos.isEmpty() || nanos - emptyNanos.getAsLong() >= -TOLERANCE);
    }

    /** When this process took it from the kernel, by {@link System#nanoTime()}. */
    public final long takenNanos() {
        return takenNanos;
    }

    /** The packet's bytes, in network order, at {@link #dataOffset}. */
    public abstract ByteBuffer data();

    /** Where they begin. */
    public abstract int dataOffset();

    /** How many there are. */
    public abstract int dataLength();

    /** Whether there were more. */
    public abstract boolean truncated();

    /** The sender. */
    public abstract Optional<InetAddress> name();

    /** The port of {@link #name}. */
    public abstract int port();

    /** TTL or hop limit on arrival; -1 if not told. */
    public abstract int ttl();

    /** Whether the kernel told when. */
    public abstract boolean timed();

    /** The kernel's time, in nanoseconds of the clock by which it stamps packets. */
    public abstract long stampNanos();
}
