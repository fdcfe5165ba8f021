// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.bufferbloat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.pathtracer.BufferbloatEvent;
import org.pathtracer.BufferbloatResult;
import org.pathtracer.StopReason;
import org.pathtracer.bufferbloat.BufferbloatPhase;
import org.pathtracer.bufferbloat.CallImpact;
import org.pathtracer.bufferbloat.Confidence;
import org.pathtracer.bufferbloat.EvidenceGap;
import org.pathtracer.bufferbloat.Grade;
import org.pathtracer.bufferbloat.GradingProfile;
import org.pathtracer.bufferbloat.HopLatency;
import org.pathtracer.bufferbloat.LoadDirection;
import org.pathtracer.bufferbloat.LoadFailure;
import org.pathtracer.bufferbloat.LoadInterval;
import org.pathtracer.core.scripted.ScriptedPath;
import org.pathtracer.result.ResponsivenessRecord;

class BufferbloatStrategyTest {
    private static final long MILLI = 1_000_000;

    @Test
    void fullQueue_isMeasuredGradedAndLocated() {
        BufferbloatBench bench = BufferbloatBench.of(
                builder -> builder.direction(LoadDirection.DOWN).duration(Duration.ofSeconds(15)));
        BufferbloatResult result = bench.result();
        assertThat(result.stopReason()).isEqualTo(StopReason.COMPLETED);
        assertThat(result.failure()).isEmpty();
        assertThat(result.idle().median()).contains(Duration.ofMillis(4));
        assertThat(result.loaded().median()).contains(Duration.ofMillis(404));
        assertThat(result.increase()).contains(Duration.ofMillis(400));
        assertThat(result.grade()).isEqualTo(Grade.F);
        assertThat(result.responsiveness().rpm()).hasValue(1125);
        assertThat(result.responsiveness().confidence()).isEqualTo(Confidence.HIGH);
        assertThat(result.bottleneck()).hasValueSatisfying(bottleneck -> {
            assertThat(bottleneck.ttl()).isEqualTo(2);
            assertThat(bottleneck.address()).contains(ScriptedPath.router(2));
            assertThat(bottleneck.increase()).isEqualTo(Duration.ofMillis(400));
        });
        assertThat(result.goodput().mbpsDown()).isBetween(15.0, 20.0);
        assertThat(result.goodput().bytesUp()).isZero();
        assertThat(bench.load.closed).isTrue();
        assertThat(bench.load.busy()).isFalse();
    }

    @Test
    void phases_haveTheirTimesRampsAndHops() {
        BufferbloatResult result = BufferbloatBench.of(builder -> builder.direction(LoadDirection.DOWN))
                .result();
        assertThat(result.phases()).hasSize(2);
        assertThat(result.idlePhase().direction()).isEmpty();
        assertThat(result.idlePhase().duration()).isBetween(Duration.ofSeconds(2), Duration.ofMillis(2020));
        assertThat(result.idlePhase().hops()).isEmpty();
        BufferbloatPhase loaded = result.loadedPhases().get(0);
        assertThat(loaded.direction()).contains(LoadDirection.DOWN);
        assertThat(loaded.start()).isEqualTo(result.idlePhase().duration());
        assertThat(loaded.duration()).isBetween(Duration.ofSeconds(10), Duration.ofMillis(10_020));
        // A probe each 50 ms, of which a tenth at each end is apart.
        assertThat(loaded.latency().sent()).isBetween(155L, 162L);
        assertThat(loaded.rampUp().sent()).isBetween(19L, 22L);
        assertThat(loaded.rampDown().sent()).isBetween(19L, 22L);
        assertThat(loaded.hops()).extracting(HopLatency::ttl).containsExactly(1, 2, 3, 4);
        assertThat(loaded.hops())
                .extracting(hop -> hop.increase().orElseThrow().toMillis())
                .containsExactly(0L, 400L, 400L, 400L);
        assertThat(loaded.hops().get(3).address()).contains(ScriptedPath.TARGET);
    }

