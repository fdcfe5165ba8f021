// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pathtracer.core.trace.TraceBench.MILLI;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.StopReason;
import org.pathtracer.TraceEvent;
import org.pathtracer.core.scripted.Script;
import org.pathtracer.core.scripted.ScriptedNetwork;
import org.pathtracer.core.scripted.ScriptedPath;
import org.pathtracer.probe.ProbeOutcome;

/** Gaps, loops, failures, and ends from outside. */
class TraceEndTest {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void silentHopsInARow_endAtTheGapLimit(boolean sequential) {
        TraceStrategy.Findings findings = TraceBench.over(
                        new ScriptedPath(25).silentFrom(4), b -> b.gapLimit(5).sequential(sequential))
                .findings();
        assertThat(findings.stopReason()).isEqualTo(StopReason.GAP_LIMIT);
        assertThat(findings.hops()).hasSize(8);
    }

    @Test
    void answersBeyondTheGap_keepAConcurrentTraceGoing() {
        TraceStrategy.Findings findings = TraceBench.over(
                        new ScriptedPath(12).silentAt(4, 5, 6, 7, 8, 9), b -> b.gapLimit(5))
                .findings();
        assertThat(findings.stopReason()).isEqualTo(StopReason.DESTINATION);
        assertThat(findings.hops()).hasSize(12);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void addressPassedThreeTimes_isALoop(boolean sequential) {
        ScriptedPath path = new ScriptedPath(60).routers(1, 2, 3, 4, 3, 4, 3, 4, 3, 4);
        TraceStrategy.Findings findings =
                TraceBench.over(path, b -> b.sequential(sequential)).findings();
        assertThat(findings.stopReason()).isEqualTo(StopReason.LOOP);
        assertThat(findings.hops()).hasSize(7);
    }

    @Test
    void addressTwiceOrAdjacent_isNoLoop() {
        ScriptedPath path = new ScriptedPath(11).routers(1, 2, 2, 2, 3, 2, 2, 4, 5, 6);
        assertThat(TraceBench.over(path).findings().stopReason()).isEqualTo(StopReason.DESTINATION);
    }

    @Test
    void allSendsFailing_giveAResultThatSaysSo() {
        ProbeOutcome.SendFailed failure = new ProbeOutcome.SendFailed("sendmsg", 101, "ENETUNREACH", "add a route");
        ScriptedNetwork network = new ScriptedNetwork(Script.SILENCE).failing(probe -> Optional.of(failure));
        TraceBench bench = new TraceBench(network, b -> b.retries(2));
        TraceStrategy.Findings findings = bench.findings();
        assertThat(findings.stopReason()).isEqualTo(StopReason.GAP_LIMIT);
        assertThat(findings.sent()).isZero();
        assertThat(findings.hops())
                .hasSize(10)
                .allSatisfy(hop -> assertThat(hop.probes())
                        .hasSize(5)
                        .allMatch(probe -> probe.outcome().equals(failure)));
        assertThat(bench.millis()).isZero();
    }

    @Test
    void deadline_givesWhatIsKnownAtThatMoment() {
        TraceBench bench = TraceBench.over(
                new ScriptedPath(20).perHop(10 * MILLI), b -> b.queries(1).deadline(Duration.ofMillis(55)));
        TraceStrategy.Findings findings = bench.findings();
        assertThat(findings.stopReason()).isEqualTo(StopReason.DEADLINE);
        assertThat(findings.hops()).hasSize(5);
        assertThat(bench.millis()).isEqualTo(55);
    }

    @Test
    void cancelAtAnyMoment_givesAPathThatMatchesItsEvents() {
        for (int at = 0; at < 1200; at += 3) {
            ScriptedPath path = new ScriptedPath(12).perHop(10 * MILLI).silentAt(3, 7);
            TraceBench bench = TraceBench.over(path, TraceBench.PATIENT);
            bench.network.loop().runTo(ScriptedNetwork.START + at * MILLI);
            boolean running = !bench.operation.future().isDone();
            bench.engine.cancel(bench.operation);
            StopReason reason = bench.findings().stopReason();
            assertThat(reason).isEqualTo(running ? StopReason.CANCELLED : StopReason.DESTINATION);
        }
    }

    @Test
    void duplicates_areCountedAtTheirProbe() {
        ScriptedPath path = new ScriptedPath(3);
        path.at(1, (probe, number) -> ScriptedPath.repeated(path.usual(1, probe), 3));
        TraceStrategy.Findings findings = TraceBench.over(path).findings();
        assertThat(findings.hops().get(0).probes()).allMatch(probe -> probe.duplicates() == 2);
        assertThat(findings.hops().get(0).received()).isEqualTo(3);
    }

    @Test
    void strategyWithoutAnEngine_asksToBeWokenLaterThanNow() {
        StrategyBench bench = new StrategyBench(b -> b);
        assertThat(bench.sendAll(0)).hasSize(16);
        for (int i = 0; i < 90 && bench.strategy.stopped().isEmpty(); i++) {
            long at = bench.strategy.wakeAt();
            assertThat(at).isGreaterThan(bench.now);
            if (at == Long.MAX_VALUE) {
                break;
            }
            bench.sendAll(at);
        }
        assertThat(bench.orders).hasSize(90);
        assertThat(bench.events).singleElement().isInstanceOf(TraceEvent.Started.class);
    }
}
