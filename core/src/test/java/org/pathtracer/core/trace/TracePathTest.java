// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pathtracer.core.trace.TraceBench.MILLI;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.Hop;
import org.pathtracer.StopReason;
import org.pathtracer.core.scripted.Arrival;
import org.pathtracer.core.scripted.ScriptedPath;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.UnreachableReason;

/** Where a path leads, and how it ends. */
class TracePathTest {
    private static final InetAddress TARGET = ScriptedPath.TARGET;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void chain_isReachedHopByHop(boolean sequential) {
        TraceStrategy.Findings findings = TraceBench.over(new ScriptedPath(8), b -> b.sequential(sequential))
                .findings();
        assertThat(findings.stopReason()).isEqualTo(StopReason.DESTINATION);
        assertThat(findings.reached()).isTrue();
        assertThat(findings.hops()).hasSize(8).allMatch(hop -> hop.received() == 3 && hop.sent() == 3);
        for (int ttl = 1; ttl < 8; ttl++) {
            assertThat(findings.hops().get(ttl - 1).address()).contains(ScriptedPath.router(ttl));
        }
        assertThat(findings.hops().get(7).address()).contains(TARGET);
    }

    @Test
    void concurrentTrace_takesTwoRoundTripsAndSendsOnlyTheFirstWaveBeyond() {
        TraceBench bench = TraceBench.over(new ScriptedPath(8).perHop(10 * MILLI));
        TraceStrategy.Findings findings = bench.findings();
        assertThat(bench.millis()).isLessThanOrEqualTo(160.5);
        assertThat(bench.sentBeyond(8)).isEqualTo(15);
        assertThat(findings.sent()).isEqualTo(24 + 15);
    }

    @Test
    void longPath_isTracedAsFastAsAShortOneOfTheSameDelay() {
        TraceBench bench = TraceBench.over(new ScriptedPath(30).perHop(MILLI));
        assertThat(bench.findings().hops()).hasSize(30).allMatch(hop -> hop.received() == 3);
        // Two round trips to the target, and the one to the fourteenth hop, whose answer lets the thirtieth be asked.
        assertThat(bench.millis()).isLessThanOrEqualTo(2 * 60 + 28 + 0.5);
    }

    @Test
    void sequentialTrace_sendsNothingBeyondAndOneAtATime() {
        TraceBench bench = TraceBench.over(new ScriptedPath(8), b -> b.sequential(true));
        TraceStrategy.Findings findings = bench.findings();
        assertThat(bench.sentBeyond(8)).isZero();
        assertThat(bench.network.mostInFlight()).isEqualTo(1);
        assertThat(findings.sent()).isEqualTo(24);
        assertThat(findings.received()).isEqualTo(24);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void refusalOnTheWay_endsThePathThere(boolean sequential) {
        TraceStrategy.Findings findings = TraceBench.over(
                        new ScriptedPath(9).refusedAt(4, 13), b -> b.sequential(sequential))
                .findings();
        assertThat(findings.stopReason()).isEqualTo(StopReason.UNREACHABLE);
        assertThat(findings.reached()).isFalse();
        assertThat(findings.hops()).hasSize(4);
        ProbeOutcome outcome = findings.hops().get(3).probes().get(0).outcome();
        assertThat(((ProbeOutcome.Unreachable) outcome).reason()).isEqualTo(UnreachableReason.PROHIBITED);
    }

    @Test
    void closedPort_isArrivalOnlyFromTheTarget() {
        TtlProbes hop = new TtlProbes(5, new HopPacing(MILLI));
        assertThat(StrategyBench.outcomeOf(Arrival.unreachable(MILLI, TARGET, 3), hop)
                        .reached(TARGET))
                .isTrue();
        TtlProbes other = new TtlProbes(5, new HopPacing(MILLI));
        assertThat(StrategyBench.outcomeOf(Arrival.unreachable(MILLI, ScriptedPath.router(5), 3), other)
                        .reached(TARGET))
                .isFalse();
        assertThat(other.unreachable()).isTrue();
    }

    @Test
    void pathLongerThanMaxHops_endsThere() {
        TraceBench bench = TraceBench.over(new ScriptedPath(40), b -> b.maxHops(12));
        assertThat(bench.findings().stopReason()).isEqualTo(StopReason.MAX_HOPS);
        assertThat(bench.findings().hops()).hasSize(12);
        assertThat(bench.sentBeyond(12)).isZero();
    }

    @Test
    void laterFirstHop_leavesEarlierOnesOut() {
        TraceBench bench = TraceBench.over(new ScriptedPath(8), b -> b.firstHop(5));
        assertThat(bench.findings().hops()).extracting(Hop::ttl).containsExactly(5, 6, 7, 8);
        assertThat(bench.network.sent()).allMatch(probe -> probe.ttl() >= 5);
    }

    @Test
    void firstHopBeyondTheTarget_isReachedAtOnce() {
        TraceStrategy.Findings findings =
                TraceBench.over(new ScriptedPath(3), b -> b.firstHop(9)).findings();
        assertThat(findings.hops()).extracting(Hop::ttl).containsExactly(9);
        assertThat(findings.stopReason()).isEqualTo(StopReason.DESTINATION);
    }

    @Test
    void timeExceededFromTheTargetsAddress_isNoArrival() {
        ScriptedPath translated = new ScriptedPath(9);
        for (int ttl : List.of(6, 7, 8)) {
            translated.at(ttl, (probe, number) -> List.of(Arrival.exceeded(ttl * MILLI, TARGET)));
        }
        TraceStrategy.Findings findings = TraceBench.over(translated).findings();
        assertThat(findings.stopReason()).isEqualTo(StopReason.DESTINATION);
        assertThat(findings.hops()).hasSize(9);
    }

    @Test
    void manyHopsAndQueries_allGetTheirAnswers() {
        TraceBench bench = TraceBench.over(
                new ScriptedPath(255).perHop(MILLI / 10),
                b -> b.maxHops(255).queries(100).maxConcurrency(65_536));
        TraceStrategy.Findings findings = bench.findings();
        assertThat(findings.hops()).hasSize(255).allMatch(hop -> hop.received() == 100);
        assertThat(findings.sent()).isEqualTo(25_500);
        assertThat(IntStream.rangeClosed(1, 255).mapToLong(bench::sentTo)).containsOnly(100L);
    }
}
