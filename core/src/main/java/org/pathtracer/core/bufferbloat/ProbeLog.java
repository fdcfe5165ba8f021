// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.bufferbloat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.pathtracer.bufferbloat.LatencySample;
import org.pathtracer.result.LatencySampleRecord;
import org.pathtracer.statistics.RttRecorder;
import org.pathtracer.statistics.Statistics;

/** Every probe: when it left, how far it was to go, and what came of it. A probe's key is its place in the log. */
final class ProbeLog {
    /** More are not sent: ten minutes of a thousand a second. */
    private static final int MOST = 600_000;

    private static final int INITIAL = 1024;

    private static final long PENDING = -1;
    private static final long LOST = -2;
    private static final long NOT_SENT = -3;

    private final long start;
    private long[] sentAt = new long[INITIAL];
    private long[] rtts = new long[INITIAL];
    private short[] ttls = new short[INITIAL];
    private int size;
    private long longest;

    /** Times are told as since this one. */
    ProbeLog(long start) {
        this.start = start;
    }

    boolean full() {
        return size == MOST;
    }

    /** Takes down a probe that is about to leave, and gives its key. */
    int add(int ttl, long now) {
        if (size == sentAt.length) {
            sentAt = Arrays.copyOf(sentAt, 2 * size);
            rtts = Arrays.copyOf(rtts, 2 * size);
            ttls = Arrays.copyOf(ttls, 2 * size);
        }
        sentAt[size] = now;
        rtts[size] = PENDING;
        ttls[size] = (short) ttl;
        return size++;
    }

    void sent(int key, long now) {
        sentAt[key] = now;
    }

    void answered(int key, long rttNanos) {
        rtts[key] = rttNanos;
        longest = Math.max(longest, rttNanos);
    }

    void lost(int key) {
        rtts[key] = LOST;
    }

    void notSent(int key) {
        rtts[key] = NOT_SENT;
    }

    /** What is still in flight will not be waited for. */
    void giveUpPending() {
        for (int key = 0; key < size; key++) {
            if (rtts[key] == PENDING) {
                rtts[key] = LOST;
            }
        }
    }

    int ttl(int key) {
        return ttls[key];
    }

    /** The largest round-trip time so far; 0 without answers. */
    long longestNanos() {
        return longest;
    }

    /** Loss and latency of the probes that left from one time until before another. */
    Statistics statistics(long from, long to, IntPredicate ttl) {
        RttRecorder recorder = new RttRecorder();
        long sent = 0;
        for (int key = 0; key < size; key++) {
            boolean counts = rtts[key] >= 0 || rtts[key] == LOST;
            if (counts && sentAt[key] - from >= 0 && sentAt[key] - to < 0 && ttl.test(ttls[key])) {
                // Those to other hops come between: consecutive are those of the same kind.
                if (rtts[key] >= 0) {
                    recorder.record(sent, rtts[key]);
                }
                sent++;
            }
        }
        return Statistics.of(sent, recorder);
    }

    LatencySample sample(int key) {
        return new LatencySampleRecord(
                Duration.ofNanos(Math.max(0, sentAt[key] - start)),
                ttls[key],
                rtts[key] < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(rtts[key])));
    }

    /** Those that were answered or lost. */
    List<LatencySample> samples(IntPredicate ttl) {
        List<LatencySample> samples = new ArrayList<>();
        for (int key = 0; key < size; key++) {
            if ((rtts[key] >= 0 || rtts[key] == LOST) && ttl.test(ttls[key])) {
                samples.add(sample(key));
            }
        }
        return samples;
    }
}
