// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.ping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pathtracer.core.ping.PingBench.EPERM;
import static org.pathtracer.core.ping.PingBench.echo;
import static org.pathtracer.core.ping.PingBench.echoOf;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.PingEvent;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.PingSeries;
import org.pathtracer.StopReason;
import org.pathtracer.core.scripted.Script;
import org.pathtracer.ping.Outage;
import org.pathtracer.ping.TargetResults;
import org.pathtracer.spi.Probe;
import org.pathtracer.statistics.Statistics;

/** Pings that keep nothing of a target that has ended. */
class StreamedPingTest {
    private static PingRequest.Builder sweep(int count) {
        return PingRequest.to("10.98.0.0/20").count(count).interval(Duration.ofNanos(10_000));
    }

    private static PingBench bench(Script script, PingRequest.Builder builder, TargetResults results) {
        return new PingBench(script, builder.targetResults(results).build());
    }

    /** Among the hosts of its block, from 0. */
    private static int place(Probe probe) {
        return probe.profile().destination().getAddress()[3] - 1;
    }

    /** Loss, duplicates and late answers; the same for the same seed. */
    private static Script eventful(int seed) {
        Random random = new Random(seed);
        return (probe, number) -> switch (random.nextInt(12)) {
            case 0 -> List.of();
            case 2 -> List.of(echoOf(probe, 2), echoOf(probe, 3));
            case 3 -> List.of(echoOf(probe, 2050));
            default -> List.of(echoOf(probe, 1 + random.nextInt(400)));
        };
    }

    /** The same where some probes can't leave. */
    private static PingBench eventful(int seed, PingRequest.Builder builder, TargetResults results) {
        Random random = new Random(seed);
        return new PingBench(
                eventful(seed),
                builder.targetResults(results).build(),
                false,
                network -> network.failing(probe -> random.nextInt(20) == 0 ? Optional.of(EPERM) : Optional.empty()));
    }

