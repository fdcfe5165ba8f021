// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.statistics;

import java.math.BigInteger;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Takes round-trip times one by one and knows their statistics at any moment. It keeps no samples beyond 64 and needs
 * at most 30 kB, usually about 1 kB. Sums are exact integers, so the order of merging makes no difference. Not
 * thread-safe.
 *
 * <p>All times are in nanoseconds. Percentiles are by nearest rank, exact up to 64 samples, beyond that within 0.8
 * percent; everything else is exact.
 *
 * @since 0.1.0
 */
public final class RttRecorder {
    /** Its square has 96 bits, so it takes 2^31 of them for the sum of squares to overflow. */
    static final long LONGEST = (1L << 48) - 1;

    /** From the second sample on: a single one is known without. */
    private @Nullable Quantiles quantiles;

    private long count;
    /** Sum: 128 bits. */
    private long sumHigh;

    private long sumLow;
    /** Sum of squares: 128 bits. */
    private long squaresHigh;

    private long squaresLow;
    private long min = Long.MAX_VALUE;
    private long max;

    private long firstSequence;
    private long firstNanos;
    private long lastSequence;
    private long lastNanos;
    /** From the second sample on. Absent for good where samples of several series were pooled. */
    private @Nullable Differences differences;

    private boolean ordered = true;

    /** Without samples. */
    public RttRecorder() {}

    /** The same at this moment, independent from then on. */
    public RttRecorder copy() {
        RttRecorder copy = new RttRecorder();
        copy.quantiles = quantiles == null ? null : quantiles.copy();
        copy.addTotals(this);
        copy.firstSequence = firstSequence;
        copy.firstNanos = firstNanos;
        copy.lastSequence = lastSequence;
        copy.lastNanos = lastNanos;
        copy.differences = differences == null ? null : differences.copy();
        copy.ordered = ordered;
        return copy;
    }

    /**
     * Records a sample. Jitter and differences follow the order of these calls: RFC 3550 section 6.4.1 asks for that of
     * arrival.
     *
     * @param sequence number of the probe; those of consecutive probes differ by one
     * @param nanos its round-trip time: 0 to 2^48 - 1, which is more than three days
     */
    public void record(long sequence, long nanos) {
        check(nanos);
        if (count == 0) {
            firstSequence = sequence;
            firstNanos = nanos;
        } else {
            differ(sequence, nanos);
        }
        lastSequence = sequence;
        lastNanos = nanos;
        if (count > 0) {
            quantiles().add(nanos);
        }
        count++;
        addSum(0, nanos);
        addSquares(Math.multiplyHigh(nanos, nanos), nanos * nanos);
        min = Math.min(min, nanos);
        max = Math.max(max, nanos);
    }

    static void check(long nanos) {
        if (nanos < 0 || nanos > LONGEST) {
            throw new IllegalArgumentException(
                    "a round-trip time is from 0 to %d nanoseconds, not %d".formatted(LONGEST, nanos));
        }
    }

    /** Made when needed, with what there is so far: at most one sample, which is the largest. */
    private Quantiles quantiles() {
        if (quantiles == null) {
            quantiles = new Quantiles();
            if (count > 0) {
                quantiles.add(max);
            }
        }
        return quantiles;
    }

    private void mergeQuantiles(RttRecorder other) {
        if (other.count == 0 || count + other.count == 1) {
            return;
        }
        if (other.quantiles == null) {
            quantiles().add(other.max);
        } else {
            quantiles().merge(other.quantiles);
        }
    }

    private void differ(long sequence, long nanos) {
        if (ordered) {
            Differences known = differences == null ? new Differences() : differences;
            known.add(nanos - lastNanos, sequence == lastSequence + 1);
            differences = known;
        }
    }

    /** Goes on with what was recorded later, as if it had been recorded here. */
    public void append(RttRecorder later) {
        Objects.requireNonNull(later, "later");
        if (later.count == 0) {
            return;
        }
        if (count == 0) {
            firstSequence = later.firstSequence;
            firstNanos = later.firstNanos;
            ordered = ordered && later.ordered;
        } else if (later.ordered) {
            differ(later.firstSequence, later.firstNanos);
        } else {
            forgetOrder();
        }
        if (ordered && later.differences != null) {
            differences = differences == null ? new Differences() : differences;
            differences.append(later.differences);
        }
        lastSequence = later.lastSequence;
        lastNanos = later.lastNanos;
        mergeQuantiles(later);
        addTotals(later);
    }

