// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * When what is due. The first moments are spread evenly over the interval, and each moment has a jitter of its own, so
 * that many targets are never due at once. Reads no clock. Not thread-safe.
 *
 * @param <T> what is due
 */
public final class Schedule<T> {
    /** Steps of this part of a circle stay apart from each other, however many there are. */
    private static final double GOLDEN = 0.6180339887498949;

    private final PriorityQueue<Entry<T>> entries =
            new PriorityQueue<>(Comparator.<Entry<T>>comparingLong(entry -> entry.due).thenComparingInt(entry -> entry.number));
    private final long seed;
    private int count;

    private static final class Entry<T> {
        private final T item;
        private final int number;
        private final long interval;
        private final double jitter;
        private final SplittableRandom random;
        /** The moment without jitter. */
        private long middle;

        private long due;

        Entry(T item, int number, Duration interval, double jitter, long seed) {
            this.item = item;
            this.number = number;
            this.interval = interval.toNanos();
            this.jitter = jitter;
            random = new SplittableRandom(seed * 31 + number);
        }

        /** What was missed, since this host slept, is not made up for. */
        private void next(long now) {
            middle += interval * Math.max(1, 1 + Math.floorDiv(now - middle, interval));
            due = middle + Math.round((random.nextDouble() * 2 - 1) * jitter * interval);
        }
    }

    /**
     * Creates an empty one.
     *
     * @param seed of the moments: the same seed, the same moments
     */
    public Schedule(long seed) {
        this.seed = seed;
    }

    /**
     * Adds something, due for the first time within one interval.
     *
     * @param interval of zero it would be due always
     * @param jitter share of the interval by which it is early or late at most, 0 to 0.5
     * @param now in nanoseconds
     */
    public void add(T item, Duration interval, double jitter, long now) {
        Entry<T> entry = new Entry<>(item, count, interval, jitter, seed);
        double phase = (new SplittableRandom(seed).nextDouble() + count * GOLDEN) % 1;
        count++;
        entry.middle = now + Math.round(phase * entry.interval);
        entry.due = entry.middle;
        entries.add(entry);
    }

    /** Returns what is due, each once, and plans the next time. */
    public List<T> due(long now) {
        List<Entry<T>> due = new ArrayList<>();
        while (!entries.isEmpty() && entries.element().due - now <= 0) {
            due.add(entries.remove());
        }
        for (Entry<T> entry : due) {
            entry.next(now);
            entries.add(entry);
        }
        return due.stream().map(entry -> entry.item).toList();
    }

    /** Returns when something is due next; empty if there is nothing. */
    public OptionalLong next() {
        return entries.isEmpty() ? OptionalLong.empty() : OptionalLong.of(entries.element().due);
    }
}
