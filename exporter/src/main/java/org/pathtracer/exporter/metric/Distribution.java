// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.metric;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.NativeHistogramBuckets;

/** A histogram, classic and native. */
final class Distribution extends Point {
    /** Bounds of the classic one, without infinity. */
    private final double[] bounds;

    /** How many values are up to each bound and beyond the one before, and after these, how many are beyond all. */
    private final long[] counts;

    private final NativeBuckets fine = new NativeBuckets();
    private double sum;

    Distribution(OwnLabels own, double[] bounds) {
        super(own);
        this.bounds = bounds;
        counts = new long[bounds.length + 1];
    }

    void observe(double value) {
        int bucket = 0;
        while (bucket < bounds.length && value > bounds[bucket]) {
            bucket++;
        }
        counts[bucket]++;
        fine.add(value);
        sum += value;
    }

    @Override
    void write(Lines lines, byte[] target, Text text) {
        long count = 0;
        for (int bucket = 0; bucket < counts.length; bucket++) {
            count += counts[bucket];
            lines.beginBucket(bucket, target, own(), text).add(count).newLine();
        }
        lines.beginCount(target, own(), text).add(count).newLine();
        lines.beginSum(target, own(), text).add(sum).newLine();
    }

    HistogramDataPointSnapshot snapshot(Labels labels, long createdMillis) {
        double[] upper = new double[counts.length];
        System.arraycopy(bounds, 0, upper, 0, bounds.length);
        upper[bounds.length] = Double.POSITIVE_INFINITY;
        return new HistogramDataPointSnapshot(
                ClassicHistogramBuckets.of(upper, counts.clone()),
                fine.schema(),
                fine.zeros(),
                NativeBuckets.ZERO,
                fine.snapshot(),
                NativeHistogramBuckets.EMPTY,
                sum,
                labels,
                Exemplars.EMPTY,
                createdMillis);
    }
}