    @Test
    void connections_areAddedUntilGoodputIsStable() {
        BufferbloatBench bench = BufferbloatBench.of(builder -> builder.direction(LoadDirection.DOWN));
        List<LoadInterval> intervals = bench.result().loadedPhases().get(0).intervals();
        assertThat(intervals).hasSize(10);
        assertThat(intervals.get(0).goodput().mbpsDown()).isCloseTo(8, within(0.2));
        assertThat(intervals.get(2).goodput().mbpsDown()).isCloseTo(20, within(0.2));
        int stable = (int)
                intervals.stream().filter(interval -> !interval.saturated()).count();
        assertThat(stable).isBetween(4, 8);
        assertThat(bench.load.calls).containsExactlyElementsOf(concat(stable));
    }

    /** One connection at the start and one after each interval that was not stable. */
    private static List<String> concat(int unstable) {
        List<String> calls = new java.util.ArrayList<>(Collections.nCopies(1 + unstable, "add DOWN"));
        calls.add("stop");
        return calls;
    }

    @Test
    void connectionLimits_hold() {
        BufferbloatBench bench = BufferbloatBench.of(
                builder -> builder.direction(LoadDirection.UP).connectionStep(2).maxConnections(3));
        bench.result();
        assertThat(bench.load.calls).containsExactly("add UP", "add UP", "add UP", "stop");
    }

