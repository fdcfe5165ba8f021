// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.virtual;

import java.util.ArrayDeque;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import org.pathtracer.spi.TransportLoop;

/**
 * A loop on which time is virtual: as soon as no task is pending, the clock jumps to the next event. The thread that
 * calls {@link #run()} and its like drives it; a {@link ThreadedVirtualLoop} has a thread of its own.
 *
 * @since 0.1.0
 */
public class VirtualLoop implements TransportLoop {
    /** At one time, what arrives comes first, then what acts on it, then timers. */
    enum Rank {
        ARRIVAL,
        DRAINED,
        TIMER
    }

    private static final int MOST_STEPS_AT_ONE_TIME = 500_000;

    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private final PriorityQueue<VirtualEvent> events = new PriorityQueue<>();
    private long sequence;
    private long timersRun;
    private int stepsAtOneTime;
    /** When the event that runs was due. */
    private long eventAt;

    private volatile long now;

    /** A loop whose clock shows this, which may be below zero as a monotonic clock's time may. */
    public VirtualLoop(long startNanos) {
        now = startNanos;
        eventAt = startNanos;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public Timer schedule(Runnable task, long atNanos) {
        return add(Math.max(atNanos, now), Rank.TIMER, task);
    }

    /** Runs a task at a time, or now if that has passed, before the timers of that time. */
    public void arrive(Runnable task, long atNanos) {
        add(Math.max(atNanos, now), Rank.ARRIVAL, task);
    }

    /**
     * Runs a task after all that arrives at the time of the event that runs now, and before anything later, even if the
     * process was stopped meanwhile.
     */
    public void afterArrivals(Runnable task) {
        add(eventAt, Rank.DRAINED, task);
    }

    private VirtualEvent add(long at, Rank rank, Runnable task) {
        VirtualEvent event = new VirtualEvent(at, rank, sequence++, task);
        events.add(event);
        return event;
    }

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public boolean inLoop() {
        return true;
    }

    /** Timers that were run so far. */
    public long timersRun() {
        return timersRun;
    }

    /** Lets the time pass to a moment while nothing runs, as when a process is stopped. It does not go back. */
    public void passTo(long nanos) {
        now = Math.max(now, nanos);
    }

    /** Runs the task that was given first; false if there is none. */
    public boolean runTask() {
        Runnable task = tasks.poll();
        if (task != null) {
            task.run();
        }
        return task != null;
    }

    /** The time of the next event; {@link Long#MAX_VALUE} for never. */
    public long nextAt() {
        VirtualEvent first;
        while ((first = events.peek()) != null && first.cancelled) {
            // The clock must not jump to what will not happen.
            events.remove();
        }
        return first == null ? Long.MAX_VALUE : first.at;
    }

    /** Jumps to the next event, which there must be, and runs it. */
    public void runEvent() {
        VirtualEvent event = events.remove();
        stepsAtOneTime = event.at > now ? 0 : stepsAtOneTime;
        timersRun += event.rank == Rank.TIMER ? 1 : 0;
        eventAt = event.at;
        passTo(eventAt);
        event.task.run();
    }

    /** Runs until nothing is left to do. */
    public void run() {
        runWhile(() -> true);
    }

    /** Runs while there is something to do and the condition holds. */
    public void runWhile(BooleanSupplier condition) {
        while (condition.getAsBoolean() && step(Long.MAX_VALUE)) {}
    }

    /** Runs what is due by a moment, to which the time passes in any case. */
    public void runTo(long nanos) {
        while (step(nanos)) {}
        passTo(nanos);
    }

    private boolean step(long until) {
        if (++stepsAtOneTime > MOST_STEPS_AT_ONE_TIME) {
            throw new IllegalStateException("the time stands still at " + now + " ns: tasks go round");
        }
        if (runTask()) {
            return true;
        }
        long next = nextAt();
        boolean due = next != Long.MAX_VALUE && next <= until;
        if (due) {
            runEvent();
        }
        return due;
    }

    /** Forgets all that was to be run. */
    public void close() {
        tasks.clear();
        events.clear();
    }
}
