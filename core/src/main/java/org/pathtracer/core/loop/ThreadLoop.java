// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.loop;

import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.pathtracer.spi.TransportLoop;

/** A thread with tasks and a heap of timers. How it waits, and is woken, is each loop's own. */
public abstract class ThreadLoop implements TransportLoop {
    /** To wait until woken. */
    protected static final long NEVER = Long.MAX_VALUE;

    private static final System.Logger LOGGER = System.getLogger("org.pathtracer");

    protected final Thread thread;

    private final long lateNanos;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Deadline> deadlines = new PriorityQueue<>();
    private final Object lock = new Object();

    private Runnable beforeTimers = () -> {};
    private volatile Consumer<Throwable> onDeath = cause -> {};
    private volatile boolean closing;
    private boolean ended;

    /**
     * A loop that does nothing before {@link #start}.
     *
     * @param lateNanos how late a timer must be for {@link #beforeTimers} to be called first
     */
    protected ThreadLoop(String threadName, long lateNanos) {
        this.lateNanos = lateNanos;
        thread = new Thread(this::run, threadName);
        thread.setDaemon(true);
    }

    /** To be called when everything is there that waiting needs. */
    public final void start() {
        thread.start();
    }

    /**
     * Waits once, until woken or for no reason, and calls the other tasks that waited for what is there.
     *
     * @param nanos how long at most; 0 to look only, {@link #NEVER} without a bound
     */
    protected abstract void await(long nanos);

    /** Ends the waiting that is or comes next, from another thread; is not called once {@link #release} has begun. */
    protected abstract void wake();

    /** Closes what waiting needs, at the thread's end. */
    protected void release() {}

    @Override
    public void execute(Runnable task) {
        synchronized (lock) {
            if (inLoop() ? ended : closing) {
                throw new RejectedExecutionException("the loop is closed");
            }
            tasks.add(task);
            if (!inLoop()) {
                wake();
            }
        }
    }

    @Override
    public Timer schedule(Runnable task, long atNanos) {
        Deadline deadline = new Deadline(atNanos, task);
        deadlines.add(deadline);
        return () -> deadlines.remove(deadline);
    }

    /**
     * What to do before timers: answers that came in time may not have been read yet, and must be seen before their
     * probes are given up. It runs on the loop's thread; the tasks it leaves run before the timers.
     */
    public void beforeTimers(Runnable drain) {
        beforeTimers = drain;
    }

    /**
     * What to do if the loop ends by something that waiting threw: it is given that, on the loop's thread, which then
     * runs the tasks that it has taken, and takes no more.
     */
    public void onDeath(Consumer<Throwable> action) {
        onDeath = action;
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
    public void close() {
        synchronized (lock) {
            if (!closing) {
                closing = true;
                wake();
            }
        }
        Threads.join(thread);
    }

    private void run() {
        try {
            while (!closing) {
                await(waitNanos());
                runTasks();
                runTimers();
            }
        } catch (RuntimeException | Error e) {
            die(e);
        }
        synchronized (lock) {
            ended = true;
        }
        runTasks();
        // The lock keeps a waking thread from writing to a number that is another file's by then.
        synchronized (lock) {
            release();
        }
    }

    private void die(Throwable cause) {
        guarded(() -> onDeath.accept(cause));
        synchronized (lock) {
            closing = true;
        }
        Defects.log(LOGGER, "A probing loop ends, since it can't wait any more", cause);
    }

    private long waitNanos() {
        if (!tasks.isEmpty()) {
            return 0;
        }
        Deadline first = deadlines.peek();
        return first == null ? NEVER : Math.max(0, first.at - nanoTime());
    }

    /** Those that are there now; what they add has its turn after the timers. */
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
        if (first != null && now - first.at >= lateNanos) {
            guarded(beforeTimers);
            runTasks();
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
            Defects.log(LOGGER, "A task of the probing loop failed", e);
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
