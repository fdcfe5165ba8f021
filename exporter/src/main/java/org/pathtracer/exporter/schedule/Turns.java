// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.schedule;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/** Lets a number of rounds run at the same time; others wait for their turn, in order. Thread-safe. */
final class Turns {
    private final Executor executor;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int free;

    Turns(int most, Executor executor) {
        this.free = most;
        this.executor = executor;
    }

    /** Runs a task on the executor, now or later; it must give the turn back when its round has ended. */
    synchronized void take(Runnable task) {
        if (free > 0) {
            free--;
            executor.execute(task);
        } else {
            waiting.add(task);
        }
    }

    /** Ends a turn. */
    synchronized void give() {
        Runnable next = waiting.poll();
        if (next == null) {
            free++;
        } else {
            executor.execute(next);
        }
    }
}
