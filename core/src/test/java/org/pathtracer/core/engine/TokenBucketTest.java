// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.RateLimit;

class TokenBucketTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void burst_goesAtOnceAndTheRestEvenly() {
        TokenBucket bucket = new TokenBucket(new RateLimit(1000, 5), -7);
        for (int i = 0; i < 5; i++) {
            assertThat(bucket.available(-7)).isTrue();
            bucket.take(-7);
        }
        for (int i = 1; i <= 100; i++) {
            long due = -7 + i * 1_000_000L;
            assertThat(bucket.availableAt()).isEqualTo(due);
            assertThat(bucket.available(due - 1)).isFalse();
            assertThat(bucket.available(due)).isTrue();
            bucket.take(due);
        }
    }

    /** 10,000 a second: one wake-up for ten packets. 100 a second, or a burst of few: one for each. */
    @ParameterizedTest
    @CsvSource({"10000, 200, 10", "10000, 20, 4", "10000, 5, 1", "100000, 2000, 100", "1000, 20, 1", "100, 100, 1"})
    void wakeUps_areWorthTheTokensOfAMillisecond(int rate, int burst, int tokens) {
        TokenBucket bucket = new TokenBucket(new RateLimit(rate, burst), 0);
        takeAll(bucket, 0);
        for (int i = 0; i < 1000; i++) {
            assertThat(takeAll(bucket, bucket.worthwhileAt())).isEqualTo(tokens);
        }
        // All of the rate is used nevertheless.
        assertThat(bucket.worthwhileAt()).isLessThanOrEqualTo(1002L * tokens * SECOND / rate);
    }

    @Test
    void answersBetweenWakeUps_letNoPacketLeaveAlone() {
        TokenBucket bucket = new TokenBucket(new RateLimit(10_000, 200), 0);
        takeAll(bucket, 0);
        long worthwhile = bucket.worthwhileAt();
        for (long now = 0; now < worthwhile; now += 10_000) {
            assertThat(bucket.available(now)).isFalse();
        }
        assertThat(takeAll(bucket, worthwhile)).isEqualTo(10);
    }

    @Test
    void longIdle_fillsUpToTheBurstOnly() {
        TokenBucket bucket = new TokenBucket(new RateLimit(1000, 5), 0);
        assertThat(takeAll(bucket, 0)).isEqualTo(5);
        assertThat(takeAll(bucket, 3600 * SECOND)).isEqualTo(5);
    }

    @Test
    void noLimit_isAlwaysAvailable() {
        TokenBucket bucket = new TokenBucket(RateLimit.NONE, 100);
        for (int i = 0; i < 1_000_000; i++) {
            bucket.take(100);
        }
        assertThat(bucket.available(100)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 999, 30_000, 700_001, 3_000_000, 7_000_000, 9_999_999, 10_000_000})
    void rate_isNeverExceededAndNearlyReached(int rate) {
        TokenBucket bucket = new TokenBucket(new RateLimit(rate, 1), 0);
        long end = rate < 1000 ? 100 * SECOND : SECOND / 100;
        long now = 0;
        long taken = 0;
        while (now < end) {
            bucket.take(now);
            taken++;
            now = Math.max(now, bucket.availableAt());
        }
        double allowed = (double) rate * end / SECOND;
        assertThat((double) taken).isBetween(allowed * 0.93, allowed + 1);
    }

    @Test
    void bucket_agreesWithOneThatCountsTokens() {
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int burst = 1 + random.nextInt(10);
            long perToken = 1_000_000;
            long now = random.nextLong(SECOND) - SECOND / 2;
            TokenBucket bucket = new TokenBucket(new RateLimit(1000, burst), now);
            long nanosOfTokens = burst * perToken;
            for (int i = 0; i < 1000; i++) {
                long pause = random.nextInt(3) == 0 ? random.nextLong(3 * perToken) : 0;
                now += pause;
                nanosOfTokens = Math.min(burst * perToken, nanosOfTokens + pause);
                boolean available = nanosOfTokens >= perToken;
                assertThat(bucket.available(now)).as("seed %d step %d", seed, i).isEqualTo(available);
                if (available) {
                    bucket.take(now);
                    nanosOfTokens -= perToken;
                }
            }
        }
    }

    private static int takeAll(TokenBucket bucket, long now) {
        int taken = 0;
        while (bucket.available(now)) {
            bucket.take(now);
            taken++;
        }
        return taken;
    }
}
