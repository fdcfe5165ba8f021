// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix.loop;

import java.lang.System.Logger.Level;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;

/** A thread that polls by itself, with a heap of timers. For the few sockets that a transport has. */
public abstract class OwnLoop implements PollLoop {
    /** To wait until there is something. */
    protected static final long NEVER = Long.MAX_VALUE;

    private static final System.Logger LOGGER = System.getLogger("org.pathtracer.nativeposix");

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Deadline> deadlines = new PriorityQueue<>();
    private final Object wakeLock = new Object();
    private final Thread thread;

    private Runnable lateTimer = () -> {};
    private boolean ended;
    private volatile boolean closing;

    /** A loop that does nothing before {@link #start}. */
    protected OwnLoop(String threadName) {
        thread = new Thread(this::run, threadName);
        thread.setDaemon(true);
    }

    /** To be called when everything is there that polling needs. */
    protected final void start() {
        thread.start();
    }

    /**
     * Waits once, and calls who waited for what is there.
     *
     * @param waitNanos how long at most; 0 to look only, {@link #NEVER} without a bound
     */
    protected abstract void poll(long waitNanos);

    /** Ends {@link #poll}'s waiting, from another thread; is not called after {@link #closeDescriptors}. */
    protected abstract void endWait();

    /** Closes all watches; on the loop's thread. */
    protected abstract void closeWatches();

    /** Closes what polling needs itself. */
    protected abstract void closeDescriptors();

    @Override
    public void execute(Runnable task) {
        if (closing) {
            throw new RejectedExecutionException("the loop is closed");
        }
        tasks.add(task);
        if (!inLoop()) {
            wake();
        }
    }

    @Override
    public Timer schedule(Runnable task, long atNanos) {
        Deadline deadline = new Deadline(atNanos, task);
        deadlines.add(deadline);
        return () -> deadlines.remove(deadline);
    }

    @Override
    public void onLateTimer(Runnable drain) {
        lateTimer = drain;
    }

    @Override
    public boolean inLoop() {
        return Thread.currentThread() == thread;
    }

    @Override
    public void close() {
        closing = true;
        wake();
        Threads.join(thread);
    }

    /** The lock keeps a late caller from writing to a number that is another file's by then. */
    private void wake() {
        synchronized (wakeLock) {
            if (!ended) {
                endWait();
            }
        }
    }

    private void run() {
        while (!closing) {
            poll(waitNanos());
            runTasks();
            runTimers();
        }
        runTasks();
        closeWatches();
        synchronized (wakeLock) {
            ended = true;
            closeDescriptors();
        }
    }

    private long waitNanos() {
        if (!tasks.isEmpty() || closing) {
            return 0;
        }
        Deadline first = deadlines.peek();
        return first == null ? NEVER : Math.max(0, first.at - nanoTime());
    }

    /** Those that are there now; what they add has its turn after the next poll. */
    private void runTasks() {
        for (int left = tasks.size(); left > 0; left--) {
            Runnable task = tasks.poll();
            if (task != null) {
                guarded(task);
            }
        }
    }

    private void runTimers() {
        long now = nanoTime();
        Deadline first = deadlines.peek();
        if (first != null && now - first.at > LATE_NANOS) {
            guarded(lateTimer);
        }
        while ((first = deadlines.peek()) != null && first.at - now <= 0) {
            deadlines.remove();
            guarded(first.task);
        }
    }

    /** Runs it; what it throws is logged. */
    protected static void guarded(Runnable task) {
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
