// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowRecorderTest {
    private static final long SECOND = 1_000_000_000;
    /** A multiple of ten seconds. */
    private static final long START = 1_800_000_000L * SECOND;

    private record Probe(long at, long sequence, long rtt) {}

    /** Probes over half an hour, of which some are lost and some come out of order. */
    private static List<Probe> probes(long seed, int perSecond) {
        Random random = new Random(seed);
        List<Probe> probes = new ArrayList<>();
        for (int i = 0; i < 1800 * perSecond; i++) {
            long at = START + i * SECOND / perSecond;
            long rtt = random.nextInt(10) == 0 ? -1 : 1_000_000 + random.nextInt(20_000_000);
            probes.add(new Probe(at, i - (random.nextInt(20) == 0 ? 3 : 0), rtt));
        }
        return probes;
    }

    private static void record(WindowRecorder recorder, Probe probe) {
        if (probe.rtt < 0) {
            recorder.lost(probe.at);
        } else {
            recorder.answered(probe.at, probe.sequence, probe.rtt);
        }
    }

    private static Statistics expected(List<Probe> probes, Window window, long now) {
        long since = now / (10 * SECOND) * 10 * SECOND - window.length().toNanos();
        RttRecorder rtts = new RttRecorder();
        long sent = 0;
        for (Probe probe : probes) {
            if (probe.at >= since) {
                sent++;
                if (probe.rtt >= 0) {
                    rtts.record(probe.sequence, probe.rtt);
                }
            }
        }
        return Statistics.of(sent, rtts);
    }

    /** Few probes are known one by one, of many most are sums of ten seconds: the figures are the same. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 40})
    void windows_haveTheFiguresOfTheirProbes(int perSecond) {
        List<Probe> probes = probes(perSecond, perSecond);
        WindowRecorder recorder = new WindowRecorder();
        probes.forEach(probe -> record(recorder, probe));
        long now = probes.get(probes.size() - 1).at;
        for (long later : new long[] {0, 3, 65, 200, 899}) {
            WindowStatistics statistics = recorder.statistics(now + later * SECOND);
            for (Window window : Window.values()) {
                Statistics expected = expected(probes, window, now + later * SECOND);
                Statistics found = statistics.last(window).orElseThrow();
                assertThat(found.sent()).isEqualTo(expected.sent());
                assertThat(found.received()).isEqualTo(expected.received());
                assertThat(found).as("%s after %d s", window, later).isEqualTo(expected);
            }
        }
        assertThat(recorder.statistics(now + 1000 * SECOND)
                        .last(Window.FIFTEEN_MINUTES)
                        .orElseThrow()
                        .sent())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 40})
    void mergedWindows_areThoseOfOneSeries(int perSecond) {
        List<Probe> probes = probes(7, perSecond);
        WindowRecorder whole = new WindowRecorder();
        WindowRecorder first = new WindowRecorder();
        WindowRecorder second = new WindowRecorder();
        long middle = probes.get(probes.size() * 3 / 4).at;
        probes.forEach(probe -> {
            record(whole, probe);
            record(probe.at < middle ? first : second, probe);
        });
        long now = probes.get(probes.size() - 1).at;
        assertThat(first.statistics(middle).merge(second.statistics(now))).isEqualTo(whole.statistics(now));
    }

    /** As much of an hour of a flood is kept as of a quarter of an hour. */
    @Test
    void memory_isBounded() {
        WindowRecorder recorder = new WindowRecorder();
        for (int i = 0; i < 3600 * 50; i++) {
            recorder.answered(START + i * SECOND / 50, i, 5_000_000);
        }
        WindowStatistics statistics = recorder.statistics(START + 3600 * SECOND);
        assertThat(statistics.last(Window.FIFTEEN_MINUTES).orElseThrow().sent()).isBetween(900 * 50L, 910 * 50L);
        assertThat(recorder.slices()).isLessThanOrEqualTo(91);
    }

    @Test
    void snapshot_staysAsItWas() {
        WindowRecorder recorder = new WindowRecorder();
        recorder.answered(START, 0, 5);
        WindowStatistics before = recorder.statistics(START);
        for (int i = 1; i < 3000; i++) {
            recorder.lost(START + i);
        }
        assertThat(before.last(Window.MINUTE).orElseThrow()).isEqualTo(Statistics.of(1, List.of(Duration.ofNanos(5))));
        assertThat(before)
                .hasToString(
                        "WindowStatistics" + Collections.nCopies(3, "Statistics[sent=1, received=1, mean=0.000 ms]"));
    }

    @Test
    void clockThatGoesBack_losesNothing() {
        WindowRecorder recorder = new WindowRecorder();
        recorder.lost(START + 500 * SECOND);
        recorder.lost(START);
        assertThat(recorder.statistics(START).last(Window.MINUTE).orElseThrow().sent())
                .isEqualTo(2);
        assertThatThrownBy(() -> recorder.answered(START, 0, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void moment_isForgottenWhenItIsPast_andMerges() {
        Statistics one = Statistics.of(1, List.of(Duration.ofMillis(3)));
        WindowStatistics early = WindowStatistics.ofMoment(one, START, START + 100 * SECOND);
        assertThat(early.last(Window.MINUTE).orElseThrow().sent()).isZero();
        assertThat(early.last(Window.FIVE_MINUTES)).contains(one);
        WindowStatistics later = WindowStatistics.ofMoment(one, START + 100 * SECOND, START + 100 * SECOND);
        assertThat(early.merge(later).last(Window.FIVE_MINUTES).orElseThrow().sent())
                .isEqualTo(2);
        assertThat(early.merge(later).last(Window.MINUTE)).contains(one);
    }

    @Test
    void figuresOfADocument_areKnown_butNotAfterAMerge() {
        Map<Window, Statistics> figures = new EnumMap<>(Window.class);
        figures.put(Window.MINUTE, Statistics.ofFigures(3, 0, Map.of()));
        WindowStatistics read = WindowStatistics.ofFigures(figures);
        assertThat(read.last(Window.MINUTE).orElseThrow().sent()).isEqualTo(3);
        assertThat(read.last(Window.FIVE_MINUTES)).isEmpty();
        assertThat(read.merge(new WindowRecorder().statistics(0)).last(Window.MINUTE))
                .isEmpty();
    }
}
