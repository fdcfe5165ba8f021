// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Windows of time: what they hold follows from the outcomes and their times alone. */
class WindowRecorderTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /** An outcome as the test remembers it; lost if the time is negative. */
    private record Outcome(long at, long sequence, long rtt) {}

    private static Statistics within(List<Outcome> all, long from) {
        RttRecorder recorder = new RttRecorder();
        long sent = 0;
        for (Outcome one : all) {
            if (one.at() >= from) {
                sent++;
                if (one.rtt() >= 0) {
                    recorder.record(one.sequence(), one.rtt());
                }
            }
        }
        return Statistics.of(sent, recorder);
    }

    private static void record(WindowRecorder recorder, Outcome one) {
        if (one.rtt() < 0) {
            recorder.lost();
        } else {
            recorder.answered(one.sequence(), one.rtt());
        }
        recorder.settle(one.at());
    }

    /** Some beginning up to a twelfth too early must give the very same figures. */
    private static void assertIsOfSomeBeginning(Statistics statistics, List<Outcome> all, Window window, long now) {
        long length = window.length().toNanos();
        List<Long> beginnings = new ArrayList<>(List.of(now - length));
        all.stream()
                .map(Outcome::at)
                .filter(at -> at > now - length - length / 12 && at <= now - length)
                .forEach(beginnings::add);
        assertThat(beginnings)
                .as("%s at %d s", window, now / SECOND)
                .anySatisfy(from -> assertThat(within(all, from))
                        .hasToString(statistics.toString())
                        .returns(statistics.min(), Statistics::min)
                        .returns(statistics.max(), Statistics::max)
                        .returns(statistics.sent(), Statistics::sent));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anyTimes_areInTheWindowsThatTheyBelongTo(long seed) {
        Random random = new Random(seed);
        WindowRecorder recorder = new WindowRecorder();
        List<Outcome> all = new ArrayList<>();
        long now = 0;
        for (int i = 0; i < 3000; i++) {
            now += (long) (random.nextDouble() * SECOND * (random.nextInt(200) == 0 ? 600 : 2));
            Outcome one = new Outcome(now, i, random.nextInt(10) == 0 ? -1 : random.nextInt(100_000_000));
            all.add(one);
            record(recorder, one);
            if (random.nextInt(50) == 0) {
                Windows windows = recorder.windows();
                for (Window window : Window.values()) {
                    if (now < window.length().toNanos()) {
                        assertThat(windows.of(window)).isEmpty();
                    } else {
                        assertIsOfSomeBeginning(windows.of(window).orElseThrow(), all, window, now);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void silence_emptiesEachWindow(Window window) {
        WindowRecorder recorder = new WindowRecorder();
        record(recorder, new Outcome(SECOND, 0, 1000));
        recorder.settle(SECOND + window.length().toNanos() * 13 / 12 + 5 * SECOND);
        assertThat(recorder.windows().of(window).orElseThrow().sent()).isZero();
        recorder.settle(Duration.ofDays(300).toNanos());
        assertThat(recorder.windows().of(window).orElseThrow().sent()).isZero();
    }

    @Test
    void whatWasTaken_doesNotChange() {
        WindowRecorder recorder = new WindowRecorder();
        for (int i = 0; i < 100; i++) {
            record(recorder, new Outcome(i * SECOND, i, 1000 + i));
        }
        Windows before = recorder.windows();
        Statistics minute = before.of(Window.ONE_MINUTE).orElseThrow();
        for (int i = 100; i < 2000; i++) {
            record(recorder, new Outcome(i * SECOND, i, 1000 + i));
        }
        assertThat(before.of(Window.ONE_MINUTE)).contains(minute);
        assertThat(recorder.windows()).isNotEqualTo(before);
        assertThat(minute.sent()).isBetween(60L, 65L);
        assertThat(minute.max()).contains(Duration.ofNanos(1099));
        assertThat(minute.jitter()).isPresent();
    }

    /** A pause between two does not count, and what both have together is what one would have. */
    @ParameterizedTest
    @ValueSource(ints = {3, 59, 61, 200, 1200})
    void merged_areAsOfOne(int later) {
        WindowRecorder first = new WindowRecorder();
        WindowRecorder second = new WindowRecorder();
        List<Outcome> all = new ArrayList<>();
        int earlier = 1003;
        for (int i = 0; i < earlier; i++) {
            record(first, new Outcome(i * SECOND, i, i));
            all.add(new Outcome(i * SECOND, i, i));
        }
        first.settle(earlier * SECOND);
        for (int i = 0; i < later; i++) {
            record(second, new Outcome(i * SECOND, i, 5000 + i));
            all.add(new Outcome((earlier + i) * SECOND, earlier + i, 5000 + i));
        }
        second.settle(later * SECOND);
        Windows both = first.windows().merge(second.windows());
        for (Window window : Window.values()) {
            assertIsOfSomeBeginning(both.of(window).orElseThrow(), all, window, (earlier + later) * SECOND);
        }
        assertThat(Windows.NONE.merge(second.windows())).isEqualTo(second.windows());
    }

    @Test
    void earlierTime_isTakenForTheSame() {
        WindowRecorder recorder = new WindowRecorder();
        recorder.settle(100 * SECOND);
        record(recorder, new Outcome(50 * SECOND, 0, 7));
        assertThat(recorder.windows().of(Window.ONE_MINUTE).orElseThrow().sent())
                .isEqualTo(1);
    }
}
