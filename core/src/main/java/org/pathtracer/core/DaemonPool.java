// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A pool whose threads come when there is work, go when there is none, keep no process alive, and are gone after
 * {@link #close}.
 */
final class DaemonPool implements Executor {
    private static final int IDLE_SECONDS = 1;
    private static final long CLOSE_MILLIS = 2000;

    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor pool;

    DaemonPool(String name, int size) {
        pool = new ScheduledThreadPoolExecutor(size, work -> thread(name, work));
        pool.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        pool.allowCoreThreadTimeOut(true);
        pool.setRemoveOnCancelPolicy(true);
    }

    private Thread thread(String name, Runnable work) {
        threads.removeIf(ended -> ended.getState() == Thread.State.TERMINATED);
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        threads.add(thread);
        return thread;
    }

    /** Runs a task; throws {@link java.util.concurrent.RejectedExecutionException} if closed. */
    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }

    /** The same, with a handle on it. */
    Future<?> submit(Runnable task) {
        return pool.submit(task);
    }

    /** Runs a task later, unless it is cancelled or the pool closed before. */
    Future<?> schedule(Runnable task, long nanos) {
        return pool.schedule(task, nanos, TimeUnit.NANOSECONDS);
    }

    /** Takes no more, interrupts what runs, and drops what waits. */
    void abort() {
        pool.shutdownNow();
    }

    /**
     * Takes no more, lets what is there run for up to two seconds, then interrupts it. Threads are waited for
     * themselves: a pool calls itself terminated a moment before they end. One that closes its own pool is not waited
     * for.
     */
    void close() {
        finish(CLOSE_MILLIS);
        pool.shutdownNow();
    }

    /** The same without the interrupts: some may run on. */
    void finish(long millis) {
        pool.shutdown();
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        try {
            for (Thread thread : threads) {
                if (thread != Thread.currentThread()) {
                    TimeUnit.NANOSECONDS.timedJoin(thread, until - System.nanoTime());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
