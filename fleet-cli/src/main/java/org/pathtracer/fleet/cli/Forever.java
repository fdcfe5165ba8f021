// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.cli;

import java.util.concurrent.CountDownLatch;

/** Waits until the process is told to end, and lets what runs end before it does. */
final class Forever {
    private Forever() {}

    static void await() throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            told.countDown();
            try {
                main.join(15_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        told.await();
    }
}
