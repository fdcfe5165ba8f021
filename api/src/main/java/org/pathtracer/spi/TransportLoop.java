// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.spi;

import java.util.concurrent.Executor;

/**
 * The one thread (or virtual clock) on which a transport and the engine above it live.
 *
 * @since 0.1.0
 */
public interface TransportLoop extends Executor {
    /**
     * Runs a task on the loop's thread, in the order of the calls. From any thread.
     *
     * @throws java.util.concurrent.RejectedExecutionException if the loop has ended
     */
    @Override
    void execute(Runnable task);

    /**
     * Runs a task on the loop's thread at a time of {@link #nanoTime()}, not before, and after the replies that had
     * arrived by then were handed over. On the loop's thread only.
     */
    Timer schedule(Runnable task, long atNanos);

    /**
     * Returns the monotonic time in nanoseconds, of the same clock as all times of {@link Reply} and
     * {@link TransportListener}.
     */
    long nanoTime();

    /** Returns whether the caller is on the loop's thread. */
    boolean inLoop();

    /** A task that was scheduled. */
    interface Timer {
        /** Cancels the task if it has not begun. To be called on the loop's thread only. */
        void cancel();
    }
}
