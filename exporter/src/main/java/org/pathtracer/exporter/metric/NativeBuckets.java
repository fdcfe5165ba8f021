// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.metric;

import io.prometheus.metrics.model.snapshots.NativeHistogramBuckets;
import java.util.Arrays;

/**
 * The buckets of a native histogram of values that are not negative: bucket {@code i} of schema {@code s} has the
 * values from {@code 2^((i-1)/2^s)} to {@code 2^(i/2^s)}. As soon as there are too many, each two become one.
 */
final class NativeBuckets {
    /** Up to this, a value counts as 0. */
    static final double ZERO = Math.scalb(1.0, -128);

    private static final int FINEST = 5;
    private static final int COARSEST = -4;
    private static final int MOST = 60;
    private static final int GROWTH = 4;

    private int schema = FINEST;
    private int size;
    private int[] indices = {};
    private long[] counts = {};
    private long zeros;

    int schema() {
        return schema;
    }

    long zeros() {
        return zeros;
    }

    void add(double value) {
        if (!(value > ZERO)) {
            zeros++;
            return;
        }
        add(coarser(index(value), FINEST - schema), 1);
        while (size > MOST && schema > COARSEST) {
            halve();
        }
    }

    /** In the finest schema. The mantissa's logarithm alone, so that powers of two are where they belong. */
    private static int index(double value) {
        int exponent = Math.getExponent(value);
        double mantissa = Math.scalb(value, -exponent);
        return (exponent << FINEST) + (int) Math.ceil(Math.log(mantissa) / Math.log(2) * (1 << FINEST));
    }

    private static int coarser(int index, int steps) {
        return (index + (1 << steps) - 1) >> steps;
    }

    private void add(int index, long count) {
        int at = Arrays.binarySearch(indices, 0, size, index);
        if (at < 0) {
            at = -at - 1;
            if (size == indices.length) {
                indices = Arrays.copyOf(indices, size + GROWTH);
                counts = Arrays.copyOf(counts, size + GROWTH);
            }
            System.arraycopy(indices, at, indices, at + 1, size - at);
            System.arraycopy(counts, at, counts, at + 1, size - at);
            indices[at] = index;
            counts[at] = 0;
            size++;
        }
        counts[at] += count;
    }

    private void halve() {
        int[] fine = indices;
        long[] finer = counts;
        int old = size;
        indices = new int[MOST];
        counts = new long[MOST];
        size = 0;
        schema--;
        for (int i = 0; i < old; i++) {
            add(coarser(fine[i], 1), finer[i]);
        }
    }

    NativeHistogramBuckets snapshot() {
        return NativeHistogramBuckets.of(Arrays.copyOf(indices, size), Arrays.copyOf(counts, size));
    }
}
