// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.virtual;

import java.util.ArrayDeque;
import java.util.PriorityQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.pathtracer.spi.TransportLoop;

/**
 * A thread on which time is virtual: as soon as no task is pending, the clock jumps to the next event. With nothing to
 * do it sleeps.
 *
 * <p>Tasks of other threads come at moments that no seed knows. So that one operation after the other always finds the
 * same time, a task that comes while nothing is awaited is run when all events are over, which is at once in real time.
 */
final class VirtualLoop implements TransportLoop {
    /** At one time, what arrives comes first, then what acts on it, then timers. */
    enum Rank {
        ARRIVAL,
        DRAINED,
        TIMER
    }

    /** Bound for timers that set themselves anew for ever. */
    private static final int MOST_EVENTS_BEFORE_TASK = 10_000;

    private static final long CLOSE_MILLIS = 5_000;

    private final Object lock = new Object();
    private final ArrayDeque<Runnable> outside = new ArrayDeque<>();
    private boolean closed;

    private final ArrayDeque<Runnable> inside = new ArrayDeque<>();
    private final PriorityQueue<VirtualEvent> events = new PriorityQueue<>();
    private final Thread thread;
    private final BooleanSupplier awaiting;
    private long sequence;
    private int eventsBeforeTask;
    private volatile long now;

    /**
     * A loop to be {@linkplain #start() started}.
     *
     * @param awaiting whether something is awaited, so that tasks can't wait for the end of all events
     */
    VirtualLoop(String name, BooleanSupplier awaiting) {
        this.awaiting = awaiting;
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    @Override
    public void execute(Runnable task) {
        synchronized (lock) {
            if (closed) {
                throw new RejectedExecutionException("the simulated network is closed");
            }
            if (!inLoop()) {
                outside.add(task);
                lock.notifyAll();
                return;
            }
        }
        inside.add(task);
    }

    @Override
    public Timer schedule(Runnable task, long atNanos) {
        return at(atNanos, Rank.TIMER, task);
    }

    VirtualEvent at(long nanos, Rank rank, Runnable task) {
        VirtualEvent event = new VirtualEvent(Math.max(nanos, now), rank, sequence++, task);
        events.add(event);
        return event;
    }

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public boolean inLoop() {
        return Thread.currentThread() == thread;
    }

    /** Ends the thread and waits for that. Tasks that were accepted are run; events are not. */
    void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Runnable task;
        while ((task = next()) != null) {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                // As an executor does: told to the handler, and the loop goes on.
                thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
            }
        }
    }

    /** What to run next; null when closed. */
    private @Nullable Runnable next() {
        if (!inside.isEmpty()) {
            return inside.remove();
        }
        dropCancelled();
        synchronized (lock) {
            while (outside.isEmpty() && events.isEmpty() && !closed) {
                waitForTask();
            }
            boolean tasksMayRun = events.isEmpty()
                    || closed
                    || awaiting.getAsBoolean()
                    || ++eventsBeforeTask > MOST_EVENTS_BEFORE_TASK;
            if (!outside.isEmpty() && tasksMayRun) {
                eventsBeforeTask = 0;
                return outside.remove();
            } else if (closed) {
                return null;
            }
        }
        VirtualEvent event = events.remove();
        now = event.at;
        return event.task;
    }

    @SuppressWarnings("WaitNotInLoop") // the caller's loop
    private void waitForTask() {
        try {
            lock.wait();
        } catch (InterruptedException e) {
            // Only code outside the library interrupts this thread; only close() ends it.
            Thread.interrupted();
        }
    }

    /** The clock must not jump to what will not happen. */
    private void dropCancelled() {
        VirtualEvent first;
        while ((first = events.peek()) != null && first.cancelled) {
            events.remove();
        }
    }
}
