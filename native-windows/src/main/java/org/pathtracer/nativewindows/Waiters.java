// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.pathtracer.SystemCallException;
import org.pathtracer.core.loop.Threads;
import org.pathtracer.nativewindows.win32.IcmpCalls;
import org.pathtracer.nativewindows.win32.WindowsError;

/** The buffers for requests, and the threads that wait for them: one more for every {@value Waiter#BUFFERS}. */
final class Waiters implements Waiter.Listener {
    private static final int MOST_WAITERS = 16;
    /** Of memory for packets larger than usual, at once; one packet more may begin below it. */
    private static final int MOST_LARGE_BYTES = 16 << 20;
    /** Most requests under way. */
    static final int MOST_BUFFERS = MOST_WAITERS * Waiter.BUFFERS;

    private static final System.Logger LOGGER = System.getLogger("org.pathtracer.nativewindows");
    private static final long CATCH_UP_MILLIS = 100;
    /** As long as requests usually last. */
    private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final IcmpCalls calls;
    private final String threadName;
    private final Waiter.Listener listener;
    private final List<Waiter> waiters = new ArrayList<>();
    /** The one that was used longest ago first. */
    private final Queue<RequestBuffer> free = new ArrayDeque<>();

    private final Semaphore given = new Semaphore(MOST_BUFFERS);
    private int largeBytes;

    Waiters(IcmpCalls calls, String threadName, Waiter.Listener listener) {
        this.calls = calls;
        this.threadName = threadName;
        this.listener = listener;
    }

    /** Whether there is a buffer, and memory for a large packet. */
    boolean haveRoom() {
        return (!free.isEmpty() || waiters.size() < MOST_WAITERS) && largeBytes < MOST_LARGE_BYTES;
    }

    /**
     * Takes a free buffer; to be called if there is room.
     *
     * @param size of the memory that it needs
     * @throws SystemCallException if Windows has no events left, or this process no memory
     */
    RequestBuffer take(int size) {
        if (free.isEmpty()) {
            Waiter waiter = new Waiter(calls, this, threadName + "-wait-" + (waiters.size() + 1));
            waiters.add(waiter);
            free.addAll(waiter.buffers());
        }
        RequestBuffer buffer = free.element();
        try {
            buffer.reserve(size);
        } catch (OutOfMemoryError e) {
            throw WindowsError.exception("allocating memory", WindowsError.ERROR_NOT_ENOUGH_MEMORY);
        }
        largeBytes += buffer.largeBytes();
        return free.remove();
    }

    /** A buffer's request is over, or was never begun. */
    void giveBack(RequestBuffer buffer) {
        largeBytes -= buffer.largeBytes();
        buffer.clear();
        free.add(buffer);
    }

    /** From now on, until its event, a buffer's memory belongs to Windows. */
    void lend(RequestBuffer buffer) {
        given.acquireUninterruptibly();
        buffer.pending.set(true);
    }

    /**
     * A request that was lent was refused at once. Its event should not have been signalled; but if it was, that must
     * not be taken for the next request's.
     *
     * @param then to be run when the buffer can be used again, on a waiter's thread
     */
    void settle(RequestBuffer buffer, Runnable then) {
        if (buffer.pending.compareAndSet(true, false)) {
            given.release();
        }
        buffer.waiter.execute(() -> {
            calls.reset(buffer.event);
            then.run();
        });
    }

    /** Waits until all has been told that had arrived before. */
    void catchUp() {
        CountDownLatch told = new CountDownLatch(waiters.size());
        waiters.forEach(waiter -> waiter.execute(told::countDown));
        try {
            if (!told.await(CATCH_UP_MILLIS, TimeUnit.MILLISECONDS)) {
                LOGGER.log(Level.DEBUG, "Threads that wait for answers are late");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void arrived(RequestBuffer buffer) {
        given.release();
        listener.arrived(buffer);
    }

    @Override
    public void broken(SystemCallException cause) {
        listener.broken(cause);
    }

    /** Waits for some seconds until no request is under way. */
    void drain() {
        long end = System.nanoTime() + DRAIN_NANOS;
        if (Threads.uninterruptibly(
                () -> given.tryAcquire(MOST_BUFFERS, end - System.nanoTime(), TimeUnit.NANOSECONDS))) {
            given.release(MOST_BUFFERS);
        } else {
            LOGGER.log(Level.DEBUG, "Requests are still under way");
        }
    }

    /**
     * Ends all threads.
     *
     * @param handles on which requests may be under way
     */
    void close(Handles handles) {
        waiters.forEach(Waiter::close);
        List<RequestBuffer> pending = waiters.stream()
                .flatMap(waiter -> waiter.buffers().stream())
                .filter(buffer -> buffer.pending.get())
                .toList();
        Kept.until(calls, pending, handles);
    }
}
