// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pathtracer.core.trace.TraceBench.MILLI;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pathtracer.FlowMethod;
import org.pathtracer.Hop;
import org.pathtracer.Protocol;
import org.pathtracer.StopReason;
import org.pathtracer.core.scripted.Arrival;
import org.pathtracer.core.scripted.ScriptedNetwork;
import org.pathtracer.core.scripted.ScriptedPath;
import org.pathtracer.probe.Matching;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.ProbeResult;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ReplyKind;

/** Flow numbers, transports and answers that allow one probe at a time, and what arrival means with UDP and TCP. */
class TraceFlowsTest {
    @Test
    void parisTrace_hasOneFlow() {
        TraceBench bench = TraceBench.over(new ScriptedPath(5), b -> b.flow(7));
        assertThat(bench.findings().hops()).flatExtracting(Hop::probes).allMatch(probe -> probe.flow() == 7);
    }

    @Test
    void classicTrace_countsItsFlowsUpAndAroundTheEnd() {
        TraceBench bench = TraceBench.over(
                new ScriptedPath(5), b -> b.flowMethod(FlowMethod.CLASSIC).flow(65_530));
        List<Integer> flows = bench.findings().hops().stream()
                .flatMap(hop -> hop.probes().stream())
                .map(ProbeResult::flow)
                .toList();
        assertThat(flows).doesNotHaveDuplicates().allMatch(flow -> flow >= 0 && flow <= 65_533);
        assertThat(bench.network.sent())
                .extracting(Probe::flow)
                .isEqualTo(IntStream.range(0, bench.network.sent().size())
                        .map(i -> (65_530 + i) % 65_534)
                        .boxed()
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(names = {"UDP_REPLY", "TCP_SYN_ACK", "TCP_RESET"})
    void answerOfTheTargetItself_isArrival(ReplyKind kind) {
        ScriptedPath path = targetAnswers(4, new Arrival(4 * MILLI, kind, ScriptedPath.TARGET, 0, 0));
        Protocol protocol = kind == ReplyKind.UDP_REPLY ? Protocol.UDP : Protocol.TCP;
        TraceStrategy.Findings findings =
                TraceBench.over(path, b -> b.protocol(protocol)).findings();
        assertThat(findings.stopReason()).isEqualTo(StopReason.DESTINATION);
        assertThat(findings.reached()).isTrue();
        assertThat(findings.hops()).hasSize(4);
    }

    @Test
    void closedPortAtTheTarget_isArrival() {
        ScriptedPath path = targetAnswers(4, Arrival.unreachable(4 * MILLI, ScriptedPath.TARGET, 3));
        assertThat(TraceBench.over(path).findings().stopReason()).isEqualTo(StopReason.DESTINATION);
    }

    @Test
    void refusalByTheTarget_isNoArrival() {
        ScriptedPath path = targetAnswers(4, Arrival.unreachable(4 * MILLI, ScriptedPath.TARGET, 13));
        TraceStrategy.Findings findings = TraceBench.over(path).findings();
        assertThat(findings.stopReason()).isEqualTo(StopReason.UNREACHABLE);
        assertThat(findings.reached()).isFalse();
    }

    @Test
    void oneProbePerFlow_findsTheSamePathOneByOne() {
        TraceBench bench = oneByOne(new ScriptedPath(8));
        TraceStrategy.Findings findings = bench.findings();
        assertThat(findings.hops()).hasSize(8).allMatch(hop -> hop.received() == 3);
        assertThat(bench.network.mostInFlight()).isEqualTo(1);
        assertThat(bench.sentBeyond(8)).isZero();
    }

    @Test
    void oneProbePerFlow_isNoLimitForProbesThatAreFlowsOfTheirOwn() {
        ScriptedNetwork network = new ScriptedNetwork(new ScriptedPath(8)).oneProbePerFlow();
        TraceBench bench = new TraceBench(network, b -> b.flowMethod(FlowMethod.CLASSIC));
        assertThat(bench.findings().hops()).hasSize(8);
        assertThat(network.mostInFlight()).isGreaterThan(8);
    }

    @Test
    void silentHopOneByOne_costsOneTimeoutAndElseTheLaterHops() {
        TraceBench bench = oneByOne(new ScriptedPath(8).perHop(10 * MILLI).silentAt(3));
        assertThat(bench.findings().hops().get(2).probes()).hasSize(3);
        double answers = 3 * (360 - 30);
        assertThat(bench.millis()).isBetween(answers + 1000, answers + 1000 + 2 * (2 * 80 + 10) + 5);
    }

    @Test
    void silenceToTheEndOneByOne_isNotProbedBeyondTheGapLimit() {
        ScriptedNetwork network = new ScriptedNetwork(new ScriptedPath(20).silentFrom(4)).oneProbePerFlow();
        TraceBench bench = new TraceBench(network, b -> b.gapLimit(3));
        TraceStrategy.Findings findings = bench.findings();
        assertThat(findings.stopReason()).isEqualTo(StopReason.GAP_LIMIT);
        assertThat(findings.hops()).hasSize(6);
        assertThat(bench.sentBeyond(6)).isZero();
    }

    @Test
    void answersThatShowTooLittle_areFoundOneByOne() {
        TraceBench bench = TraceBench.over(shortQuotesAt(3));
        TraceStrategy.Findings findings = bench.findings();
        assertThat(findings.stopReason()).isEqualTo(StopReason.DESTINATION);
        Hop blind = findings.hops().get(2);
        assertThat(blind.address()).contains(ScriptedPath.router(3));
        assertThat(answersTo(blind))
                .hasSize(3)
                .allMatch(answer -> answer.quoted().matching().equals(Matching.ONLY_CANDIDATE));
        assertThat(blind.probes()).hasSize(3);
        assertThat(blind.statistics().lossRatio()).isZero();
        assertThat(bench.sentTo(3)).isEqualTo(4);
        for (int ttl : List.of(1, 2, 4, 5, 6, 7)) {
            assertThat(findings.hops().get(ttl - 1).probes()).hasSize(3);
            assertThat(answersTo(findings.hops().get(ttl - 1)))
                    .allMatch(answer -> answer.quoted().matching() == Matching.TAG);
        }
    }

    @Test
    void sequentialTrace_findsThemTooAndAsksNoHopTwice() {
        TraceBench bench = TraceBench.over(shortQuotesAt(3), b -> b.sequential(true));
        assertThat(bench.findings().hops())
                .hasSize(8)
                .allMatch(hop -> hop.probes().size() == 3 && hop.received() == 3);
    }

    @Test
    void hopSilentForOtherReasons_isAskedAgainOnceOnly() {
        ScriptedPath path = shortQuotesAt(3).perHop(10 * MILLI).silentAt(5);
        TraceBench bench = TraceBench.over(path);
        assertThat(bench.findings().hops().get(4).probes()).hasSize(3);
        assertThat(bench.sentTo(5)).isEqualTo(4);
        double patience = 3 * 80 + 50;
        assertThat(bench.millis()).isLessThan(80 + patience + 3 * 360 + 3 * patience);
    }

    @Test
    void unidentifiedAnswerOfAnotherTarget_changesNothing() {
        StrategyBench bench = new StrategyBench(b -> b.maxHops(5));
        bench.sendAll(0);
        bench.strategy.onUnidentified(ScriptedPath.router(9));
        bench.answer(4, Arrival.exceeded(MILLI, ScriptedPath.router(5)));
        assertThat(bench.sendAll(MILLI)).hasSizeGreaterThan(1);
        bench.strategy.onUnidentified(ScriptedPath.TARGET);
        assertThat(bench.sendAll(2 * MILLI)).isEmpty();
    }

    private static ScriptedPath shortQuotesAt(int ttl) {
        ScriptedPath path = new ScriptedPath(8);
        return path.at(ttl, (probe, number) -> List.of(path.usual(ttl, probe).shortened()));
    }

    private static TraceBench oneByOne(ScriptedPath path) {
        return new TraceBench(new ScriptedNetwork(path).oneProbePerFlow(), b -> b);
    }

    private static ScriptedPath targetAnswers(int distance, Arrival arrival) {
        ScriptedPath path = new ScriptedPath(distance);
        for (int ttl = distance; ttl <= 255; ttl++) {
            path.at(ttl, (probe, number) -> List.of(arrival));
        }
        return path;
    }

    private static List<ProbeOutcome.IcmpError> answersTo(Hop hop) {
        return hop.probes().stream()
                .map(ProbeResult::outcome)
                .filter(ProbeOutcome.IcmpError.class::isInstance)
                .map(ProbeOutcome.IcmpError.class::cast)
                .toList();
    }
}