    /** Adds the samples of another series, such as those of another target: what depends on their order is lost. */
    public void pool(RttRecorder other) {
        Objects.requireNonNull(other, "other");
        mergeQuantiles(other);
        addTotals(other);
        forgetOrder();
    }

    private void forgetOrder() {
        ordered = false;
        differences = null;
    }

    private void addTotals(RttRecorder other) {
        count += other.count;
        addSum(other.sumHigh, other.sumLow);
        addSquares(other.squaresHigh, other.squaresLow);
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
    }

    private void addSum(long high, long low) {
        sumLow += low;
        sumHigh += high + Wide.carry(sumLow, low);
    }

    private void addSquares(long high, long low) {
        squaresLow += low;
        squaresHigh += high + Wide.carry(squaresLow, low);
    }

    /** Number of samples. */
    public long count() {
        return count;
    }

    /** Smallest sample. */
    public OptionalLong min() {
        return count == 0 ? OptionalLong.empty() : OptionalLong.of(min);
    }

    /** Largest sample. */
    public OptionalLong max() {
        return count == 0 ? OptionalLong.empty() : OptionalLong.of(max);
    }

    /** Arithmetic mean. */
    public OptionalDouble mean() {
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum() / count);
    }

    private double sum() {
        return sumHigh == 0 && sumLow >= 0 ? sumLow : Wide.of(sumHigh, sumLow).doubleValue();
    }

    /** Middle sample, or the mean of the two middle ones. */
    public OptionalDouble median() {
        return count == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((ofRank((count + 1) / 2) + ofRank(count / 2 + 1)) / 2.0);
    }

    /**
     * The smallest sample that is not exceeded by this share of all, by nearest rank.
     *
     * @param share more than 0, at most 1: 0.99 for the 99th percentile
     */
    public OptionalLong percentile(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("a percentile's share is more than 0 and at most 1, not " + share);
        }
        // Without the correction 0.07 * 100 would be a little more than 7.
        long rank = (long) Math.ceil(share * count * (1 - Math.ulp(1.0)));
        return count == 0 ? OptionalLong.empty() : OptionalLong.of(ofRank(Math.max(1, Math.min(count, rank))));
    }

    /** Buckets know their samples only roughly; the ends are known exactly. */
    private long ofRank(long rank) {
        return rank == 1
                ? min
                : rank == count ? max : Math.max(min, Math.min(max, quantiles().ofRank(rank)));
    }

    /** Standard deviation of the sample (n-1); from the second sample on. */
    public OptionalDouble sampleDeviation() {
        return count < 2 ? OptionalDouble.empty() : OptionalDouble.of(Math.sqrt(spread() / count / (count - 1)));
    }

    /** Standard deviation of the population (n). */
    public OptionalDouble populationDeviation() {
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.sqrt(spread()) / count);
    }

    /** {@code n * sum(x * x) - sum(x) * sum(x)}, which in floating point would cancel itself out. */
    private double spread() {
        if (min == max) {
            return 0;
        }
        BigInteger total = Wide.of(sumHigh, sumLow);
        return Wide.of(squaresHigh, squaresLow)
                .multiply(BigInteger.valueOf(count))
                .subtract(total.multiply(total))
                .doubleValue();
    }

    /** Smoothed jitter of RFC 3550 section 6.4.1; from the second sample on. */
    public OptionalDouble jitter() {
        return differences == null ? OptionalDouble.empty() : OptionalDouble.of(differences.jitter);
    }

    /** Mean of the absolute differences of successive samples; from the second sample on. */
    public OptionalDouble meanAbsoluteDifference() {
        return differences == null ? OptionalDouble.empty() : OptionalDouble.of(differences.meanAbsolute());
    }

    /** Largest absolute difference of successive samples. */
    public OptionalLong largestDifference() {
        return differences == null ? OptionalLong.empty() : OptionalLong.of(differences.largest);
    }

    /** Lowest inter-packet delay variation (RFC 5481 section 3.1): of consecutive probes, later minus earlier. */
    public OptionalLong lowestIpdv() {
        return differences == null || differences.consecutive == 0
                ? OptionalLong.empty()
                : OptionalLong.of(differences.lowestConsecutive);
    }

    /** Highest inter-packet delay variation. */
    public OptionalLong highestIpdv() {
        return differences == null || differences.consecutive == 0
                ? OptionalLong.empty()
                : OptionalLong.of(differences.highestConsecutive);
    }
}
