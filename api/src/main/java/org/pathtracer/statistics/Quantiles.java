// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.statistics;

import java.util.Arrays;

/**
 * The distribution of samples: each of them up to 64, beyond that counts in buckets of which every power of two has 64,
 * so that a bucket's middle is off by at most 1/128 of the value. Which of the two it is depends on the number of
 * samples alone, so two that are merged are the same as one that saw all.
 */
final class Quantiles {
    static final int MOST_EXACT = 64;

    private static final int FIRST_ROOM = 2;
    private static final int SUB_BITS = 6;
    private static final int SUB_BUCKETS = 1 << SUB_BITS;

    private int exact;
    private long[] samples = {};
    /** Counts of the buckets from the first on. */
    private long[] counts = {};

    private int firstBucket;
    private long total;

    Quantiles copy() {
        Quantiles copy = new Quantiles();
        copy.exact = exact;
        copy.samples = Arrays.copyOf(samples, exact);
        copy.counts = counts.clone();
        copy.firstBucket = firstBucket;
        copy.total = total;
        return copy;
    }

    void add(long value) {
        total++;
        if (total <= MOST_EXACT) {
            keep(value);
        } else {
            bucketAll();
            count(bucket(value), 1);
        }
    }

    void merge(Quantiles other) {
        total += other.total;
        if (total <= MOST_EXACT) {
            for (int i = 0; i < other.exact; i++) {
                keep(other.samples[i]);
            }
            return;
        }
        bucketAll();
        for (int i = 0; i < other.exact; i++) {
            count(bucket(other.samples[i]), 1);
        }
        for (int i = 0; i < other.counts.length; i++) {
            if (other.counts[i] > 0) {
                count(other.firstBucket + i, other.counts[i]);
            }
        }
    }

    /**
     * The sample of a rank, or the middle of its bucket.
     *
     * @param rank from 1, that of the smallest, to the number of samples
     */
    long ofRank(long rank) {
        if (counts.length == 0) {
            long[] sorted = Arrays.copyOf(samples, exact);
            Arrays.sort(sorted);
            return sorted[(int) rank - 1];
        }
        long below = 0;
        int i = -1;
        while (below < rank) {
            below += counts[++i];
        }
        return middle(firstBucket + i);
    }

    /** Sum of the natural logarithms of all samples, or of the middles of their buckets. */
    double sumOfLogarithms() {
        double sum = 0;
        for (int i = 0; i < exact; i++) {
            sum += Math.log(samples[i]);
        }
        for (int i = 0; i < counts.length; i++) {
            sum += counts[i] == 0 ? 0 : counts[i] * Math.log(middle(firstBucket + i));
        }
        return sum;
    }

    private void keep(long value) {
        if (exact == samples.length) {
            samples = Arrays.copyOf(samples, Math.max(FIRST_ROOM, Math.min(MOST_EXACT, 2 * exact)));
        }
        samples[exact++] = value;
    }

    private void bucketAll() {
        for (int i = 0; i < exact; i++) {
            count(bucket(samples[i]), 1);
        }
        exact = 0;
        samples = new long[0];
    }

    private void count(int bucket, long times) {
        if (counts.length == 0) {
            firstBucket = bucket;
        }
        int first = Math.min(firstBucket, bucket);
        int end = Math.max(firstBucket + counts.length, bucket + 1);
        if (end - first > counts.length) {
            long[] wider = new long[end - first];
            System.arraycopy(counts, 0, wider, firstBucket - first, counts.length);
            counts = wider;
            firstBucket = first;
        }
        counts[bucket - firstBucket] += times;
    }

    /** Values below 128 have a bucket each. */
    static int bucket(long value) {
        int shift = Math.max(0, Long.SIZE - 1 - Long.numberOfLeadingZeros(value) - SUB_BITS);
        return (shift << SUB_BITS) + (int) (value >>> shift);
    }

    static long middle(int bucket) {
        if (bucket < 2 * SUB_BUCKETS) {
            return bucket;
        }
        int shift = (bucket >>> SUB_BITS) - 1;
        long lowest = (long) (bucket - (shift << SUB_BITS)) << shift;
        return lowest + (1L << shift - 1);
    }
}
