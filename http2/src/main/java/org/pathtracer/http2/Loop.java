// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.http2;

import io.netty.channel.IoEventLoop;
import io.netty.channel.SingleThreadIoEventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** One event loop with one thread. No group: a group's end would start a thread that outlives it. */
public final class Loop {
    private static final long CLOSE_SECONDS = 1;

    private final IoEventLoop events;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private static final class Events extends SingleThreadIoEventLoop {
        Events(Executor starter) {
            super(null, starter, Sockets.ioHandlers());
        }

        /**
         * Netty closes channels before it runs tasks, and ends after them: the sockets of a loop that is told to end
         * while they run would stay open.
         */
        @Override
        protected boolean confirmShutdown() {
            if (isShuttingDown()) {
                ioHandler().prepareToDestroy();
            }
            return super.confirmShutdown();
        }
    }

    /** Starts it, with a daemon thread of this name. */
    public Loop(String threadName) {
        Executor starter = task -> {
            Thread thread = new Thread(() -> run(task), threadName);
            thread.setDaemon(true);
            thread.start();
        };
        events = new Events(starter);
        // A loop that never had anything to do would have no thread to end.
        events.execute(() -> {});
    }

    private void run(Runnable task) {
        try {
            task.run();
        } finally {
            ended.complete(null);
        }
    }

    /** Where channels live. */
    public IoEventLoop events() {
        return events;
    }

    /** Runs a task on its thread; drops it if the loop has ended. */
    void execute(Runnable task) {
        if (!events.isShuttingDown()) {
            events.execute(task);
        }
    }

    /** Closes its channels and ends its thread; completed as the last thing that the thread does. Idempotent. */
    public CompletableFuture<Void> close() {
        events.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS);
        return ended;
    }
}
