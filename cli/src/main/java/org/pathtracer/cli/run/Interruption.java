// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What Ctrl-C and SIGTERM do: the operation ends early, and the JVM waits until what is known has been printed. It then
 * ends with 128 plus the signal's number by itself, whatever the command returns.
 */
public final class Interruption implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 3;

    private final CountDownLatch printed = new CountDownLatch(1);
    private final Thread hook;

    private Interruption(Runnable stop) {
        hook = new Thread(() -> onSignal(stop), "pathtracer-interruption");
    }

    /**
     * From now until it is closed.
     *
     * @param stop ends the operation soon; from any thread, must not wait
     */
    public static Interruption of(Runnable stop) {
        Interruption interruption = new Interruption(stop);
        try {
            Runtime.getRuntime().addShutdownHook(interruption.hook);
        } catch (IllegalStateException e) {
            // The signal was faster: the JVM is ending already.
            stop.run();
        }
        return interruption;
    }

    private void onSignal(Runnable stop) {
        stop.run();
        try {
            printed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        printed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It runs.
        }
    }
}
