// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pathtracer.core.trace.TraceBench.MILLI;
import static org.pathtracer.core.trace.TraceBench.PATIENT;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.Hop;
import org.pathtracer.StopReason;
import org.pathtracer.core.scripted.Arrival;
import org.pathtracer.core.scripted.Script;
import org.pathtracer.core.scripted.ScriptedNetwork;
import org.pathtracer.core.scripted.ScriptedPath;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.ProbeResult;
import org.pathtracer.result.TimeoutRecord;

/** What silence costs, and what becomes of answers that come after all. */
class TraceTimeoutTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 7})
    void silentHop_costsThreeTimesTheLongestRttAndTheMargin(int silent) {
        ScriptedPath path = new ScriptedPath(8).perHop(10 * MILLI).silentAt(silent);
        TraceBench bench = TraceBench.over(path);
        assertThat(bench.findings().hops()).hasSize(8);
        assertThat(bench.millis()).isLessThanOrEqualTo(3 * 80 + 10 + 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {30, 300, 900})
    void pauseOfTheProcess_givesNothingUp(long millis) {
        TraceBench bench = TraceBench.over(new ScriptedPath(8).perHop(10 * MILLI));
        bench.network.loop().runTo(ScriptedNetwork.START + 25 * MILLI);
        bench.network.loop().passTo(ScriptedNetwork.START + (25 + millis) * MILLI);
        assertThat(bench.findings().hops()).hasSize(8).allMatch(hop -> hop.received() == 3);
        assertThat(bench.completed())
                .extracting(ProbeResult::outcome)
                .noneMatch(outcome -> outcome instanceof ProbeOutcome.Timeout);
    }

    @Test
    void silentHopAmongImmeasurablyFastOnes_costsTheMargin() {
        TraceBench bench = TraceBench.over(new ScriptedPath(8).perHop(0).silentAt(3));
        assertThat(bench.findings().hops()).hasSize(8);
        assertThat(bench.millis()).isLessThanOrEqualTo(10.1);
    }

    @Test
    void silentHopWithoutAdaptiveTimeout_costsTheFullTimeout() {
        TraceBench bench =
                TraceBench.over(new ScriptedPath(8).perHop(10 * MILLI).silentAt(3), PATIENT);
        assertThat(bench.findings().hops().get(2).received()).isZero();
        assertThat(bench.millis()).isBetween(1000.0, 1084.0);
    }

    @Test
    void lostQueryOfASequentialHop_costsThreeTimesThatHop() {
        ScriptedPath path = new ScriptedPath(4).perHop(10 * MILLI);
        path.at(2, (probe, number) -> number == 2 ? List.of() : List.of(path.usual(2, probe)));
        TraceBench bench = TraceBench.over(path, b -> b.sequential(true));
        assertThat(bench.findings().hops().get(1).received()).isEqualTo(2);
        assertThat(bench.millis()).isLessThanOrEqualTo(3 * 10 + 2 * 20 + (3 * 20 + 50) + 3 * 30 + 3 * 40 + 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void retries_areSentOneAfterTheOtherToASilentHopOnly(boolean sequential) {
        TraceBench bench = TraceBench.over(
                new ScriptedPath(5).silentAt(3), b -> b.queries(2).retries(3).sequential(sequential));
        assertThat(bench.findings().hops().get(2).probes()).hasSize(5);
        assertThat(bench.sentTo(3)).isEqualTo(5);
        assertThat(bench.sentTo(2)).isEqualTo(2);
    }

    @Test
    void retriesOfASilentHop_areGivenUpEarlyToo() {
        TraceBench bench = TraceBench.over(
                new ScriptedPath(5).perHop(10 * MILLI).silentAt(3),
                b -> b.queries(1).retries(2));
        assertThat(bench.findings().hops().get(2).probes()).hasSize(3);
        assertThat(bench.millis()).isLessThanOrEqualTo(50 + 3 * (2 * 50 + 10) + 1);
    }

    @Test
    void answeredRetry_endsTheRetries() {
        ScriptedPath path = new ScriptedPath(5);
        path.at(3, (probe, number) -> number < 3 ? List.of() : List.of(path.usual(3, probe)));
        TraceBench bench = TraceBench.over(path, b -> b.queries(2).retries(9));
        assertThat(bench.findings().hops().get(2).received()).isEqualTo(1);
        assertThat(bench.sentTo(3)).isEqualTo(4);
    }

    @Test
    void answerAfterGivingUp_isRecordedAsLateAndToldAgain() {
        ScriptedPath path = new ScriptedPath(5).perHop(10 * MILLI);
        // Given up after 2 x 50 + 10 ms, but hop 2 keeps the trace going for longer.
        path.at(3, (probe, number) -> List.of(Arrival.exceeded(150 * MILLI, ScriptedPath.router(3))));
        path.silentAt(2);
        TraceBench bench = TraceBench.over(path, b -> b.queries(1).retries(1));
        Hop hop = bench.findings().hops().get(2);
        ProbeOutcome.TimeExceeded late =
                (ProbeOutcome.TimeExceeded) hop.probes().get(0).outcome();
        assertThat(late.reception().late()).isTrue();
        assertThat(late.reception().rtt()).isEqualTo(Duration.ofMillis(150));
        assertThat(bench.completed())
                .filteredOn(probe -> probe.ttl() == 3 && probe.sequence() == 0)
                .extracting(ProbeResult::outcome)
                .containsExactly(new TimeoutRecord(), late);
    }

    @Test
    void answerOvertakenByThatToALaterProbe_isReordered() {
        ScriptedPath path = new ScriptedPath(4);
        path.at(
                2,
                (probe, number) ->
                        List.of(Arrival.exceeded(number == 1 ? 40 * MILLI : 2 * MILLI, ScriptedPath.router(2))));
        List<Hop> hops = TraceBench.over(path, PATIENT).findings().hops();
        assertThat(hops.get(1).probes()).extracting(ProbeResult::reordered).containsExactly(false, true, false);
        assertThat(hops.get(2).probes()).noneMatch(ProbeResult::reordered);
    }

    @Test
    void noAnswers_takeTheTimeoutsOfOneTtl() {
        TraceBench bench = TraceBench.over(Script.SILENCE, b -> b.gapLimit(0));
        assertThat(bench.findings().stopReason()).isEqualTo(StopReason.MAX_HOPS);
        assertThat(bench.findings().hops()).hasSize(30);
        assertThat(bench.millis()).isLessThanOrEqualTo(1204);
    }

    @Test
    void fewProbesAtATime_needNoTimersThatSpin() {
        TraceBench bench = TraceBench.over(
                new ScriptedPath(6).silentAt(1, 2, 3), b -> b.maxConcurrency(1).rateLimit(5));
        assertThat(bench.findings().stopReason()).isEqualTo(StopReason.DESTINATION);
        assertThat(bench.network.loop().timersRun()).isLessThan(50);
    }
}
