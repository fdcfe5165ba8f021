// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.statistics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the outcomes of probes and knows their statistics within each {@link Window}. Outcomes are counted in buckets
 * of time, of which a window has twelve: of 5 seconds in a minute, 25 seconds in five minutes, and 75 seconds in
 * fifteen minutes. So a window begins up to a twelfth of its length too early, and never too late. It needs up to 39
 * buckets, usually about 20 kB together. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class WindowRecorder {
    private static final int BUCKETS = 12;
    /** Of the finest ones in a bucket of each window. */
    private static final int[] STEPS = {1, 5, 15};

    private static final long STEP_NANOS = Window.ONE_MINUTE.length().toNanos() / BUCKETS;
    private static final int MOST_STEPS = 2 * BUCKETS * STEPS[STEPS.length - 1];

    /** Of each window the buckets that have ended, each at its number modulo their number; absent if empty. */
    private final @Nullable Bucket[][] ended = new @Nullable Bucket[STEPS.length][BUCKETS];
    /** Of each window what has ended since its last bucket ended; of the first one what has come since then. */
    private final @Nullable Bucket[] open = new @Nullable Bucket[STEPS.length];
    /** Outcomes whose time is not known yet. */
    private @Nullable Bucket untimed;
    /** Number of the finest bucket that is open. */
    private long step;

    private long now;

    /** Without outcomes, at the time 0. */
    public WindowRecorder() {}

    /**
     * Records an answered probe, at the time of the next {@link #settle}.
     *
     * @param sequence number of the probe; those of consecutive probes differ by one
     * @param nanos its round-trip time in nanoseconds: 0 to 2^48 - 1
     */
    public void answered(long sequence, long nanos) {
        Bucket bucket = untimed();
        bucket.rtts.record(sequence, nanos);
        bucket.sent++;
    }

    /** Records a probe that was given up, at the time of the next {@link #settle}. */
    public void lost() {
        untimed().sent++;
    }

    private Bucket untimed() {
        Bucket bucket = untimed == null ? new Bucket() : untimed;
        untimed = bucket;
        return bucket;
    }

    /**
     * Gives the time of what was recorded since the previous call.
     *
     * @param nanos since the start of the series; an earlier time than before is taken for the same
     */
    public void settle(long nanos) {
        now = Math.max(now, nanos);
        long to = now / STEP_NANOS;
        if (to - step > MOST_STEPS) {
            // All that was known is too old.
            for (int window = 0; window < STEPS.length; window++) {
                ended[window] = new @Nullable Bucket[BUCKETS];
                open[window] = null;
            }
            step = to;
        }
        while (step < to) {
            endStep();
        }
        if (untimed != null) {
            append(0, untimed);
            untimed = null;
        }
    }

    private void endStep() {
        long next = step + 1;
        for (int window = 0; window < STEPS.length && next % STEPS[window] == 0; window++) {
            Bucket bucket = open[window];
            ended[window][(int) (step / STEPS[window] % BUCKETS)] = bucket;
            open[window] = null;
            if (bucket != null && window + 1 < STEPS.length) {
                append(window + 1, bucket);
            }
        }
        step = next;
    }

    private void append(int window, Bucket later) {
        Bucket bucket = open[window];
        if (bucket == null) {
            open[window] = later.copy();
        } else {
            bucket.append(later);
        }
    }

    /** Returns the statistics as of the last {@link #settle}, independent from then on. */
    public Windows windows() {
        settle(now);
        List<List<Windows.Part>> parts = new ArrayList<>();
        for (int window = 0; window < STEPS.length; window++) {
            parts.add(parts(window));
        }
        return new Windows(Duration.ofNanos(now), parts);
    }

    /** What a window is made of, the oldest first. */
    private List<Windows.Part> parts(int window) {
        long width = STEPS[window] * STEP_NANOS;
        long number = step / STEPS[window];
        List<Windows.Part> parts = new ArrayList<>();
        for (long one = Math.max(0, number - BUCKETS); one < number; one++) {
            parts.add(new Windows.Part(width, ended[window][(int) (one % BUCKETS)]));
        }
        Bucket rest = new Bucket();
        for (int finer = window; finer >= 0; finer--) {
            Bucket bucket = open[finer];
            if (bucket != null) {
                rest.append(bucket);
            }
        }
        parts.add(new Windows.Part(now - number * width, rest));
        return parts;
    }
}
