// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RttRecorderTest {
    private static final double[] SHARES = {0.01, 0.25, 0.5, 0.9, 0.95, 0.99, 0.999, 1};

    private static RttRecorder of(long... nanos) {
        RttRecorder recorder = new RttRecorder();
        for (int i = 0; i < nanos.length; i++) {
            recorder.record(i, nanos[i]);
        }
        return recorder;
    }

    /** Round-trip times from 10 us to 1 s, as an exponential distribution has them, some probes lost. */
    private static long[][] samples(long seed, int count) {
        Random random = new Random(seed);
        long[][] samples = new long[count][];
        long sequence = 0;
        for (int i = 0; i < count; i++) {
            sequence += random.nextInt(10) == 0 ? 2 : 1;
            samples[i] = new long[] {sequence, 10_000 + (long) (-Math.log(1 - random.nextDouble()) * 50_000_000)};
        }
        return samples;
    }

    private static RttRecorder recorded(long[][] samples, int from, int to) {
        RttRecorder recorder = new RttRecorder();
        for (int i = from; i < to; i++) {
            recorder.record(samples[i][0], samples[i][1]);
        }
        return recorder;
    }

    private static List<Object> exactFigures(RttRecorder recorder) {
        List<Object> figures = new ArrayList<>(Arrays.asList(
                recorder.count(),
                recorder.min(),
                recorder.mean(),
                recorder.median(),
                recorder.max(),
                recorder.sampleDeviation(),
                recorder.populationDeviation(),
                recorder.meanAbsoluteDifference(),
                recorder.largestDifference(),
                recorder.lowestIpdv(),
                recorder.highestIpdv()));
        for (double share : SHARES) {
            figures.add(recorder.percentile(share));
        }
        return figures;
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "10, 0", "10, 10", "50, 20", "64, 32", "65, 1", "65, 64", "100, 50", "5000, 1", "5000, 2500"})
    void twoRunsMerged_equalOneMeasuredTogether(int count, int split) {
        for (long seed = 0; seed < 50; seed++) {
            long[][] samples = samples(seed, count);
            RttRecorder together = recorded(samples, 0, count);
            RttRecorder first = recorded(samples, 0, split);
            first.append(recorded(samples, split, count));
            assertThat(exactFigures(first)).as("seed %d", seed).isEqualTo(exactFigures(together));
            assertThat(first.jitter().orElse(0))
                    .as("seed %d", seed)
                    .isCloseTo(together.jitter().orElse(0), within(0.5));
        }
    }

    @Test
    void manySmallRunsMerged_equalOneMeasuredTogether() {
        long[][] samples = samples(7, 1000);
        RttRecorder merged = new RttRecorder();
        for (int i = 0; i < samples.length; i++) {
            merged.append(recorded(samples, i, i + 1));
        }
        assertThat(exactFigures(merged)).isEqualTo(exactFigures(recorded(samples, 0, samples.length)));
    }

    @Test
    void copy_isIndependent() {
        RttRecorder recorder = of(10, 30);
        RttRecorder copy = recorder.copy();
        recorder.record(2, 1000);
        assertThat(exactFigures(copy)).isEqualTo(exactFigures(of(10, 30)));
        copy.record(2, 50);
        assertThat(exactFigures(copy)).isEqualTo(exactFigures(of(10, 30, 50)));
        assertThat(recorder.max()).hasValue(1000);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 64, 65, 1000, 100_000})
    void percentiles_areWithinTheStatedError(int count) {
        long[][] samples = samples(count, count);
        RttRecorder recorder = recorded(samples, 0, count);
        long[] sorted = Arrays.stream(samples).mapToLong(s -> s[1]).sorted().toArray();
        for (double share : SHARES) {
            long exact = sorted[Math.max(0, (int) Math.ceil(share * count - 1e-9) - 1)];
            double allowed = count <= 64 ? 0 : exact / 128.0;
            assertThat(recorder.percentile(share).orElseThrow())
                    .as("%s of %d", share, count)
                    .isBetween((long) (exact - allowed), (long) (exact + allowed));
        }
        assertThat(recorder.percentile(1)).isEqualTo(recorder.max());
    }

    @Test
    void buckets_areOrderedAndHoldTheirMiddle() {
        for (long value = 0; value < 100_000; value++) {
            assertThat(Quantiles.bucket(value + 1) - Quantiles.bucket(value)).isBetween(0, 1);
        }
        for (long value = 1; value > 0; value = value * 3 / 2 + 1) {
            int bucket = Quantiles.bucket(value);
            assertThat(Quantiles.bucket(Quantiles.middle(bucket))).isEqualTo(bucket);
            assertThat(Math.abs(Quantiles.middle(bucket) - value) / (double) value)
                    .isLessThanOrEqualTo(1 / 128.0);
        }
        assertThat(Quantiles.bucket(Long.MAX_VALUE)).isLessThan(4096);
    }

    @Test
    void nearestRank_isASampleItself() {
        RttRecorder recorder = of(10, 20, 30, 40);
        assertThat(recorder.percentile(0.25)).hasValue(10);
        assertThat(recorder.percentile(0.26)).hasValue(20);
        assertThat(recorder.percentile(0.5)).hasValue(20);
        assertThat(recorder.median()).hasValue(25);
        assertThat(recorder.percentile(0.99)).hasValue(40);
    }

    @Test
    void deviation_ofLargeNumbersIsNotLostInRounding() {
        long day = 86_400_000_000_000L;
        RttRecorder recorder = new RttRecorder();
        for (int i = 0; i < 1000; i++) {
            recorder.record(i, day + i % 2);
        }
        assertThat(recorder.populationDeviation()).hasValue(0.5);
        assertThat(recorder.sampleDeviation().orElseThrow()).isCloseTo(0.50025, within(1e-5));
    }

    @Test
    void sums_beyond64Bits_areRight() {
        long longest = (1L << 48) - 1;
        RttRecorder recorder = of(longest, 0);
        assertThat(recorder.median()).hasValue(longest / 2.0);
        for (int doubled = 0; doubled < 20; doubled++) {
            recorder.append(recorder.copy());
        }
        assertThat(recorder.count()).isEqualTo(1 << 21);
        assertThat(recorder.mean()).hasValue(longest / 2.0);
        assertThat(recorder.populationDeviation()).hasValue(longest / 2.0);
        assertThat(recorder.meanAbsoluteDifference()).hasValue(longest);
        assertThat(recorder.lowestIpdv()).hasValue(-longest);
    }

    @Test
    void ipdv_isOfConsecutiveProbesAlone() {
        RttRecorder recorder = new RttRecorder();
        recorder.record(0, 10);
        assertThat(recorder.lowestIpdv()).isEqualTo(OptionalLong.empty());
        recorder.record(2, 50);
        assertThat(recorder.highestIpdv()).isEqualTo(OptionalLong.empty());
        recorder.record(3, 20);
        recorder.record(4, 25);
        assertThat(recorder.lowestIpdv()).hasValue(-30);
        assertThat(recorder.highestIpdv()).hasValue(5);
        assertThat(recorder.largestDifference()).hasValue(40);
    }

    @Test
    void pooledSeries_haveNoOrder() {
        RttRecorder pool = of(10, 20);
        pool.pool(of(30, 60));
        pool.append(of(1, 2));
        pool.record(9, 9);
        assertThat(pool.count()).isEqualTo(7);
        assertThat(pool.max()).hasValue(60);
        assertThat(pool.jitter()).isEqualTo(OptionalDouble.empty());
        assertThat(pool.meanAbsoluteDifference()).isEqualTo(OptionalDouble.empty());
        RttRecorder behind = of(1);
        behind.append(pool);
        assertThat(behind.jitter()).isEqualTo(OptionalDouble.empty());
        assertThat(behind.count()).isEqualTo(8);
    }

    @Test
    void impossibleValues_areRefused() {
        assertThatThrownBy(() -> of(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> of(1L << 48))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a round-trip time is from 0 to 281474976710655 nanoseconds, not 281474976710656");
        assertThatThrownBy(() -> of(Long.MAX_VALUE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> of(1).percentile(0)).hasMessageContaining("more than 0 and at most 1, not 0.0");
        assertThatThrownBy(() -> of(1).percentile(1.01)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void geometricMean_isExactOfFew_andWithin8PerMilleOfMany() {
        RttRecorder few = new RttRecorder();
        assertThat(few.geometricMean()).isEmpty();
        few.record(0, 1_000_000);
        assertThat(few.geometricMean()).hasValue(1_000_000);
        few.record(1, 4_000_000);
        assertThat(few.geometricMean().orElseThrow()).isBetween(1_999_999.9, 2_000_000.1);
        RttRecorder many = new RttRecorder();
        for (int i = 0; i < 1000; i++) {
            many.record(i, i % 2 == 0 ? 1_000_000 : 4_000_000);
        }
        assertThat(many.geometricMean().orElseThrow()).isBetween(1_984_000.0, 2_016_000.0);
        many.record(1000, 0);
        assertThat(many.geometricMean().orElseThrow()).isZero();
    }
}
