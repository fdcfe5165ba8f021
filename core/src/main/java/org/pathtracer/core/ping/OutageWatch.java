// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.ping;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pathtracer.ping.Outage;

/**
 * Finds the outages of one target. A probe is judged when all before it were: an answer comes sooner than a timeout, so
 * outcomes don't come in the order of sending. Of a probe that is not judged yet it knows the time of sending. Times
 * are in nanoseconds since the operation's start.
 */
public final class OutageWatch {
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
    /** Of most targets there is none. */
    private @Nullable Losses losses;

    private final int mostKept;

    /** Keeps the first 1,000 outages. */
    OutageWatch() {
        this(MOST_KEPT);
    }

    /** Keeps that many outages, the first ones, besides the one that lasts. */
    public OutageWatch(int mostKept) {
        this.mostKept = mostKept;
    }

    /** Probes lost in a row, and the outages so far. */
    private static final class Losses {
        long runFirst;
        long runStart;
        long runLength;
        final List<Outage> outages = new ArrayList<>(1);
        long leftOut;

        void lost(long sequence, long sentAt) {
            if (runLength++ == 0) {
                runFirst = sequence;
                runStart = sentAt;
            }
        }

        /** The outage that lasts until then, if enough probes were lost. */
        Optional<Outage> until(long end, boolean answered) {
            Duration start = Duration.ofNanos(runStart);
            return runLength < LEAST_PROBES
                    ? Optional.empty()
                    : Optional.of(new Outage(runFirst, runLength, start, Duration.ofNanos(end - runStart), answered));
        }

        void keep(Outage outage, int most) {
            if (outages.size() < most) {
                outages.add(outage);
            } else {
                leftOut++;
            }
        }
    }

    /** The next probe is on its way. */
    public void ordered(long now) {
        if (next - first == open.length) {
            makeRoom();
        }
        open[at(next++)] = now << STATE_BITS | ORDERED;
    }

    /** A probe has left, or the time at which it did is known better; gives whether that is the first time. */
    public boolean left(long sequence, long nanos) {
        if (sequence < first) {
            return false;
        }
        boolean first = state(sequence) == ORDERED;
        open[at(sequence)] = nanos << STATE_BITS | LEFT;
        return first;
    }

    /** A probe was answered, or lost, or could not leave; gives whether it had left. */
    public boolean complete(long sequence, boolean answered, Consumer<Outage> ended) {
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
            losses = losses == null ? new Losses() : losses;
            losses.lost(first, sentAt);
        } else if (losses != null) {
            Losses known = losses;
            known.until(sentAt, true).ifPresent(outage -> {
                known.keep(outage, mostKept);
                ended.accept(outage);
            });
            known.runLength = 0;
        }
    }

    /** All of them, the one that lasts included. */
    public List<Outage> outages(long now) {
        if (losses == null) {
            return List.of();
        }
        List<Outage> all = new ArrayList<>(losses.outages);
        losses.until(now, false).ifPresent(all::add);
        return all;
    }

    long leftOut() {
        return losses == null ? 0 : losses.leftOut;
    }

    /** A probe that is not answered while 65,536 others are is passed over. */
    private void makeRoom() {
        if (open.length == MOST_OPEN) {
            first++;
            while (first < next && isComplete(first)) {
                first++;
            }
            if (losses != null) {
                losses.runLength = 0;
            }
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
