// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.ping;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pathtracer.Outage;

/**
 * Finds the outages of one target. A probe is judged when all before it were: an answer comes sooner than a timeout, so
 * outcomes don't come in the order of sending. Of a probe that is not judged yet it knows the time of sending. Times
 * are in nanoseconds since the operation's start.
 */
final class OutageWatch {
    private static final int LEAST_PROBES = 2;
    private static final int MOST_OPEN = 1 << 16;
    private static final int MOST_KEPT = 1000;

    private static final int ORDERED = 0;
    private static final int LEFT = 1;
    private static final int ANSWERED = 2;
    private static final int LOST = 3;
    private static final int STATE_BITS = 2;
    private static final int STATE_MASK = (1 << STATE_BITS) - 1;

    /** Time of sending and state of the probes from {@link #first} on, each at its number modulo the size. */
    private long[] open = new long[1];

    private long first;
    private long next;
    private long runFirst;
    private long runStart;
    private long runLength;
    private @Nullable List<Outage> outages;
    private long leftOut;

    /** The next probe is on its way. */
    void ordered(long now) {
        if (next - first == open.length) {
            makeRoom();
        }
        open[at(next++)] = now << STATE_BITS | ORDERED;
    }

    /** A probe has left, or the time at which it did is known better; gives whether that is the first time. */
    boolean left(long sequence, long nanos) {
        if (sequence < first) {
            return false;
        }
        boolean news = state(sequence) == ORDERED;
        open[at(sequence)] = nanos << STATE_BITS | LEFT;
        return news;
    }

    /** A probe was answered, or lost, or could not leave; gives whether it had left. */
    boolean complete(long sequence, boolean answered, Consumer<Outage> ended) {
        if (sequence < first) {
            return true;
        }
        boolean left = state(sequence) != ORDERED;
        open[at(sequence)] = open[at(sequence)] & ~STATE_MASK | (answered ? ANSWERED : LOST);
        while (first < next && isComplete(first)) {
            judge(open[at(first)], ended);
            first++;
        }
        return left;
    }

    private void judge(long probe, Consumer<Outage> ended) {
        long sentAt = probe >> STATE_BITS;
        if ((probe & STATE_MASK) == LOST) {
            if (runLength++ == 0) {
                runFirst = first;
                runStart = sentAt;
            }
            return;
        }
        if (runLength >= LEAST_PROBES) {
            Outage outage = outage(sentAt, true);
            keep(outage);
            ended.accept(outage);
        }
        runLength = 0;
    }

    private Outage outage(long end, boolean answered) {
        return new Outage(runFirst, runLength, Duration.ofNanos(runStart), Duration.ofNanos(end - runStart), answered);
    }

    private void keep(Outage outage) {
        if (outages == null) {
            outages = new ArrayList<>(1);
        }
        if (outages.size() < MOST_KEPT) {
            outages.add(outage);
        } else {
            leftOut++;
        }
    }

    /** All of them, the one that lasts included. */
    List<Outage> outages(long now) {
        Optional<Outage> last = runLength >= LEAST_PROBES ? Optional.of(outage(now, false)) : Optional.empty();
        if (outages == null) {
            return last.map(List::of).orElse(List.of());
        }
        List<Outage> all = new ArrayList<>(outages);
        last.ifPresent(all::add);
        return all;
    }

    long leftOut() {
        return leftOut;
    }

    /** A probe that is not answered while 65,536 others are is passed over. */
    private void makeRoom() {
        if (open.length == MOST_OPEN) {
            first++;
            while (first < next && isComplete(first)) {
                first++;
            }
            runLength = 0;
            return;
        }
        long[] larger = new long[2 * open.length];
        for (long sequence = first; sequence < next; sequence++) {
            larger[(int) (sequence & larger.length - 1)] = open[at(sequence)];
        }
        open = larger;
    }

    private boolean isComplete(long sequence) {
        return state(sequence) >= ANSWERED;
    }

    private int state(long sequence) {
        return (int) open[at(sequence)] & STATE_MASK;
    }

    private int at(long sequence) {
        return (int) (sequence & open.length - 1);
    }
}
