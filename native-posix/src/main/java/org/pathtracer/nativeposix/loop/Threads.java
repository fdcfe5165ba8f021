// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix.loop;

/** Waiting for a thread's end. */
final class Threads {
    private Threads() {}

    /** Waits until it has ended, also if interrupted meanwhile; the interrupt is kept. */
    static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