    private static Map<Integer, PingSeries> streamed(PingBench bench) {
        Map<Integer, PingSeries> series = new HashMap<>();
        bench.events(PingEvent.TargetCompleted.class)
                .forEach(event -> assertThat(series.put(event.index(), event.series()))
                        .as("told of %d before", event.index())
                        .isNull());
        return series;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void figures_areThoseOfAPingThatKeepsItsTargets(int seed) {
        PingResult kept = eventful(seed, sweep(3), TargetResults.KEPT).result();
        PingBench streaming = eventful(seed, sweep(3), TargetResults.STREAMED);
        PingResult result = streaming.result();
        Map<Integer, PingSeries> told = streamed(streaming);
        assertThat(told).hasSize(4094);
        long late = 0;
        long duplicates = 0;
        for (int i = 0; i < told.size(); i++) {
            PingSeries one = told.get(i);
            PingSeries same = kept.targets().get(i);
            assertThat(one.target()).isEqualTo(same.target());
            assertThat(one.statistics()).isEqualTo(same.statistics());
            assertThat(one.sendFailures()).isEqualTo(same.sendFailures());
            assertThat(one.replies())
                    .isEqualTo(same.replies().subList(0, one.replies().size()));
            assertThat(one.outages()).extracting(Outage::firstSequence).isEqualTo(firstSequences(same));
            late += same.counts().late() - one.counts().late();
            duplicates += same.counts().duplicates() - one.counts().duplicates();
        }
        assertThat(result.targets()).isEmpty();
        assertThat(result.statistics()).isEqualTo(kept.statistics());
        assertThat(result.sent()).isEqualTo(kept.sent());
        assertThat(result.received()).isEqualTo(kept.received());
        assertThat(result.sendFailures()).isEqualTo(kept.sendFailures()).isNotEmpty();
        assertThat(result.targetCount()).isEqualTo(4094);
        assertThat(result.targetsStreamed()).isEqualTo(4094);
        assertThat(result.targetsReached()).isEqualTo(kept.targetsReached());
        assertThat(result.counts().late()).isEqualTo(kept.counts().late());
        assertThat(result.counts().duplicates())
                .isEqualTo(kept.counts().duplicates())
                .isPositive();
        assertThat(result.afterwards().late()).isEqualTo(late).isPositive();
        assertThat(result.afterwards().duplicates()).isEqualTo(duplicates);
        assertThat(result.probesSent()).isEqualTo(kept.probesSent());
        assertThat(result.repliesReceived()).isEqualTo(kept.repliesReceived());
    }

    private static List<Long> firstSequences(PingSeries series) {
        return series.outages().stream().map(Outage::firstSequence).toList();
    }

    @Test
    void summedTargets_areToldByNothingButTheTotals() {
        PingResult kept = eventful(7, sweep(2), TargetResults.KEPT).result();
        PingBench summing = eventful(7, sweep(2), TargetResults.SUMMED);
        PingResult result = summing.result();
        assertThat(summing.events(PingEvent.TargetCompleted.class)).isEmpty();
        assertThat(summing.events(PingEvent.Replied.class)).isNotEmpty();
        assertThat(result.targetsStreamed()).isZero();
        assertThat(result.statistics()).isEqualTo(kept.statistics());
        assertThat(result.targetsReached()).isEqualTo(kept.targetsReached());
    }

    @Test
    void events_areTheStartAndOneForEachTarget() {
        PingBench bench = bench(echo(5), sweep(2), TargetResults.STREAMED);
        bench.result();
        assertThat(bench.events).hasSize(1 + 4094);
        assertThat(bench.events.get(0))
                .isInstanceOfSatisfying(
                        PingEvent.Started.class,
                        started -> assertThat(started.targets()).hasSize(4094));
    }

    @Test
    void targets_areToldInTheOrderInWhichTheyEnd() {
        PingBench bench = bench(
                (probe, number) -> place(probe) % 2 == 0 ? List.of() : List.of(echoOf(probe, 1)),
                PingRequest.to("192.0.2.0/29").count(1).interval(Duration.ofMillis(10)),
                TargetResults.STREAMED);
        bench.result();
        assertThat(bench.events(PingEvent.TargetCompleted.class))
                .extracting(PingEvent.TargetCompleted::index)
                .containsExactly(1, 3, 5, 0, 2, 4);
    }

    @Test
    void limitOfReplies_isForWhatIsKeptAtATime() {
        PingBench bench =
                bench(echo(1), sweep(2).interval(Duration.ofMillis(1)).keptReplies(4094), TargetResults.STREAMED);
        bench.result();
        assertThat(streamed(bench).values()).allSatisfy(series -> {
            assertThat(series.repliesLeftOut() + series.replies().size()).isEqualTo(2);
        });
        PingBench one = bench(echo(1), sweep(1).interval(Duration.ofMillis(2)).keptReplies(3), TargetResults.STREAMED);
        one.result();
        assertThat(streamed(one).values())
                .allSatisfy(series -> assertThat(series.replies()).hasSize(1));
    }

    @Test
    void lateAnswersAndDuplicatesOfEndedTargets_areCountedApart() {
        PingBench bench = bench(
                (probe, number) -> place(probe) == 0
                        ? List.of(echoOf(probe, 2500))
                        : place(probe) == 1 ? List.of(echoOf(probe, 1), echoOf(probe, 900)) : List.of(echoOf(probe, 1)),
                PingRequest.to("192.0.2.0/28").count(1).interval(Duration.ofMillis(500)),
                TargetResults.STREAMED);
        PingResult result = bench.result();
        assertThat(result.sent()).isEqualTo(14);
        assertThat(result.received()).isEqualTo(13);
        assertThat(result.afterwards().late()).isEqualTo(1);
        assertThat(result.afterwards().duplicates()).isEqualTo(1);
        assertThat(result.counts().late()).isEqualTo(1);
        assertThat(result.counts().duplicates()).isEqualTo(1);
        assertThat(streamed(bench).values())
                .allSatisfy(series -> assertThat(series.counts().isZero()).isTrue());
    }

    @Test
    void slowSubscriber_holdsBackProbesAndLosesNothing() {
        PingBench bench = bench(echo(1), sweep(1), TargetResults.STREAMED);
        bench.network
                .loop()
                .runTo(bench.network.loop().nanoTime() + Duration.ofMillis(5).toNanos());
        int sent = bench.sent.size();
        assertThat(sent).isBetween(100, 4000);
        bench.full = true;
        bench.network
                .loop()
                .runTo(bench.network.loop().nanoTime() + Duration.ofSeconds(100).toNanos());
        assertThat(bench.sent).hasSize(sent);
        assertThat(streamed(bench)).hasSize(sent);
        bench.makeRoom();
        assertThat(bench.result().received()).isEqualTo(4094);
        assertThat(streamed(bench)).hasSize(4094);
    }

    @Test
    void cancelledPing_tellsOfTheTargetsThatItBegan() {
        PingBench bench = bench(
                (probe, number) -> place(probe) % 3 == 0 ? List.of() : List.of(echoOf(probe, 5)),
                sweep(5),
                TargetResults.STREAMED);
        PingResult result = bench.cancelledAfter(Duration.ofMillis(20));
        assertThat(result.stopReason()).isEqualTo(StopReason.CANCELLED);
        Map<Integer, PingSeries> told = streamed(bench);
        assertThat(told).hasSizeBetween(1000, 3000);
        assertThat(result.targetsStreamed()).isEqualTo(told.size());
        assertThat(result.targetCount()).isEqualTo(4094);
        assertThat(result.reached()).isFalse();
        assertThat(result.received())
                .isEqualTo(
                        told.values().stream().mapToLong(PingSeries::received).sum());
        assertThat(Statistics.pooled(
                        told.values().stream().map(PingSeries::statistics).toList()))
                .isEqualTo(result.statistics());
        Set<Integer> begun = new HashSet<>(told.keySet());
        assertThat(begun).allMatch(index -> index < told.size());
    }
}
