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
 * A thread that waits for the events of its places, all of them all the time, so that a request can begin without
 * waking it; and, in the last place, for an event that says that it has tasks. Since the first of several signalled
 * events is reported, what it does for a task comes after all that had arrived before.
 */
final class Waiter {
    static final int PLACES = IcmpCalls.MOST_EVENTS - 1;

    /** Who is told, on the waiter's thread. */
    interface Listener {
        /** A request's event was signalled. */
        void arrived(Place place);

        /** The waiter can wait no more. */
        void broken(SystemCallException cause);
    }

    private final IcmpCalls calls;
    private final Listener listener;
    private final List<Place> places;
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
        wake = events[PLACES];
        places = IntStream.range(0, PLACES)
                .mapToObj(i -> new Place(this, events[i]))
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

    List<Place> places() {
        return places;
    }

    /** Runs a task on its thread, after all that had arrived before this call was told. */
    void execute(Runnable task) {
        tasks.add(task);
        calls.set(wake);
    }

    /** Ends the thread, and closes the events of all places that Windows has given back; not from its own thread. */
    void close() {
        execute(() -> ended = true);
        Threads.join(thread);
        calls.closeEvent(wake);
        places.stream().filter(place -> !place.pending.get()).forEach(place -> calls.closeEvent(place.event));
    }

    private void await() {
        try {
            while (!ended) {
                int signalled = calls.await(handles, IcmpCalls.MOST_EVENTS);
                if (signalled < PLACES) {
                    arrived(places.get(signalled));
                } else {
                    runTasks();
                }
            }
        } catch (SystemCallException e) {
            listener.broken(e);
        }
    }

    private void arrived(Place place) {
        long now = System.nanoTime();
        if (place.pending.compareAndSet(true, false)) {
            place.arrivedNanos = now;
            listener.arrived(place);
        }
    }

    private void runTasks() {
        Runnable task;
        while ((task = tasks.poll()) != null) {
            task.run();
        }
    }
}
