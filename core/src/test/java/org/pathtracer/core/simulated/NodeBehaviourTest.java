// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.pathtracer.Hop;
import org.pathtracer.StopReason;
import org.pathtracer.TraceResult;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.ProbeOutcome.EchoReply;
import org.pathtracer.probe.ProbeOutcome.TimeExceeded;
import org.pathtracer.probe.ProbeOutcome.Timeout;
import org.pathtracer.probe.ProbeOutcome.Unreachable;
import org.pathtracer.probe.UnreachableReason;
import org.pathtracer.testkit.Topology;
import org.pathtracer.testkit.check.Checks;
import org.pathtracer.testkit.topology.NodeBuilder;

/** What each option of a node does, as a trace shows it. The node in question is the second of three routers. */
class NodeBehaviourTest {
    private static Topology network(Consumer<NodeBuilder> second, Consumer<NodeBuilder> destination) {
        return Topology.builder()
                .source("client")
                .router("r1")
                .router("r2", second)
                .router("r3")
                .destination("server", destination)
                .path(List.of("client", "r1", "r2", "r3", "server"), link -> link.delay(Duration.ofMillis(5)))
                .build();
    }

    private static Topology second(Consumer<NodeBuilder> options) {
        return network(options, node -> {});
    }

    private static TraceResult trace(Topology topology) {
        return Traces.trace(topology, "10.0.0.4");
    }

    @Test
    void silent_noAnswerFromThere() {
        Topology topology = second(NodeBuilder::silent);
        assertThat(Traces.names(topology, trace(topology))).containsExactly("r1", "-", "r3", "server");
    }

    @Test
    void icmpDelay_longerAtThatHopOnly() {
        TraceResult result = trace(second(node -> node.icmpDelay(Duration.ofMillis(30))));
        assertThat(result.hops().get(1).rtt()).contains(Duration.ofMillis(50));
        assertThat(result.hops().get(2).rtt()).contains(Duration.ofMillis(30));
    }

    @Test
    void icmpJitter_differentTimes() {
        TraceResult result = trace(second(node -> node.icmpJitter(Duration.ofMillis(5))));
        var statistics = result.hops().get(1).statistics();
        assertThat(statistics.min().orElseThrow()).isLessThan(statistics.max().orElseThrow());
        assertThat(statistics.max().orElseThrow()).isLessThanOrEqualTo(Duration.ofMillis(25));
    }

    @Test
    void icmpRate_burstThenSilenceThenOneMore() {
        Topology topology = second(node -> node.icmpRate(10, 2));
        // The burst, then one token each 100 ms, while all ten leave within about that time.
        TraceResult result = Traces.trace(topology, 1, "10.0.0.4", request -> request.queries(10));
        List<ProbeOutcome> outcomes = Traces.outcomes(result, 2);
        long answered = outcomes.stream().filter(TimeExceeded.class::isInstance).count();
        assertThat(answered).isBetween(2L, 4L);
        assertThat(outcomes.subList(0, 2)).allMatch(TimeExceeded.class::isInstance);
        assertThat(result.hops().get(2).received()).isEqualTo(10);
    }

    @Test
    void initialTtl_replyTtlLessByHopsBetween() {
        TraceResult result = trace(second(node -> node.initialTtl(64)));
        assertThat(Traces.first(result, 1, TimeExceeded.class).reception().replyTtl())
                .hasValue(255);
        assertThat(Traces.first(result, 2, TimeExceeded.class).reception().replyTtl())
                .hasValue(63);
        assertThat(Traces.first(result, 3, TimeExceeded.class).reception().replyTtl())
                .hasValue(253);
        assertThat(Traces.first(result, 4, EchoReply.class).reception().replyTtl())
                .hasValue(61);
        assertThat(result.hops().get(3).responders().get(0).returnHops()).hasValue(4);
    }

    @Test
    void quoteOfEightBytes_stillMatched() {
        Topology topology = second(node -> node.quote(8));
        assertThat(Traces.names(topology, trace(topology))).containsExactly("r1", "r2", "r3", "server");
    }

    @Test
    void quoteWithFewBitsOfTheTag_isNoWrongTag() {
        Topology topology = second(node -> node.quote(11));
        assertThat(Traces.names(topology, trace(topology))).containsExactly("r1", "r2", "r3", "server");
    }

