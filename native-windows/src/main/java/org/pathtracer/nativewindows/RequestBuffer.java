// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.pathtracer.nativewindows.echo.Block;
import org.pathtracer.nativewindows.echo.EchoRequest;

/** The event and the memory of one request, and the request under way in it. Owned by the loop, except as noted. */
final class RequestBuffer {
    /** Fits packets of 1500 bytes. */
    static final int USUAL_SIZE = 3584;

    final Waiter waiter;
    final long event;
    /**
     * Whether the memory belongs to Windows. Set by the loop, cleared once by the thread that first learns that it does
     * not.
     */
    final AtomicBoolean pending = new AtomicBoolean();

    private @Nullable Block usual;
    private @Nullable Block large;

    @Nullable
    QueuedProbe probe;

    @Nullable
    EchoRequest request;
    /** Whether its probe's number has gone to another probe, so that nothing may be told of this one. */
    boolean superseded;

    long sentNanos;
    /** When its event was signalled. Written by the waiter, before it brings the buffer to the loop. */
    long arrivedNanos;

    RequestBuffer(Waiter waiter, long event) {
        this.waiter = waiter;
        this.event = event;
    }

    /**
     * Sees to memory of a size or more. It stays until the buffer is free again, or if Windows never gives it back,
     * forever.
     */
    void reserve(int size) {
        if (size > USUAL_SIZE) {
            large = new Block(size);
        } else if (usual == null) {
            usual = new Block(USUAL_SIZE);
        }
    }

    /** The memory that was reserved last. */
    Block block() {
        return Objects.requireNonNull(large == null ? usual : large);
    }

    /** Bytes that it holds beyond the usual. */
    int largeBytes() {
        return large == null ? 0 : large.size();
    }

    /** What it held is over. */
    void clear() {
        probe = null;
        request = null;
        large = null;
        superseded = false;
    }
}
