// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.PriorityQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.pathtracer.spi.TransportLoop;

/** A thread with tasks and timers. It waits for nothing of Windows itself: {@link Waiter}s do, and bring it tasks. */
final class WindowsLoop implements TransportLoop {
    /** How late a timer must be for {@link #onLateTimer} to be called first. */
    static final long LATE_NANOS = 5_000_000;

    private static final System.Logger LOGGER = System.getLogger("org.pathtracer.nativewindows");

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private final PriorityQueue<Deadline> deadlines = new PriorityQueue<>();
    private final Thread thread;
    private Runnable lateTimer = () -> {};
    private boolean closing;

    WindowsLoop(String threadName) {
        thread = new Thread(this::run, threadName);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    @Override
    public void execute(Runnable task) {
        lock.lock();
        try {
            if (closing) {
                throw new RejectedExecutionException("the loop is closed");
            }
            tasks.add(task);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Timer schedule(Runnable task, long atNanos) {
        Deadline deadline = new Deadline(atNanos, task);
        deadlines.add(deadline);
        return () -> deadlines.remove(deadline);
    }

    /**
     * What to do before a timer that fires late: after a pause of the process, answers that came in time may not have
     * been brought here yet, and must be seen before their probes are given up. It runs on the loop's thread; the tasks
     * it leaves run before the timer.
     */
    void onLateTimer(Runnable drain) {
        lateTimer = drain;
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public boolean inLoop() {
        return Thread.currentThread() == thread;
    }

    /** Runs the tasks that are there, and ends the thread; from any other. Idempotent. */
    void close() {
        lock.lock();
        try {
            closing = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
        Threads.join(thread);
    }

    private void run() {
        while (awaitWork()) {
            runTasks();
            runTimers();
        }
        runTasks();
    }

    /** Waits for a task or the time of a timer. False once the loop is closed. */
    private boolean awaitWork() {
        lock.lock();
        try {
            long left;
            while (tasks.isEmpty() && !closing && (left = nanosLeft()) > 0) {
                try {
                    changed.awaitNanos(left);
                } catch (InterruptedException e) {
                    // Nobody but us has this thread, so who interrupts it means nothing by it.
                }
            }
            return !closing;
        } finally {
            lock.unlock();
        }
    }

    private long nanosLeft() {
        Deadline first = deadlines.peek();
        return first == null ? Long.MAX_VALUE : first.at - nanoTime();
    }

    /** Those that are there now; what they add has its turn after the timers. */
    private void runTasks() {
        for (int left = count(); left > 0; left--) {
            Runnable task = next();
            if (task != null) {
                guarded(task);
            }
        }
    }

    private int count() {
        lock.lock();
        try {
            return tasks.size();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Runnable next() {
        lock.lock();
        try {
            return tasks.poll();
        } finally {
            lock.unlock();
        }
    }

    private void runTimers() {
        long now = nanoTime();
        Deadline first = deadlines.peek();
        if (first != null && now - first.at > LATE_NANOS) {
            guarded(lateTimer);
            runTasks();
        }
        while ((first = deadlines.peek()) != null && first.at - now <= 0) {
            deadlines.remove();
            guarded(first.task);
        }
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOGGER.log(Level.ERROR, "A task of the probing loop failed", e);
        }
    }

    private static final class Deadline implements Comparable<Deadline> {
        final long at;
        final Runnable task;

        Deadline(long at, Runnable task) {
            this.at = at;
            this.task = task;
        }

        @Override
        public int compareTo(Deadline other) {
            return Long.signum(at - other.at);
        }
    }
}
