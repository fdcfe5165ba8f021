// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows;

import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.pathtracer.SystemCallException;
import org.pathtracer.core.loop.Threads;
import org.pathtracer.nativewindows.echo.Block;
import org.pathtracer.nativewindows.win32.IcmpCalls;

/**
 * A thread that waits for the events of its buffers, all of them all the time, so that a request can begin without
 * waking it; and, as the last one, for an event that says that it has tasks. Since the first of several signalled
 * events is reported, what it does for a task comes after all that had arrived before.
 */
final class Waiter {
    static final int BUFFERS = IcmpCalls.MOST_EVENTS - 1;

    /** Is told of events, on the waiter's thread. */
    interface Listener {
        /** A request's event was signalled. */
        void arrived(RequestBuffer buffer);

        /** The waiter can wait no more. */
        void broken(SystemCallException cause);
    }

    private final IcmpCalls calls;
    private final Listener listener;
    private final List<RequestBuffer> buffers;
    private final long wake;
    private final Block handles = new Block(IcmpCalls.MOST_EVENTS * Long.BYTES);
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private boolean ended;

    /**
     * Begins to wait.
     *
     * @throws SystemCallException if there can't be so many events
     */
    Waiter(IcmpCalls calls, Listener listener, String threadName) {
        this.calls = calls;
        this.listener = listener;
        long[] events = createEvents(calls);
        wake = events[BUFFERS];
        buffers = IntStream.range(0, BUFFERS)
                .mapToObj(i -> new RequestBuffer(this, events[i]))
                .toList();
        for (int i = 0; i < events.length; i++) {
            handles.bytes().putLong(i * Long.BYTES, events[i]);
        }
        thread = new Thread(this::await, threadName);
        thread.setDaemon(true);
        thread.start();
    }

    /** All, or none. */
    private static long[] createEvents(IcmpCalls calls) {
        long[] events = new long[IcmpCalls.MOST_EVENTS];
        int made = 0;
        try {
            while (made < events.length) {
                events[made] = calls.createEvent();
                made++;
            }
            return events;
        } catch (SystemCallException e) {
            Arrays.stream(events, 0, made).forEach(calls::closeEvent);
            throw e;
        }
    }

    List<RequestBuffer> buffers() {
        return buffers;
    }

    /** Runs a task on its thread, after all that had arrived before this call was told. */
    void execute(Runnable task) {
        tasks.add(task);
        calls.set(wake);
    }

    /** Ends the thread, and closes the events of all buffers that Windows has given back; not from its own thread. */
    void close() {
        execute(() -> ended = true);
        Threads.join(thread);
        calls.closeEvent(wake);
        buffers.stream().filter(buffer -> !buffer.pending.get()).forEach(buffer -> calls.closeEvent(buffer.event));
    }

    private void await() {
        try {
            while (!ended) {
                int signalled = calls.await(handles, IcmpCalls.MOST_EVENTS);
                if (signalled < BUFFERS) {
                    arrived(buffers.get(signalled));
                } else {
                    runTasks();
                }
            }
        } catch (SystemCallException e) {
            listener.broken(e);
        }
    }

    private void arrived(RequestBuffer buffer) {
        long now = System.nanoTime();
        if (buffer.pending.compareAndSet(true, false)) {
            buffer.arrivedNanos = now;
            listener.arrived(buffer);
        }
    }

    private void runTasks() {
        Runnable task;
        while ((task = tasks.poll()) != null) {
            task.run();
        }
    }
}
