// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.pathtracer.RateLimit;

/** Several engines have one rate limit, which they use in turns. */
class CommonLimitTest {
    private static final long TOKEN = 1_000_000;

    @Test
    void oneEngine_hasTheWholeLimit() {
        CommonLimit.Share share = new CommonLimit(new RateLimit(1000, 5), 1).share();
        for (int i = 0; i < 5; i++) {
            assertThat(share.available(-7)).isTrue();
            share.take(-7);
        }
        for (int i = 1; i <= 100; i++) {
            long due = -7 + i * TOKEN;
            assertThat(share.available(due - 1)).isFalse();
            assertThat(share.availableAt(due - 1)).isEqualTo(due);
            assertThat(share.available(due)).isTrue();
            share.take(due);
        }
    }

    @Test
    void noLimit_isAlwaysAvailable() {
        CommonLimit.Share share = new CommonLimit(RateLimit.NONE, 2).share();
        for (int i = 0; i < 1000; i++) {
            assertThat(share.available(100)).isTrue();
            share.take(100);
        }
    }

    @Test
    void enginesThatAllWait_takeTurns() {
        CommonLimit limit = new CommonLimit(new RateLimit(1000, 1), 3);
        List<CommonLimit.Share> shares = List.of(limit.share(), limit.share(), limit.share());
        int[] taken = new int[3];
        for (long now = 0; now < 300 * TOKEN; now += TOKEN / 10) {
            // The first always looks first.
            for (int i = 0; i < 3; i++) {
                if (shares.get(i).available(now)) {
                    shares.get(i).take(now);
                    taken[i]++;
                }
            }
        }
        assertThat(taken).containsExactly(100, 100, 100);
    }

    @Test
    void wakeUp_isWorthTheTokensOfAMillisecond() {
        CommonLimit.Share share = new CommonLimit(new RateLimit(10_000, 200), 1).share();
        for (long now = 0; now < 100 * TOKEN; now = share.worthwhileAt(now)) {
            int sent = 0;
            while (share.available(now)) {
                share.take(now);
                sent++;
            }
            assertThat(sent).isEqualTo(now == 0 ? 200 : 10);
        }
    }

    @Test
    void answersBetweenWakeUps_letNoPacketLeaveAlone() {
        CommonLimit.Share share = new CommonLimit(new RateLimit(10_000, 200), 1).share();
        while (share.available(0)) {
            share.take(0);
        }
        long worthwhile = share.worthwhileAt(0);
        for (long now = 0; now < worthwhile; now += TOKEN / 100) {
            assertThat(share.available(now)).isFalse();
        }
        assertThat(share.available(worthwhile)).isTrue();
    }

    @Test
    void tokenThatWasGivenBack_isTheNextOnes() {
        CommonLimit limit = new CommonLimit(new RateLimit(1000, 1), 2);
        CommonLimit.Share first = limit.share();
        CommonLimit.Share second = limit.share();
        first.available(0);
        first.take(0);
        assertThat(first.availableAt(0)).isEqualTo(TOKEN);
        first.release();
        assertThat(second.availableAt(0)).isEqualTo(TOKEN);
    }

    @Test
    void releaseOfNothing_givesNothing() {
        CommonLimit limit = new CommonLimit(new RateLimit(1000, 1), 1);
        CommonLimit.Share share = limit.share();
        share.available(0);
        share.take(0);
        share.release();
        share.release();
        assertThat(share.availableAt(0)).isEqualTo(TOKEN);
    }

    @Test
    void limit_isNeverExceededByAllTogether() {
        int engines = 4;
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            RateLimit rate = new RateLimit(1000, engines + random.nextInt(20));
            CommonLimit limit = new CommonLimit(rate, engines);
            List<CommonLimit.Share> shares = new ArrayList<>();
            for (int i = 0; i < engines; i++) {
                shares.add(limit.share());
            }
            List<Long> times = new ArrayList<>();
            long now = -TOKEN * 50;
            for (int step = 0; step < 3000; step++) {
                now += random.nextInt(20) == 0 ? random.nextLong(30 * TOKEN) : random.nextLong(TOKEN / 2);
                CommonLimit.Share share = shares.get(random.nextInt(engines));
                switch (random.nextInt(4)) {
                    case 0 -> share.release();
                    case 1 -> share.available(now);
                    default -> {
                        if (share.available(now)) {
                            share.take(now);
                            times.add(now);
                        }
                    }
                }
            }
            assertConforms(times.stream().mapToLong(Long::longValue).toArray(), rate, seed);
        }
    }

    @Test
    void limit_holdsOnSeveralThreads() throws InterruptedException {
        int engines = 4;
        RateLimit rate = new RateLimit(100_000, 50);
        CommonLimit limit = new CommonLimit(rate, engines);
        ConcurrentLinkedQueue<Long> times = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < engines; i++) {
            CommonLimit.Share share = limit.share();
            Thread thread = new Thread(() -> {
                for (int taken = 0; taken < 2000; ) {
                    long now = System.nanoTime();
                    if (share.available(now)) {
                        share.take(now);
                        times.add(now);
                        taken++;
                    }
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        long[] all = times.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(all);
        assertThat(all[all.length - 1] - all[0]).isGreaterThanOrEqualTo((all.length - 1 - rate.burst()) * 10_000L);
    }

    /** By the definition of GCRA. */
    private static void assertConforms(long[] times, RateLimit rate, long seed) {
        long tolerance = TOKEN * (rate.burst() - 1);
        long full = times[0];
        for (long time : times) {
            assertThat(full - tolerance).as("seed %d", seed).isLessThanOrEqualTo(time);
            full = Math.max(full, time) + TOKEN;
        }
    }
}
