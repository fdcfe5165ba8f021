// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix.libc;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A packet in memory that the kernel has handed over, with what it tells of it. */
public abstract class Received {
    private long takenNanos;

    /** Notes the time; to be called as soon as the kernel has given packets. */
    protected final void taken() {
        takenNanos = System.nanoTime();
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
