// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.pathtracer.core.loop.Timers;

/**
 * The thread of a blocking call. While it waits for the result, it runs what would otherwise need a thread of a pool:
 * waking another thread takes as long as a tenth of a short trace. What is left when it stops waiting goes to the pool.
 */
final class WaitingThread implements Timers {
    private final Timers pool;
    private final Object lock = new Object();
    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    /** Whether it waits, and then for which of them, if there are any. */
    private boolean waiting;

    private @Nullable Task awaited;
    private boolean gone;

    /** With what runs the tasks that it does not. */
    WaitingThread(Timers pool) {
        this.pool = pool;
    }

    @Override
    public Future<?> schedule(Runnable work, long nanos) {
        synchronized (lock) {
            if (!gone) {
                Task task = new Task(work, System.nanoTime() + nanos);
                tasks.add(task);
                if (waiting && (awaited == null || task.compareTo(awaited) < 0)) {
                    lock.notifyAll();
                }
                return task;
            }
        }
        return pool.schedule(work, nanos);
    }

    /** Runs tasks until the future is completed. To be called once, by the thread itself. */
    <R> R await(CompletableFuture<R> future) throws InterruptedException, ExecutionException {
        future.whenComplete((value, cause) -> {
            synchronized (lock) {
                lock.notifyAll();
            }
        });
        try {
            Task task = next(future);
            while (task != null) {
                task.run();
                task = next(future);
            }
        } finally {
            leave();
        }
        return future.get();
    }

    /** Waits for the next task that is due; null if the future is completed. */
    private @Nullable Task next(Future<?> future) throws InterruptedException {
        synchronized (lock) {
            while (!future.isDone()) {
                Task first = tasks.peek();
                long left = first == null ? Long.MAX_VALUE : first.due - System.nanoTime();
                if (first != null && left <= 0) {
                    return tasks.poll();
                }
                awaited = first;
                waiting = true;
                try {
                    TimeUnit.NANOSECONDS.timedWait(lock, left);
                } finally {
                    waiting = false;
                }
            }
            return null;
        }
    }

    private void leave() {
        synchronized (lock) {
            gone = true;
        }
        // Outside the lock, which the pool's threads may wait for. No task is added any more.
        long now = System.nanoTime();
        try {
            tasks.forEach(task -> pool.schedule(task, Math.max(0, task.due - now)));
        } catch (RejectedExecutionException e) {
            // The tracer is closed, and ends its operations by itself.
        }
    }

    private static final class Task extends FutureTask<Void> implements Comparable<Task> {
        private final long due;

        Task(Runnable work, long due) {
            super(work, null);
            this.due = due;
        }

        @Override
        public int compareTo(Task other) {
            return Long.signum(due - other.due);
        }
    }
}
