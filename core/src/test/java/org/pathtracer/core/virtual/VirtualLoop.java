// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.virtual;

import java.util.PriorityQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.pathtracer.spi.TransportLoop;

/**
 * A clock that jumps from task to task. The test's thread drives it, or a thread of its own ({@link LoopThread}). At
 * one time, what arrives comes before timers, as the SPI demands. Tasks that go round at one time are found out.
 */
public final class VirtualLoop implements TransportLoop {
    /** Begins below zero, as a monotonic clock may. */
    public static final long START = -500_000_000L;

    private static final int MOST_STEPS_AT_ONE_TIME = 200_000;

    private static final class Task implements Comparable<Task>, Timer {
        private final Runnable work;
        private final long at;
        private final int rank;
        private final long number;
        private boolean cancelled;

        Task(Runnable work, long at, int rank, long number) {
            this.work = work;
            this.at = at;
            this.rank = rank;
            this.number = number;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        @Override
        public int compareTo(Task other) {
            int byTime = Long.compare(at, other.at);
            int byRank = byTime != 0 ? byTime : Integer.compare(rank, other.rank);
            return byRank != 0 ? byRank : Long.compare(number, other.number);
        }
    }

    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private long now = START;
    private long counter;
    private int stepsAtNow;
    private long steps;
    private boolean closed;
    private @Nullable Thread thread;

    @Override
    public synchronized void execute(Runnable task) {
        if (closed) {
            throw new RejectedExecutionException("the loop has ended");
        }
        add(task, now, 0);
        notifyAll();
    }

    @Override
    public synchronized Timer schedule(Runnable task, long atNanos) {
        return add(task, atNanos, 1);
    }

    /** Runs a task as something that arrives. */
    synchronized void arrive(Runnable task, long atNanos) {
        add(task, atNanos, 0);
    }

    private Task add(Runnable work, long at, int rank) {
        Task task = new Task(work, Math.max(at, now), rank, counter++);
        tasks.add(task);
        return task;
    }

    @Override
    public synchronized long nanoTime() {
        return now;
    }

    @Override
    public synchronized boolean inLoop() {
        return thread == null || thread == Thread.currentThread();
    }

    /** Tasks run so far. */
    public synchronized long steps() {
        return steps;
    }

    /** Virtual time since the start. */
    public long elapsed() {
        return nanoTime() - START;
    }

    /** Lets time pass while nothing runs, as when the process is suspended. */
    public synchronized void standStill(long nanos) {
        now += nanos;
    }

    /** Runs until nothing is left to do. */
    public void run() {
        runWhile(() -> true);
    }

    /** Runs while there is something to do and the condition holds. */
    public void runWhile(BooleanSupplier condition) {
        while (condition.getAsBoolean() && runNext(Long.MAX_VALUE)) {}
    }

    /** Runs what is due until then. */
    public void runTo(long at) {
        while (runNext(at)) {}
        synchronized (this) {
            now = Math.max(now, at);
        }
    }

    private boolean runNext(long limit) {
        Task task = poll(limit);
        if (task != null && !task.cancelled) {
            task.work.run();
        }
        return task != null;
    }

    synchronized @Nullable Task poll(long limit) {
        Task next = tasks.peek();
        if (next == null || next.at > limit) {
            return null;
        }
        stepsAtNow = next.at > now ? 0 : stepsAtNow + 1;
        steps++;
        if (stepsAtNow > MOST_STEPS_AT_ONE_TIME) {
            throw new AssertionError("the time stands still at " + elapsed() + " ns");
        }
        now = Math.max(now, next.at);
        return tasks.poll();
    }

    /** Ends it; nothing runs any more. */
    void close() {
        synchronized (this) {
            closed = true;
            tasks.clear();
            notifyAll();
        }
        Thread running = thread;
        if (running != null && running != Thread.currentThread()) {
            join(running);
        }
    }

    private static void join(Thread running) {
        boolean interrupted = Thread.interrupted();
        try {
            running.join();
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Gives it a thread, which also lets the time pass, or only runs what is due now. */
    void startThread(boolean timePasses) {
        Thread started = new Thread(() -> serve(timePasses), "virtual-loop");
        started.setDaemon(true);
        thread = started;
        started.start();
    }

    private void serve(boolean timePasses) {
        while (true) {
            while (runNext(timePasses ? Long.MAX_VALUE : nanoTime())) {}
            synchronized (this) {
                if (closed) {
                    return;
                }
                Task next = tasks.peek();
                if (next == null || !timePasses && next.at > now) {
                    await();
                }
            }
        }
    }

    private void await() {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
