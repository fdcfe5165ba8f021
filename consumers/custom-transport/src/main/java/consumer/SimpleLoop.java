// SPDX-License-Identifier: Apache-2.0
package consumer;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.pathtracer.spi.TransportLoop;

/** The least that a loop needs: one thread that runs tasks in their order, now or later. */
final class SimpleLoop implements TransportLoop {
    /** Null until the first task. */
    private volatile Thread thread;

    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
        thread = new Thread(task, "fake-path");
        return thread;
    });

    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }

    @Override
    public Timer schedule(Runnable task, long atNanos) {
        ScheduledFuture<?> scheduled = executor.schedule(task, atNanos - nanoTime(), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public boolean inLoop() {
        return Thread.currentThread() == thread;
    }

    void close() {
        executor.shutdownNow();
        try {
            if (thread != null) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
