// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Where users' callbacks run: never on a probing thread, and never after the tracer was closed. A user's executor is
 * users' code too: it may block, throw, or run its task in the caller. So it is called on one of the tracer's own
 * threads, task after task, and what it would run there goes to a thread of its own.
 */
final class Callbacks implements Executor {
    /** Begins with the first message: a logger takes more time than a short run has. */
    private static final class Logging {
        static final System.Logger LOGGER = System.getLogger("org.pathtracer");
    }

    private static final long QUEUE_MILLIS = 1000;
    private static final long CLOSE_MILLIS = 2000;

    private final CallbackThreads own = new CallbackThreads();
    private final @Nullable Executor users;
    private final Executor dispatcher;
    /** For the user's executor; its lock is its own. */
    private final ArrayDeque<Runnable> undispatched = new ArrayDeque<>();

    /** Once: it may fail for every event. */
    private final AtomicBoolean complained = new AtomicBoolean();

    private boolean dispatching;
    private volatile boolean closed;

    Callbacks(Optional<Executor> users) {
        this.users = users.orElse(null);
        dispatcher = own;
    }

    /** Calls the user's executor on the thread that asks for it: for tests that go step by step. */
    Callbacks(Executor users, Executor dispatcher) {
        this.users = users;
        this.dispatcher = dispatcher;
    }

    /** In the order in which it is asked for: the last events of an operation come before its result. */
    @Override
    public void execute(Runnable task) {
        if (users == null) {
            runOnOwnThread(task);
            return;
        }
        synchronized (undispatched) {
            undispatched.add(task);
            if (dispatching) {
                return;
            }
            dispatching = true;
        }
        try {
            dispatcher.execute(() -> dispatch(users));
        } catch (RejectedExecutionException e) {
            // Closed: whoever waits for a result is told by the close itself.
        }
    }

    private void dispatch(Executor executor) {
        while (true) {
            Runnable task;
            synchronized (undispatched) {
                task = undispatched.poll();
                if (task == null) {
                    dispatching = false;
                    return;
                }
            }
            offer(executor, task);
        }
    }

    /** A result that is not delivered would be waited for forever, so own threads stand in for a user's executor. */
    private void offer(Executor executor, Runnable task) {
        Thread caller = Thread.currentThread();
        AtomicBoolean offering = new AtomicBoolean(true);
        AtomicBoolean taken = new AtomicBoolean();
        try {
            executor.execute(() -> {
                if (!taken.getAndSet(true)) {
                    if (offering.get() && Thread.currentThread() == caller) {
                        runOnOwnThread(task);
                    } else {
                        run(task);
                    }
                }
            });
        } catch (RejectedExecutionException e) {
            standIn(task, taken);
        } catch (RuntimeException | Error e) {
            if (!complained.getAndSet(true)) {
                Logging.LOGGER.log(
                        Level.WARNING, "The callback executor failed; threads of the tracer stand in for it", e);
            }
            standIn(task, taken);
        } finally {
            offering.set(false);
        }
    }

    private void standIn(Runnable task, AtomicBoolean taken) {
        if (!taken.getAndSet(true)) {
            runOnOwnThread(task);
        }
    }

    private void runOnOwnThread(Runnable task) {
        try {
            own.execute(() -> run(task));
        } catch (RejectedExecutionException e) {
            // Closed: whoever waits for a result is told by the close itself.
        }
    }

    private void run(Runnable task) {
        if (closed) {
            return;
        }
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            Logging.LOGGER.log(Level.ERROR, "A callback failed", e);
        }
    }

    /** Whether no callback may begin any more: for tasks that make many calls, before each of them. */
    boolean closed() {
        return closed;
    }

    /**
     * Lets what is queued run for a while, then drops the rest. What runs even then is waited for, and interrupted
     * after two seconds; a callback that closes its own tracer is not waited for. No own thread begins one after this
     * returned.
     */
    void close() {
        own.finish(QUEUE_MILLIS);
        closed = true;
        own.close(CLOSE_MILLIS);
    }
}
