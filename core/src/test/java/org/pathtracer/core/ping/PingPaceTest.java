// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.ping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pathtracer.core.ping.PingBench.MILLI;
import static org.pathtracer.core.ping.PingBench.echo;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.core.scripted.Script;

/** When probes leave. */
class PingPaceTest {
    private static PingRequest.Builder to(int targets) {
        return PingRequest.toAll(
                IntStream.range(0, targets).mapToObj(i -> "192.0.2." + i).toList());
    }

    @Test
    void interval_isThePauseBetweenAnyTwo() {
        PingBench bench = new PingBench(
                echo(1), to(3).interval(Duration.ofMillis(7)).count(2).build());
        bench.result();
        assertThat(bench.sentAt)
                .isEqualTo(LongStream.range(0, 6).mapToObj(i -> i * 7 * MILLI).toList());
        assertThat(bench.sent)
                .extracting(probe -> probe.profile().destination().getHostAddress())
                .containsExactly("192.0.2.0", "192.0.2.1", "192.0.2.2", "192.0.2.0", "192.0.2.1", "192.0.2.2");
    }

    @Test
    void period_isSpreadEvenlyOverTheTargets() {
        PingBench bench = new PingBench(
                echo(1), to(4).period(Duration.ofSeconds(2)).count(2).build());
        bench.result();
        assertThat(bench.sentAt)
                .isEqualTo(LongStream.range(0, 8).mapToObj(i -> i * 500 * MILLI).toList());
    }

    @Test
    void periodThatIsNoMultipleOfTheTargets_doesNotDrift() {
        PingBench bench = new PingBench(
                echo(1), to(7).period(Duration.ofSeconds(1)).count(1001).build());
        bench.result();
        List<Long> ofFirst =
                IntStream.range(0, 1001).mapToObj(i -> bench.sentAt.get(7 * i)).toList();
        assertThat(ofFirst)
                .isEqualTo(LongStream.range(0, 1001)
                        .mapToObj(i -> i * 1000 * MILLI)
                        .toList());
    }

    @Test
    void manyTargets_getAHundredProbesASecondIfNothingIsSaid() {
        PingBench bench = new PingBench(echo(1), to(250).count(1).build());
        assertThat(bench.result().duration()).isEqualTo(Duration.ofMillis(2491));
    }

    @Test
    void slowerOfIntervalAndPeriod_counts() {
        PingBench bench = new PingBench(
                echo(1),
                to(2).interval(Duration.ofMillis(300))
                        .period(Duration.ofMillis(500))
                        .count(2)
                        .build());
        bench.result();
        assertThat(bench.sentAt).containsExactly(0L, 300 * MILLI, 600 * MILLI, 900 * MILLI);
    }

    @Test
    void rateLimit_holdsForAFasterPace() {
        PingBench bench = new PingBench(
                echo(1), to(1).interval(Duration.ZERO).count(101).rateLimit(10).build());
        assertThat(bench.result().duration()).isEqualTo(Duration.ofMillis(10_001));
    }

    @Test
    void maxConcurrency_boundsWhatIsInFlight() {
        PingBench bench = new PingBench(
                echo(100),
                to(50).interval(Duration.ZERO).maxConcurrency(5).count(2).build());
        PingResult result = bench.result();
        assertThat(bench.network.mostInFlight()).isEqualTo(5);
        assertThat(result.duration()).isEqualTo(Duration.ofSeconds(2));
    }

    /** A busy wait at a full limit would stand still in virtual time. */
    @Test
    void dueProbesThatMustWait_costNoWakeUps() {
        PingBench bench = new PingBench(
                Script.SILENCE,
                to(100).interval(Duration.ofMillis(1))
                        .maxConcurrency(1)
                        .count(1)
                        .timeout(Duration.ofSeconds(10))
                        .build());
        bench.result();
        assertThat(bench.network.loop().timersRun()).isLessThan(500);
    }

    @Test
    void fastPace_wakesUpOnceAMillisecond() {
        PingBench bench = PingBench.of(
                Script.SILENCE,
                builder ->
                        builder.interval(Duration.ofNanos(20_000)).count(50_000).timeout(Duration.ofMillis(500)));
        PingResult result = bench.result();
        // One timer for each millisecond of sending; the timeouts have their own.
        assertThat(bench.network.loop().timersRun()).isLessThan(2_100);
        assertThat(result.duration()).isBetween(Duration.ofMillis(1499), Duration.ofMillis(1503));
        assertThat(result.sent()).isEqualTo(50_000);
    }

    @Test
    void latenessOfOne_doesNotMoveTheOthers() {
        Pace pace = new Pace(Duration.ofMillis(10), Duration.ZERO, 1);
        pace.sent(0);
        pace.sent(13 * MILLI);
        assertThat(pace.due(20 * MILLI - 1)).isFalse();
        assertThat(pace.due(20 * MILLI)).isTrue();
    }

    @Test
    void longBreak_isNotMadeUpForByABurst() {
        Pace pace = new Pace(Duration.ofMillis(10), Duration.ZERO, 1);
        pace.sent(0);
        assertThat(pace.due(1000 * MILLI)).isTrue();
        pace.sent(1000 * MILLI);
        assertThat(pace.due(1010 * MILLI - 1)).isFalse();
        assertThat(pace.due(1010 * MILLI)).isTrue();
    }

    @Test
    void clockBelowZero_isAsGoodAsAnyOther() {
        Pace pace = new Pace(Duration.ofMillis(10), Duration.ZERO, 1);
        assertThat(pace.due(Long.MIN_VALUE / 2)).isTrue();
        pace.sent(Long.MIN_VALUE / 2);
        assertThat(pace.due(Long.MIN_VALUE / 2 + 10 * MILLI)).isTrue();
        assertThat(pace.wakeAt(Long.MIN_VALUE / 2)).isEqualTo(Long.MIN_VALUE / 2 + 10 * MILLI);
    }
}
