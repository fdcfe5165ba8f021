// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Where users' callbacks run: never on a probing thread, and never after the tracer was closed. */
final class Callbacks implements Executor {
    private static final int THREADS = 2;
    private static final long QUEUE_MILLIS = 1000;

    private final DaemonPool own = new DaemonPool("pathtracer-callback", THREADS);
    private final Executor executor;
    private volatile boolean closed;

    Callbacks(Optional<Executor> users) {
        executor = users.orElse(own);
    }

    @Override
    public void execute(Runnable task) {
        // A result that nobody delivers would be waited for forever, so own threads stand in for a user's executor.
        if (!offer(executor, task) && executor != own) {
            offer(own, task);
        }
    }

    /** False if the executor takes no more; own threads do so once they are closed: then there is nobody to tell. */
    private boolean offer(Executor to, Runnable task) {
        try {
            to.execute(() -> run(task));
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private void run(Runnable task) {
        if (!closed) {
            task.run();
        }
    }

    /** Whether no callback may begin any more: for tasks that make many calls, before each of them. */
    boolean closed() {
        return closed;
    }

    /**
     * Lets what is queued run for a while, then drops the rest. What runs even then is waited for, as
     * {@link DaemonPool#close} says: no own thread begins one after this returned.
     */
    void close() {
        own.finish(QUEUE_MILLIS);
        closed = true;
        own.close();
    }
}
