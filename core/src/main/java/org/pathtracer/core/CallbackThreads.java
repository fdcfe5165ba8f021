// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Daemon threads that run users' code, as many as there is code that blocks, so that one subscriber that waits keeps
 * nothing from the others. A thread that takes a task first makes sure that another one waits for the next: threads are
 * started here, and only the first by {@link #execute}, which a probing thread calls. They end after a second without
 * work.
 *
 * <p>Virtual threads would be lighter, but where code blocks within {@code synchronized}, or computes, a few of them
 * hold up all others of the JVM.
 */
final class CallbackThreads implements Executor {
    /** Begins with the first message: a logger takes more time than a short run has. */
    private static final class Logging {
        static final System.Logger LOGGER = System.getLogger("org.pathtracer");
    }

    private static final int MOST = 1024;

    private final long idleMillis;
    private final Object lock = new Object();
    private final ArrayDeque<Runnable> queue = new ArrayDeque<>();
    private final Set<Thread> threads = new HashSet<>();
    /** Threads that wait for a task, or are about to. */
    private int idle;

    private boolean closed;

    CallbackThreads() {
        this(1000);
    }

    /** With threads that end after so long without work. */
    CallbackThreads(long idleMillis) {
        this.idleMillis = idleMillis;
    }

    /** Threads that there are. */
    int size() {
        synchronized (lock) {
            return threads.size();
        }
    }

    /** Runs a task; throws {@link RejectedExecutionException} if closed. */
    @Override
    public void execute(Runnable task) {
        Thread first = null;
        synchronized (lock) {
            if (closed) {
                throw new RejectedExecutionException("the callback threads are closed");
            }
            queue.add(task);
            if (idle == 0) {
                first = another();
            }
            lock.notify();
        }
        begin(first);
    }

    /** Takes no more, and waits so long for what is there, but not for the thread that asks for it. */
    void finish(long millis) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (Thread thread : refuseMore()) {
            try {
                if (thread != Thread.currentThread()) {
                    TimeUnit.NANOSECONDS.timedJoin(thread, until - System.nanoTime());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** The same, then drops what waits, and interrupts what runs. */
    void close(long millis) {
        finish(millis);
        synchronized (lock) {
            queue.clear();
            threads.stream().filter(thread -> thread != Thread.currentThread()).forEach(Thread::interrupt);
        }
    }

    private List<Thread> refuseMore() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
            return List.copyOf(threads);
        }
    }

    private void work() {
        try {
            boolean more = true;
            while (more) {
                more = runNext();
            }
        } finally {
            synchronized (lock) {
                threads.remove(Thread.currentThread());
            }
        }
    }

    /** In a frame of its own, so that an idle thread keeps nothing of its last task from the garbage collector. */
    private boolean runNext() {
        Runnable task = next();
        if (task != null) {
            run(task);
        }
        return task != null;
    }

    private @Nullable Runnable next() {
        Thread successor;
        Runnable task;
        synchronized (lock) {
            task = await();
            idle--;
            successor = task != null && idle == 0 && !(closed && queue.isEmpty()) ? another() : null;
        }
        begin(successor);
        return task;
    }

    /** Under the lock. Null if it is time to end. */
    private @Nullable Runnable await() {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(idleMillis);
        while (queue.isEmpty() && !closed) {
            long left = until - System.nanoTime();
            if (left <= 0) {
                break;
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(lock, left);
            } catch (InterruptedException e) {
                // Meant for a task that has ended since.
            }
        }
        return queue.poll();
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            Logging.LOGGER.log(Level.ERROR, "A task for callbacks failed", e);
        } finally {
            // An interrupt that the task left behind is not for the next one.
            Thread.interrupted();
            synchronized (lock) {
                idle++;
            }
        }
    }

    /** Under the lock: a thread to {@link #begin}, or none if there are as many as may be. */
    private @Nullable Thread another() {
        if (threads.size() >= MOST) {
            return null;
        }
        Thread thread = new Thread(this::work, "pathtracer-callback");
        thread.setDaemon(true);
        threads.add(thread);
        idle++;
        return thread;
    }

    /** Where the system gives no more threads, those that are there go on. */
    private void begin(@Nullable Thread thread) {
        if (thread == null) {
            return;
        }
        try {
            thread.start();
        } catch (OutOfMemoryError e) {
            synchronized (lock) {
                threads.remove(thread);
                idle--;
            }
            Logging.LOGGER.log(Level.WARNING, "No further thread for callbacks: {0}", e.getMessage());
        }
    }
}