    @Test
    void stableResponsiveness_endsTheLoadIfAskedTo() {
        BufferbloatResult result = BufferbloatBench.of(
                        builder -> builder.stopWhenStable(true).duration(Duration.ofSeconds(60)))
                .result();
        BufferbloatPhase loaded = result.loadedPhases().get(0);
        assertThat(loaded.duration()).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(14));
        assertThat(result.responsiveness().confidence()).isEqualTo(Confidence.HIGH);
    }

    @Test
    void fewerIntervalsThanAnAverage_areOfLowConfidence() {
        BufferbloatResult result = BufferbloatBench.of(builder -> builder.duration(Duration.ofSeconds(3)))
                .result();
        assertThat(result.responsiveness().confidence()).isEqualTo(Confidence.LOW);
        assertThat(result.responsiveness().rpm()).hasValue(1125);
    }

    @Test
    void neverStable_isOfMediumConfidence() {
        BufferbloatResult result =
                BufferbloatBench.of(builder -> builder.tolerance(1e-9)).result();
        assertThat(result.responsiveness().confidence()).isEqualTo(Confidence.MEDIUM);
    }

    @Test
    void sequential_loadsOneDirectionAfterTheOther() {
        BufferbloatBench bench = BufferbloatBench.of(builder -> builder.sequential(true));
        BufferbloatResult result = bench.result();
        assertThat(result.loadedPhases())
                .extracting(BufferbloatPhase::direction)
                .containsExactly(Optional.of(LoadDirection.DOWN), Optional.of(LoadDirection.UP));
        assertThat(bench.load.calls).containsSubsequence("add DOWN", "stop", "add UP", "stop");
        assertThat(result.loadedPhases().get(1).goodput().bytesDown()).isZero();
        assertThat(result.goodput().bytesDown()).isPositive();
        assertThat(result.goodput().bytesUp()).isPositive();
    }

    @Test
    void both_loadsAtOnce() {
        BufferbloatBench bench = BufferbloatBench.of(builder -> builder);
        BufferbloatResult result = bench.result();
        assertThat(result.loadedPhases()).hasSize(1);
        assertThat(bench.load.calls).startsWith("add DOWN", "add UP");
    }

    @Test
    void requests_takeNoMoreThanTheirShare() {
        BufferbloatBench bench = BufferbloatBench.of(builder -> builder.direction(LoadDirection.DOWN));
        bench.result();
        // 2.5 MB/s * 5 % / 6 kB a round: about 21 rounds a second.
        long inOneSecond = bench.load.requestsAt.stream()
                .filter(at -> at > 8000 * MILLI && at <= 9000 * MILLI)
                .count();
        assertThat(inOneSecond).isBetween(15L, 24L);
    }

    @Test
    void requestRate_isBounded() {
        BufferbloatBench bench = BufferbloatBench.of(builder -> builder.maxRequestRate(10));
        bench.result();
        long inOneSecond = bench.load.requestsAt.stream()
                .filter(at -> at > 8000 * MILLI && at <= 9000 * MILLI)
                .count();
        assertThat(inOneSecond).isBetween(4L, 6L);
    }

    @Test
    void serverThatIsNotReady_isWaitedForInTheIdlePhase() {
        BufferbloatResult result =
                new BufferbloatBench(builder -> builder, load -> load.readyAfter = 4000 * MILLI).result();
        assertThat(result.idlePhase().duration()).isBetween(Duration.ofSeconds(4), Duration.ofMillis(4030));
        assertThat(result.loadedPhases()).hasSize(1);
    }

    @Test
    void serverThatFailsBeforeTheLoad_leavesTheIdleLatency() {
        BufferbloatBench bench = new BufferbloatBench(builder -> builder, load -> {
            load.readyAfter = Long.MAX_VALUE;
            load.failAfter = 1000 * MILLI;
        });
        BufferbloatResult result = bench.result();
        assertThat(result.failure()).map(LoadFailure::kind).contains(LoadFailure.Kind.CLOSED);
        assertThat(result.loadedPhases()).isEmpty();
        assertThat(result.idle().median()).contains(Duration.ofMillis(4));
        assertThat(result.grade()).isEqualTo(Grade.UNKNOWN);
        assertThat(result.responsiveness().rpm()).isEmpty();
        assertThat(result.bottleneck()).isEmpty();
        assertThat(bench.load.closed).isTrue();
        assertThat(bench.events(BufferbloatEvent.Failed.class)).hasSize(1);
    }

    @Test
    void serverThatFailsHalfWay_leavesWhatWasMeasured() {
        BufferbloatBench bench = new BufferbloatBench(builder -> builder, load -> load.failAfter = 6000 * MILLI);
        BufferbloatResult result = bench.result();
        assertThat(result.failure()).isPresent();
        assertThat(result.loadedPhases().get(0).duration()).isBetween(Duration.ofMillis(3900), Duration.ofMillis(4100));
        assertThat(result.increase()).contains(Duration.ofMillis(400));
        assertThat(result.responsiveness().confidence()).isEqualTo(Confidence.LOW);
        assertThat(bench.load.busy()).isFalse();
    }

    @Test
    void serverThatStalls_isGivenUpAfterTheTimeout() {
        BufferbloatResult result = new BufferbloatBench(
                        builder -> builder.timeout(Duration.ofSeconds(2)), load -> load.stallAfter = 5000 * MILLI)
                .result();
        assertThat(result.failure()).map(LoadFailure::kind).contains(LoadFailure.Kind.STALLED);
        assertThat(result.loadedPhases().get(0).duration()).isBetween(Duration.ofMillis(4900), Duration.ofMillis(5100));
    }

    private static void noVerdict(BufferbloatResult result, EvidenceGap gap) {
        assertThat(result.gap()).contains(gap);
        assertThat(result.grade()).isEqualTo(Grade.UNKNOWN);
        assertThat(result.callImpact().verdict()).isEqualTo(CallImpact.Verdict.UNKNOWN);
        if (gap.concernsLoad()) {
            assertThat(result.responsiveness()).isEqualTo(ResponsivenessRecord.UNKNOWN);
            assertThat(result.bottleneck()).isEmpty();
        }
        if (gap.withoutLoad()) {
            assertThat(result.increase()).isEmpty();
        }
    }

    @Test
    void loadThatMovesNothing_givesNoVerdict() {
        BufferbloatBench bench = new BufferbloatBench(builder -> builder, load -> load.stallAfter = 0);
        bench.delay = 0;
        BufferbloatResult result = bench.result();
        noVerdict(result, EvidenceGap.NO_LOAD);
        assertThat(result.goodput().bytesDown()).isZero();
        assertThat(result.loadedPhases().get(0).intervals())
                .allSatisfy(interval -> assertThat(interval.saturated()).isFalse())
                .allSatisfy(interval -> assertThat(interval.rpm()).isEmpty());
    }

    @Test
    void deadDirection_givesNoVerdict() {
        noVerdict(
                new BufferbloatBench(builder -> builder, load -> load.upDead = true).result(),
                EvidenceGap.DIRECTION_DEAD);
    }

    @Test
    void trickle_givesNoVerdict() {
        BufferbloatBench bench = new BufferbloatBench(builder -> builder, load -> load.bytesPerConnection = 100);
        bench.delay = 0;
        noVerdict(bench.result(), EvidenceGap.TOO_LITTLE_LOAD);
    }

    @Test
    void loadThatEndsEarly_givesNoVerdict() {
        noVerdict(
                new BufferbloatBench(builder -> builder, load -> load.stallAfter = 3000 * MILLI).result(),
                EvidenceGap.ENDED_EARLY);
        noVerdict(
                new BufferbloatBench(builder -> builder, load -> load.failAfter = 3500 * MILLI).result(),
                EvidenceGap.ENDED_EARLY);
    }

    @Test
    void loadThatStillGrows_givesNoVerdict() {
        noVerdict(
                new BufferbloatBench(builder -> builder, load -> load.growth = 1.5).result(),
                EvidenceGap.STILL_GROWING);
    }

    @Test
    void probesBesideALoadThatStandsStill_doNotCount() {
        // Eight of ten seconds loaded: the last two are none of the load's.
        BufferbloatResult result = new BufferbloatBench(
                        builder -> builder.timeout(Duration.ofSeconds(5)), load -> load.stallAfter = 10_000 * MILLI)
                .result();
        assertThat(result.gap()).isEmpty();
        assertThat(result.loaded().sent()).isBetween(135L, 142L);
    }

    @Test
    void fewSamples_giveNoGrade() {
        noVerdict(
                BufferbloatBench.of(builder -> builder.probeInterval(Duration.ofSeconds(1)))
                        .result(),
                EvidenceGap.TOO_FEW_IDLE_SAMPLES);
    }

    @Test
    void noLoadPhase_saysSo() {
        noVerdict(BufferbloatBench.of(builder -> builder).cancelledAfter(Duration.ofMillis(500)), EvidenceGap.NO_LOAD);
        BufferbloatResult half =
                BufferbloatBench.of(builder -> builder.sequential(true)).cancelledAfter(Duration.ofSeconds(9));
        assertThat(half.gap()).contains(EvidenceGap.DIRECTION_DEAD);
        assertThat(half.grade()).isEqualTo(Grade.UNKNOWN);
        assertThat(half.responsiveness()).isEqualTo(ResponsivenessRecord.UNKNOWN);
        assertThat(half.increase()).contains(Duration.ofMillis(400));
    }

    @Test
    void cancel_endsTheLoadAndKeepsWhatWasMeasured() {
        BufferbloatBench bench = BufferbloatBench.of(builder -> builder);
        BufferbloatResult result = bench.cancelledAfter(Duration.ofSeconds(7));
        assertThat(result.stopReason()).isEqualTo(StopReason.CANCELLED);
        assertThat(result.loadedPhases().get(0).duration()).isBetween(Duration.ofMillis(4900), Duration.ofMillis(5000));
        assertThat(result.increase()).contains(Duration.ofMillis(400));
        assertThat(result.goodput().bytesDown()).isPositive();
        assertThat(bench.load.closed).isTrue();
    }

    @Test
    void loadThatIsSlowToEnd_doesNotHoldUpTheResult() {
        BufferbloatBench bench = new BufferbloatBench(builder -> builder, load -> load.end = new CompletableFuture<>());
        BufferbloatResult result = bench.cancelledAfter(Duration.ofSeconds(7));
        assertThat(result.stopReason()).isEqualTo(StopReason.CANCELLED);
        assertThat(bench.load.closed).isTrue();
        assertThat(Duration.ofNanos(bench.network.elapsed())).isBetween(Duration.ofSeconds(7), Duration.ofMillis(7100));
    }

    @Test
    void cancelBeforeTheLoad_givesAResultToo() {
        BufferbloatResult result = BufferbloatBench.of(builder -> builder).cancelledAfter(Duration.ofMillis(500));
        assertThat(result.loadedPhases()).isEmpty();
        assertThat(result.idlePhase().duration()).isBetween(Duration.ofMillis(490), Duration.ofMillis(510));
        assertThat(result.grade()).isEqualTo(Grade.UNKNOWN);
    }

    @Test
    void deadline_endsItWithWhatItHas() {
        BufferbloatResult result = BufferbloatBench.of(builder -> builder.deadline(Duration.ofSeconds(5)))
                .result();
        assertThat(result.stopReason()).isEqualTo(StopReason.DEADLINE);
        assertThat(result.loadedPhases()).hasSize(1);
    }

    @Test
    void silentDestination_isUnknownAndNoGrade() {
        BufferbloatBench bench =
                new BufferbloatBench(builder -> builder, load -> {}, new ScriptedPath(4).silentFrom(4), false);
        BufferbloatResult result = bench.result();
        assertThat(result.grade()).isEqualTo(Grade.UNKNOWN);
        assertThat(result.loaded().lossRatio()).isEqualTo(1);
        assertThat(result.responsiveness().rpm()).hasValue(1125);
        assertThat(result.loadedPhases().get(0).hops())
                .extracting(HopLatency::ttl)
                .containsExactly(1, 2, 3);
        assertThat(result.bottleneck())
                .hasValueSatisfying(found -> assertThat(found.ttl()).isEqualTo(2));
    }

    @Test
    void withoutLocate_onlyTheDestinationIsProbed() {
        BufferbloatBench bench = BufferbloatBench.of(builder -> builder.locate(false));
        BufferbloatResult result = bench.result();
        assertThat(result.samples())
                .allSatisfy(sample -> assertThat(sample.ttl()).isZero());
        assertThat(result.bottleneck()).isEmpty();
        assertThat(result.grade()).isEqualTo(Grade.F);
    }

    @Test
    void transportWithOneProbeAtATime_measuresToo() {
        BufferbloatBench bench = new BufferbloatBench(builder -> builder, load -> {}, new ScriptedPath(4), true);
        BufferbloatResult result = bench.result();
        assertThat(result.increase()).contains(Duration.ofMillis(400));
        assertThat(result.bottleneck()).isPresent();
    }

    @Test
    void gradingProfile_isTheRequests() {
        BufferbloatBench bench = BufferbloatBench.of(builder -> builder.gradingProfile(GradingProfile.DSLREPORTS));
        bench.delay = 350 * MILLI;
        assertThat(bench.result().grade()).isEqualTo(Grade.D);
    }

    @Test
    void events_tellPhasesIntervalsAndSamples() {
        BufferbloatBench bench = BufferbloatBench.of(builder -> builder);
        BufferbloatResult result = bench.result();
        assertThat(bench.events.get(0)).isInstanceOf(BufferbloatEvent.Started.class);
        assertThat(bench.events(BufferbloatEvent.PhaseStarted.class))
                .extracting(BufferbloatEvent.PhaseStarted::direction)
                .containsExactly(Optional.empty(), Optional.of(LoadDirection.BOTH));
        assertThat(bench.events(BufferbloatEvent.IntervalMeasured.class)).hasSize(10);
        assertThat(bench.events(BufferbloatEvent.Sampled.class))
                .hasSizeGreaterThanOrEqualTo(result.samples().size());
    }

    @Test
    void pace_isTheRequests() {
        BufferbloatResult result = BufferbloatBench.of(
                        builder -> builder.probeInterval(Duration.ofMillis(200)).hopInterval(Duration.ofSeconds(1)))
                .result();
        assertThat(result.idle().sent()).isBetween(9L, 11L);
        assertThat(result.loadedPhases().get(0).hops().get(0).loaded().sent()).isBetween(7L, 9L);
    }
}
