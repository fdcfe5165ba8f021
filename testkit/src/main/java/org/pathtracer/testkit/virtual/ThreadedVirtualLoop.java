// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.virtual;

import java.util.ArrayDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;

/**
 * A virtual loop with a thread of its own, which sleeps when it has nothing to do.
 *
 * <p>Tasks of other threads come at moments that no seed knows. So that one operation after the other always finds the
 * same time, a task that comes while nothing is awaited is run when all events are over, which is at once in real time;
 * and a thread that asks for the time is told that of such a task.
 *
 * @since 0.1.0
 */
public final class ThreadedVirtualLoop extends VirtualLoop {
    /** Bound for timers that set themselves anew for ever. */
    private static final int MOST_EVENTS_BEFORE_TASK = 10_000;

    private static final long CLOSE_MILLIS = 5_000;

    private final Object lock = new Object();
    private final ArrayDeque<Runnable> outside = new ArrayDeque<>();
    private boolean closed;
    /** It sleeps: nothing is to be done, now or later. */
    private boolean idle;

    private final Thread thread;
    private BooleanSupplier awaiting = () -> true;
    private int eventsBeforeTask;
    private boolean timePasses = true;

    /** A loop to be {@linkplain #start started}. */
    public ThreadedVirtualLoop(String name, long startNanos) {
        super(startNanos);
        thread = new Thread(this::serve, name);
        thread.setDaemon(true);
    }

    /** To be called before the start: the time does not pass by itself, so no operation ends by itself. */
    public ThreadedVirtualLoop still() {
        timePasses = false;
        return this;
    }

    /**
     * Starts the thread.
     *
     * @param whetherAwaiting whether something is awaited, so that tasks can't wait for the end of all events
     */
    public void start(BooleanSupplier whetherAwaiting) {
        awaiting = whetherAwaiting;
        thread.start();
    }

    @Override
    public void execute(Runnable task) {
        synchronized (lock) {
            if (closed) {
                throw new RejectedExecutionException("the simulated network is closed");
            }
            if (!inLoop()) {
                idle = false;
                outside.add(task);
                lock.notifyAll();
                return;
            }
        }
        super.execute(task);
    }

    /**
     * Returns the virtual time. Another thread gets the time at which a task of its own would run: it may have to wait
     * until all events are over.
     */
    @Override
    public long nanoTime() {
        if (!inLoop() && thread.isAlive() && !isIdle()) {
            return timeOfTask();
        }
        return super.nanoTime();
    }

    private boolean isIdle() {
        synchronized (lock) {
            return idle || closed;
        }
    }

    private long timeOfTask() {
        FutureTask<Long> task = new FutureTask<>(super::nanoTime);
        try {
            execute(task);
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RejectedExecutionException | ExecutionException e) {
            // It was closed meanwhile: its time stands still.
        }
        return super.nanoTime();
    }

    @Override
    public boolean inLoop() {
        return Thread.currentThread() == thread;
    }

    /** Ends the thread and waits for that. Tasks that were accepted are run; events are not. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
        // Interrupted or not: nothing outlives this.
        boolean interrupted = Thread.interrupted();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve() {
        boolean open = true;
        while (open) {
            try {
                open = runTask() || runNext();
            } catch (RuntimeException | Error e) {
                // As an executor does: told to the handler, and the loop goes on.
                thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
            }
        }
    }

    /** Runs a task of another thread, or jumps to the next event; false when closed. */
    private boolean runNext() {
        Runnable task;
        synchronized (lock) {
            while (outside.isEmpty() && !eventIsDue() && !closed) {
                waitForTask();
            }
            idle = false;
            boolean tasksMayRun =
                    !eventIsDue() || closed || awaiting.getAsBoolean() || ++eventsBeforeTask > MOST_EVENTS_BEFORE_TASK;
            task = tasksMayRun ? outside.poll() : null;
            if (task == null && closed) {
                return false;
            }
        }
        if (task == null) {
            runEvent();
        } else {
            eventsBeforeTask = 0;
            task.run();
        }
        return true;
    }

    private boolean eventIsDue() {
        long next = nextAt();
        return timePasses ? next != Long.MAX_VALUE : next <= nanoTime();
    }

    @SuppressWarnings("WaitNotInLoop") // the caller's loop
    private void waitForTask() {
        idle = true;
        try {
            lock.wait();
        } catch (InterruptedException e) {
            // An interruption is not for this thread, which ends by close() alone.
            Thread.interrupted();
        }
    }
}
