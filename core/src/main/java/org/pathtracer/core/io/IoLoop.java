// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one thread on which all exchanges of a client live: their sockets, timers and state. It starts with the first
 * task.
 */
public final class IoLoop implements Executor, AutoCloseable {
    private static final long CLOSE_MILLIS = 2000;
    private static final int LARGEST_MESSAGE = 65_535;
    private static final System.Logger LOG = System.getLogger(IoLoop.class.getName());

    /** Something happened to a channel. On the loop's thread. */
    public interface Handler {
        /** It can do what it is registered for. */
        void ready(SelectionKey key) throws IOException;

        /** It can't; it is not closed yet. */
        void failed(IOException cause);
    }

    /** A task that waits for its time. */
    public record Timer(long at, long number, Runnable task) implements Comparable<Timer> {
        @Override
        public int compareTo(Timer other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(number, other.number);
        }
    }

    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final TreeSet<Timer> timers = new TreeSet<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(LARGEST_MESSAGE);
    private final long origin = System.nanoTime();
    private final String name;
    private long scheduled;
    private Consumer<Error> onError = error -> {};
    private long arrived;
    /** Whether {@code arrived} belongs to an earlier turn. */
    private boolean stale;

    private final Object lock = new Object();
    private @Nullable Selector selector;
    private @Nullable Thread thread;
    private boolean closed;

    /** One whose thread will have this name. */
    public IoLoop(String name) {
        this.name = name;
    }

    /**
     * What to do with an error, such as of a class that can't be loaded: what was in flight may hear of nothing any
     * more. On the loop's thread; to be called before its first task.
     */
    public void onError(Consumer<Error> handler) {
        onError = handler;
    }

    /** Nanoseconds since the loop was made, so that they can be compared. */
    public long now() {
        return System.nanoTime() - origin;
    }

    /**
     * When what is handled now arrived: taken as soon as the system told, before any other task had a turn. On the
     * loop's thread only.
     */
    public long arrived() {
        return arrived;
    }

    /** From any thread; throws {@link RejectedExecutionException} once the loop is closed. */
    @Override
    public void execute(Runnable task) {
        synchronized (lock) {
            if (closed) {
                throw new RejectedExecutionException("closed");
            }
            tasks.add(task);
            started().wakeup();
        }
    }

    /** On the loop's thread only. */
    public Timer schedule(Runnable task, long delayNanos) {
        Timer timer = new Timer(now() + delayNanos, scheduled++, task);
        timers.add(timer);
        return timer;
    }

    /** On the loop's thread only. */
    public void cancel(Timer timer) {
        timers.remove(timer);
    }

    /** On the loop's thread only. Closing the channel ends it. */
    public void register(SelectableChannel channel, int operations, Handler handler) throws IOException {
        synchronized (lock) {
            channel.register(started(), operations, handler);
        }
    }

    /** Room for one message, for use within one call on the loop's thread. */
    public ByteBuffer buffer() {
        return buffer.clear();
    }

    private Selector started() {
        if (selector == null) {
            try {
                selector = Selector.open();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            thread = new Thread(() -> run(), name);
            thread.setDaemon(true);
            thread.start();
        }
        return selector;
    }

    private void run() {
        Selector own;
        synchronized (lock) {
            own = started();
        }
        try (own) {
            while (!isClosed()) {
                select(own);
                runTasks();
            }
            // What was queued before the end must still hear of it.
            runTasks();
            own.keys().forEach(key -> closeQuietly(key.channel()));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "The loop " + name + " ended", e);
        }
    }

    private void select(Selector own) throws IOException {
        stale = true;
        own.select(this::stampAndHandle, millisToNextTimer());
        for (Timer due = nextDue(); due != null; due = nextDue()) {
            guarded(due.task());
        }
    }

    /** 0 for no timer, as a selector understands it; rounded up, so that it does not turn idly. */
    private long millisToNextTimer() {
        if (timers.isEmpty()) {
            return 0;
        }
        long nanos = Math.max(0, timers.first().at() - now());
        return TimeUnit.NANOSECONDS.toMillis(nanos) + 1;
    }

    private @Nullable Timer nextDue() {
        return !timers.isEmpty() && timers.first().at() <= now() ? timers.pollFirst() : null;
    }

    private void stampAndHandle(SelectionKey key) {
        if (stale) {
            stale = false;
            arrived = now();
        }
        handle(key);
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            arrived = now();
            guarded(task);
        }
    }

    /** One exchange's defect must not end those of others. */
    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "An exchange failed unexpectedly", e);
        } catch (Error e) {
            onError.accept(e);
        }
    }

    private void handle(SelectionKey key) {
        Handler handler = (Handler) key.attachment();
        guarded(() -> {
            try {
                if (key.isValid()) {
                    handler.ready(key);
                }
            } catch (IOException e) {
                handler.failed(e);
            } catch (CancelledKeyException e) {
                handler.failed(new IOException("closed", e));
            }
        });
    }

    /** Closes it, and says nothing of what goes wrong then. */
    public static void closeQuietly(SelectableChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "A socket could not be closed", e);
        }
    }

    private boolean isClosed() {
        synchronized (lock) {
            return closed;
        }
    }

    /** Ends the thread and waits for it; {@code last} runs on it before, or here if there is none. */
    public void close(Runnable last) {
        Thread running;
        synchronized (lock) {
            if (closed) {
                return;
            }
            closed = true;
            running = thread;
            if (selector != null) {
                tasks.add(last);
                selector.wakeup();
            }
        }
        if (running == null) {
            last.run();
        } else if (running != Thread.currentThread()) {
            join(running);
        }
    }

    @Override
    public void close() {
        close(() -> {});
    }

    private static void join(Thread thread) {
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