    @Test
    void rejects_endsThere() {
        TraceResult result = trace(second(node -> node.rejects(13, 1)));
        assertThat(result.stopReason()).isEqualTo(StopReason.UNREACHABLE);
        assertThat(result.hops()).hasSize(2);
        assertThat(Traces.first(result, 2, Unreachable.class).reason()).isEqualTo(UnreachableReason.PROHIBITED);
    }

    @Test
    void blackHole_answersItself_andHidesAllBeyond() {
        Topology topology = second(NodeBuilder::blackHole);
        TraceResult result = trace(topology);
        assertThat(Traces.names(topology, result).subList(0, 4)).containsExactly("r1", "r2", "-", "-");
        assertThat(result.reached()).isFalse();
    }

    @Test
    void keepsTtl_invisible() {
        Topology topology = second(NodeBuilder::keepsTtl);
        assertThat(Traces.names(topology, trace(topology))).containsExactly("r1", "r3", "server");
    }

    @Test
    void setsTtl_hidesWhatIsBehind() {
        Topology topology = second(node -> node.setsTtl(64));
        assertThat(Traces.names(topology, trace(topology))).containsExactly("r1", "r2", "server");
    }

    @Test
    void forwardsExpired_nextAnswersTwiceAndShowsZero() {
        Topology topology = second(NodeBuilder::forwardsExpired);
        TraceResult result = trace(topology);
        assertThat(Traces.names(topology, result)).containsExactly("r1", "r3", "r3", "server");
        assertThat(Traces.first(result, 2, TimeExceeded.class).quoted().ttl()).hasValue(0);
        assertThat(Traces.first(result, 3, TimeExceeded.class).quoted().ttl()).hasValue(1);
    }

    @Test
    void bleaching_seenFromTheNextHopOn() {
        assertThat(quotedTrafficClass(NodeBuilder::bleachesDscp, 2)).isEqualTo(0xba);
        assertThat(quotedTrafficClass(NodeBuilder::bleachesDscp, 3)).isEqualTo(0x02);
        assertThat(quotedTrafficClass(NodeBuilder::bleachesEcn, 3)).isEqualTo(0xb8);
        assertThat(quotedTrafficClass(node -> node.marksDscp(10), 3)).isEqualTo(10 << 2 | 2);
    }

    private static int quotedTrafficClass(Consumer<NodeBuilder> options, int ttl) {
        TraceResult result = Traces.trace(second(options), 1, "10.0.0.4", request -> request.trafficClass(0xba));
        return Traces.first(result, ttl, TimeExceeded.class)
                .quoted()
                .trafficClass()
                .orElseThrow();
    }

    @Test
    void translates_checksumChangedBehindIt() {
        TraceResult result = trace(second(NodeBuilder::translates));
        assertThat(Traces.first(result, 2, TimeExceeded.class).quoted().checksumChanged())
                .contains(false);
        assertThat(Traces.first(result, 3, TimeExceeded.class).quoted().checksumChanged())
                .contains(true);
    }

    @Test
    void answersFrom_thatAddress() {
        TraceResult result = trace(second(node -> node.answersFrom("198.51.100.7")));
        assertThat(result.hops().get(1).address()).contains(Checks.address("198.51.100.7"));
        assertThat(result.hops().get(1).rtt()).contains(Duration.ofMillis(20));
    }

    @Test
    void destinationThatIgnoresEcho_silent() {
        TraceResult result = trace(network(node -> {}, NodeBuilder::ignoresEcho));
        assertThat(result.reached()).isFalse();
        assertThat(Traces.outcomes(result, 4)).allMatch(Timeout.class::isInstance);
    }

    @Test
    void echoFromAnotherAddress_reachedAndShownAsItIs() {
        TraceResult result = trace(network(node -> {}, node -> node.answersFrom("198.51.100.7")));
        assertThat(result.reached()).isTrue();
        assertThat(result.hops())
                .last()
                .extracting(Hop::address)
                .isEqualTo(Optional.of(Checks.address("198.51.100.7")));
    }

    @Test
    void routerAsTarget_echoes() {
        TraceResult result = Traces.trace(second(node -> {}), "10.0.0.2");
        assertThat(result.stopReason()).isEqualTo(StopReason.DESTINATION);
        assertThat(result.hops()).hasSize(2);
    }
}
