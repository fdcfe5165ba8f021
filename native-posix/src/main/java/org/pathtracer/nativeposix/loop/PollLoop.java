// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix.loop;

import java.util.function.Consumer;
import org.pathtracer.spi.TransportLoop;

/** A transport's thread that also waits for descriptors. */
public interface PollLoop extends TransportLoop {
    /** How late a timer must be for {@link #beforeTimers} to be called first: always. */
    long LATE_NANOS = 0;

    /** The clock of {@link org.pathtracer.nativeposix.libc.KernelClock}. */
    @Override
    default long nanoTime() {
        return System.nanoTime();
    }

    /**
     * Waits for a descriptor, and from now on owns it. On the loop's thread only.
     *
     * @param onReady runs on the loop's thread when there is something to read, an error, or room to write; notes it,
     *     so that all is read until there is nothing left once every descriptor that is ready is known
     */
    Watch watch(int fd, Runnable onReady);

    /**
     * Calls the tasks that wait for a descriptor that is ready at this moment, without waiting. From a task on the
     * loop's thread only.
     */
    void look();

    /**
     * What to do before timers: answers that came in time may wait in the sockets, and must be seen before their probes
     * are given up.
     */
    void beforeTimers(Runnable drain);

    /**
     * What to do if the loop ends by something that it threw: it is given that, on the loop's thread, where descriptors
     * can be closed for a last time.
     */
    void onDeath(Consumer<Throwable> action);

    /** Ends the thread and closes all descriptors that are still watched; from any other thread. Idempotent. */
    void close();

    /** A descriptor that is waited for. */
    interface Watch {
        /** Whether room to write is awaited too. On the loop's thread only. */
        void awaitWritable(boolean value);

        /**
         * Whether its owner looks by itself, again and again, so that the poller need not: each packet that passes a
         * descriptor that is polled costs the kernel a wake-up. Pollers that take no part while others work ignore it.
         * On the loop's thread only.
         */
        default void pause(boolean value) {}

        /** Stops waiting and closes the descriptor. On the loop's thread only. Idempotent. */
        void close();
    }
}
