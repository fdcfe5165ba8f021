// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    @Test
    void twoSamples_haveMeanAndSampleDeviation() {
        Statistics statistics = of(2, 10, 20);
        assertThat(millis(statistics.mean())).isEqualTo(15);
        assertThat(millis(statistics.stddev())).isCloseTo(7.0711, within(0.00005));
        assertThat(statistics.min()).contains(Duration.ofMillis(10));
        assertThat(statistics.max()).contains(Duration.ofMillis(20));
        assertThat(statistics.median()).contains(Duration.ofMillis(15));
    }

    @Test
    void text_isOfRoundedFiguresThatThereAre() {
        assertThat(Statistics.of(3, List.of())).hasToString("Statistics[sent=3, received=0]");
        assertThat(Statistics.of(1, List.of(Duration.ofNanos(2_671_804))))
                .hasToString("Statistics[sent=1, received=1, mean=2.672 ms]");
    }

    @Test
    void equalStatistics_tellTheSame() {
        assertThat(of(4, 10, 20, 30)).isEqualTo(of(4, 10, 20, 30)).hasSameHashCodeAs(of(4, 10, 20, 30));
        assertThat(of(4, 10, 20, 30))
                .isNotEqualTo(of(3, 10, 20, 30))
                .isNotEqualTo(of(4, 10, 20, 31))
                .isNotEqualTo(null);
        assertThat(Statistics.of(0, List.of())).isEqualTo(Statistics.of(0, List.of()));
    }

    @Test
    void threeSamples_haveMiddleOneAsMedian() {
        Statistics statistics = of(3, 30, 10, 20);
        assertThat(millis(statistics.stddev())).isCloseTo(10, within(1e-6));
        assertThat(statistics.median()).contains(Duration.ofMillis(20));
    }

    @Test
    void differences_giveJitterOfRfc3550() {
        assertThat(millis(of(3, 333, 123, 123).jitter())).isCloseTo(12.305, within(0.0005));
    }

    @Test
    void alternatingSamples_tendToTheirDifference() {
        long[] samples =
                IntStream.range(0, 500).mapToLong(i -> i % 2 == 0 ? 20 : 30).toArray();
        assertThat(millis(of(500, samples).jitter())).isCloseTo(10, within(0.001));
    }

    @Test
    void jitter_followsTheOrderOfProbesNotOfSizes() {
        assertThat(of(3, 10, 30, 20).jitter()).isNotEqualTo(of(3, 10, 20, 30).jitter());
    }

    @Test
    void lostProbes_countInLossAlone() {
        Statistics statistics = of(4, 10, 20);
        assertThat(statistics.lossRatio()).isEqualTo(0.5);
        assertThat(millis(statistics.mean())).isEqualTo(15);
        assertThat(statistics.sent()).isEqualTo(4);
        assertThat(statistics.received()).isEqualTo(2);
    }

    @Test
    void oneSample_hasNoDeviationAndNoJitter() {
        Statistics statistics = of(1, 10);
        assertThat(statistics.stddev()).isEmpty();
        assertThat(statistics.jitter()).isEmpty();
        assertThat(statistics.mean()).contains(Duration.ofMillis(10));
        assertThat(statistics.lossRatio()).isZero();
    }

    @Test
    void noSamples_haveNoFiguresButLoss() {
        assertThat(of(3).lossRatio()).isEqualTo(1);
        assertThat(of(0).loss()).isEmpty();
        assertThat(of(0).lossRatio()).isOne();
        assertThat(of(3).min()).isEmpty();
        assertThat(of(3).mean()).isEmpty();
        assertThat(of(3).jitter()).isEmpty();
    }

    @Test
    void goldenVectors_hold() {
        assertThat(millis(of(2, 10, 20).populationStddev())).isEqualTo(5);
        assertThat(millis(of(3, 10, 20, 30).populationStddev())).isCloseTo(8.1650, within(0.00005));
        Statistics differing = of(3, 333, 123, 123);
        assertThat(millis(differing.meanAbsoluteDifference())).isEqualTo(105);
        assertThat(millis(differing.largestDifference())).isEqualTo(210);
        assertThat(millis(differing.jitter())).isCloseTo(12.305, within(0.0005));
    }

    @Test
    void percentiles_areByNearestRank() {
        Statistics statistics = of(100, LongStream.rangeClosed(1, 100).toArray());
        assertThat(millis(of(20, LongStream.rangeClosed(1, 20).toArray()).p90()))
                .isEqualTo(18);
        assertThat(millis(statistics.p90())).isCloseTo(90, within(0.7));
        assertThat(millis(statistics.p95())).isCloseTo(95, within(0.75));
        assertThat(millis(statistics.p99())).isCloseTo(99, within(0.78));
        assertThat(millis(statistics.percentile(1))).isEqualTo(100);
        assertThat(of(5).p99()).isEmpty();
    }

    @Test
    void delayVariation_isInBothFormsOfRfc5481() {
        DelayVariation variation = of(4, 20, 50, 10, 30).delayVariation().orElseThrow();
        assertThat(millis(variation.lowestIpdv())).isEqualTo(-40);
        assertThat(millis(variation.highestIpdv())).isEqualTo(30);
        assertThat(variation.meanPdv()).isEqualTo(Duration.ofMillis(17).plusNanos(500_000));
        assertThat(variation.p99Pdv()).isEqualTo(Duration.ofMillis(40));
        // Which of the probes were consecutive is not known.
        assertThat(of(5, 20, 50, 10, 30).delayVariation().orElseThrow().lowestIpdv())
                .isEmpty();
        assertThat(of(1).delayVariation()).isEmpty();
    }

    @Test
    void mergedStatistics_equalThoseMeasuredTogether() {
        Statistics merged = of(3, 333, 123).merge(of(2, 123));
        Statistics together = of(5, 333, 123, 123);
        assertThat(merged.sent()).isEqualTo(5);
        assertThat(merged.lossRatio()).isEqualTo(together.lossRatio());
        assertThat(merged.mean()).isEqualTo(together.mean());
        assertThat(merged.jitter()).isEqualTo(together.jitter());
        assertThat(merged.meanAbsoluteDifference()).isEqualTo(together.meanAbsoluteDifference());
        assertThat(merged.stddev()).isEqualTo(together.stddev());
    }

    @Test
    void pooledStatistics_leaveOutWhatDependsOnOrder() {
        Statistics pooled = Statistics.pooled(List.of(of(2, 10, 20), of(3, 30), of(1)));
        assertThat(pooled.sent()).isEqualTo(6);
        assertThat(pooled.lossRatio()).isEqualTo(0.5);
        assertThat(millis(pooled.mean())).isEqualTo(20);
        assertThat(pooled.jitter()).isEmpty();
        assertThat(pooled.delayVariation().orElseThrow().lowestIpdv()).isEmpty();
        assertThat(Statistics.pooled(List.of()).min()).isEmpty();
    }

    @Test
    void equalSamples_haveNoSpread() {
        Statistics statistics = of(3, 7, 7, 7);
        assertThat(statistics.stddev()).contains(Duration.ZERO);
        assertThat(statistics.jitter()).contains(Duration.ZERO);
    }

    private static Statistics of(int sent, long... millis) {
        List<Duration> rtts = LongStream.of(millis).mapToObj(Duration::ofMillis).toList();
        return Statistics.of(sent, rtts);
    }

    private static double millis(Optional<Duration> span) {
        return span.orElseThrow().toNanos() / 1e6;
    }
}
