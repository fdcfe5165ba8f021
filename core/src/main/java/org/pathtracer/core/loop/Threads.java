// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.loop;

/** Waiting that an interrupt does not cut short; the interrupt is kept. */
public final class Threads {
    private Threads() {}

    /** Something that waits, and begins anew if called again. */
    public interface Wait<T> {
        /** Gives what has come. */
        T await() throws InterruptedException;
    }

    /** Waits until a thread has ended. */
    public static void join(Thread thread) {
        uninterruptibly(() -> {
            thread.join();
            return thread;
        });
    }

    /** Waits until it is not interrupted. */
    public static <T> T uninterruptibly(Wait<T> wait) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return wait.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
