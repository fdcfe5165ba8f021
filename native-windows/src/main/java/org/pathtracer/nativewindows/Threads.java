// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Waiting that an interrupt does not cut short; the interrupt is kept. */
final class Threads {
    private Threads() {}

    /** Waits until a thread has ended. */
    static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        restore(interrupted);
    }

    /** Waits until it is open. */
    static void await(CountDownLatch latch) {
        boolean interrupted = false;
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        restore(interrupted);
    }

    /** Waits for permits, for so long at most; gives whether they came, and returns them. */
    static boolean awaitPermits(Semaphore semaphore, int permits, long nanos) {
        long end = System.nanoTime() + nanos;
        boolean interrupted = false;
        boolean came = false;
        while (true) {
            try {
                came = semaphore.tryAcquire(permits, end - System.nanoTime(), TimeUnit.NANOSECONDS);
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (came) {
            semaphore.release(permits);
        }
        restore(interrupted);
        return came;
    }

    private static void restore(boolean interrupted) {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
