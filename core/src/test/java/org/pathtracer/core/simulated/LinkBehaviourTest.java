// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pathtracer.PathTracer;
import org.pathtracer.TraceResult;
import org.pathtracer.probe.ProbeOutcome.SendFailed;
import org.pathtracer.probe.ProbeOutcome.TimeExceeded;
import org.pathtracer.testkit.Topology;
import org.pathtracer.testkit.TopologyBuilder;
import org.pathtracer.testkit.check.Checks;
import org.pathtracer.testkit.topology.Balancing;
import org.pathtracer.testkit.topology.Link;

/** What each option of a link does, as a trace shows it. The link in question is between two routers. */
class LinkBehaviourTest {
    private static final Duration DELAY = Duration.ofMillis(5);

    private static TopologyBuilder network(Consumer<Link.Builder> middle) {
        return Topology.builder()
                .source("client")
                .router("r1")
                .router("r2")
                .destination("server")
                .link("client", "r1", link -> link.delay(DELAY))
                .link("r1", "r2", link -> middle.accept(link.delay(DELAY)))
                .link("r2", "server", link -> link.delay(DELAY));
    }

    private static TraceResult trace(Consumer<Link.Builder> middle) {
        return Traces.trace(network(middle).build(), 1, "10.0.0.3", request -> request.queries(100));
    }

    @Test
    void returnDelay_addedOnce() {
        TraceResult result = trace(link -> link.returnDelay(Duration.ofMillis(100)));
        assertThat(result.hops().get(0).rtt()).contains(Duration.ofMillis(10));
        assertThat(result.hops().get(1).rtt()).contains(Duration.ofMillis(115));
    }

    @Test
    void jitter_withinItsBounds() {
        var statistics =
                trace(link -> link.jitter(Duration.ofMillis(2))).hops().get(1).statistics();
        assertThat(statistics.min().orElseThrow()).isBetween(Duration.ofMillis(20), Duration.ofMillis(22));
        assertThat(statistics.max().orElseThrow()).isBetween(Duration.ofMillis(22), Duration.ofMillis(24));
    }

    @Test
    void returnJitter_backOnly() {
        var statistics = trace(link -> link.returnJitter(Duration.ofMillis(2)))
                .hops()
                .get(1)
                .statistics();
        assertThat(statistics.max().orElseThrow()).isBetween(Duration.ofMillis(21), Duration.ofMillis(22));
    }

    @Test
    void loss_itsShareBeyondOnly() {
        TraceResult result = trace(link -> link.loss(0.3));
        assertThat(result.hops().get(0).statistics().lossRatio()).isZero();
        assertThat(result.hops().get(1).statistics().lossRatio()).isBetween(0.15, 0.45);
        assertThat(result.hops().get(2).statistics().lossRatio()).isBetween(0.15, 0.45);
    }

    @Test
    void returnLoss_itsShare() {
        assertThat(trace(link -> link.returnLoss(0.3))
                        .hops()
                        .get(1)
                        .statistics()
                        .lossRatio())
                .isBetween(0.15, 0.45);
    }

    @Test
    void duplication_counted() {
        TraceResult out = trace(link -> link.duplication(1));
        TraceResult back = trace(link -> link.returnDuplication(1));
        assertThat(out.hops().get(0).probes()).allMatch(probe -> probe.duplicates() == 0);
        // The last duplicate may come when the trace has ended.
        assertThat(out.hops().get(1).probes()).allMatch(probe -> probe.duplicates() == 1);
        assertThat(back.hops().get(1).probes()).allMatch(probe -> probe.duplicates() == 1);
    }

    @Test
    void reordering_someHeldBack() {
        var statistics = trace(link -> link.reordering(0.2, Duration.ofMillis(3)))
                .hops()
                .get(1)
                .statistics();
        assertThat(statistics.min()).contains(Duration.ofMillis(20));
        assertThat(statistics.max()).contains(Duration.ofMillis(23));
    }

    @Test
    void mtu_fragmentsAreAllowedOverIpv4Only() {
        Topology topology = network(link -> link.mtu(1300)).build();
        TraceResult ipv4 = Traces.trace(topology, 1, "10.0.0.3", request -> request.size(1400));
        TraceResult ipv6 = Traces.trace(topology, 1, "fd00::3", request -> request.size(1400));
        assertThat(ipv4.reached()).isTrue();
        assertThat(ipv6.reached()).isFalse();
    }

    @Test
    void mtuOfTheFirstLink_probeCanNotLeave() {
        Topology topology = Topology.builder()
                .source("client")
                .destination("server")
                .link("client", "server", link -> link.mtu(1000))
                .build();
        TraceResult result = Traces.trace(
                topology, 1, "10.0.0.1", request -> request.size(1400).dontFragment(true));
        assertThat(Traces.first(result, 1, SendFailed.class).errorName()).isEqualTo("EMSGSIZE");
    }

    @Test
    void oneWay_answersTakeTheReturnPath() {
        Topology topology = network(Link.Builder::oneWay)
                .router("back", node -> node.keepsTtl())
                .link("r1", "back", link -> link.delay(Duration.ofMillis(40)))
                .link("back", "r2")
                .returnPath("r2", "back", "r1", "client")
                .returnPath("server", "r2", "back", "r1", "client")
                .route("r1", "r2")
                .build();
        TraceResult result = Traces.trace(topology, "10.0.0.3");
        assertThat(result.hops().get(1).rtt()).contains(Duration.ofMillis(55));
        assertThat(Traces.first(result, 2, TimeExceeded.class).reception().replyTtl())
                .hasValue(253);
        assertThat(Traces.names(topology, result)).isEqualTo(List.of("r1", "r2", "server"));
    }

    @Test
    void interfaceAddress_answersFromWhereTheProbeCameIn() {
        Topology topology = Topology.builder()
                .source("client")
                .router("r1", node -> node.balancing(Balancing.perPacket()))
                .router("a")
                .router("b")
                .router("r2")
                .destination("server")
                .path(List.of("client", "r1", "a"), link -> {})
                .link("r1", "b")
                .link("a", "r2", link -> link.toAddress("192.0.2.1").toAddress("2001:db8::1"))
                .link("b", "r2", link -> link.toAddress("192.0.2.5").toAddress("2001:db8::5"))
                .link("r2", "server")
                .build();
        for (String target : List.of("10.0.0.5", "fd00::5")) {
            TraceResult result = Traces.trace(topology, 1, target, request -> request.queries(20));
            assertThat(result.hops().get(2).responders())
                    .hasSize(2)
                    .allMatch(responder -> topology.owner(responder.address())
                            .orElseThrow()
                            .name()
                            .equals("r2"));
            assertThat(result.hops().get(2).responders())
                    .noneMatch(responder -> responder.address().equals(Checks.address("10.0.0.4")));
        }
        assertThat(topology.addresses(topology.node("r2").orElseThrow()))
                .contains(Checks.address("10.0.0.4"), Checks.address("192.0.2.1"), Checks.address("2001:db8::5"));
        TraceResult toInterface = Traces.trace(topology, "192.0.2.5");
        assertThat(toInterface.reached()).isTrue();
    }

    private static Topology twoWaysBack(Balancing balancing) {
        return network(link -> {})
                .router("server2", node -> node.balancing(balancing))
                .destination("far", node -> {})
                .router("slow")
                .router("fast")
                .link("r2", "server2")
                .link("server2", "far")
                .link("r1", "slow", link -> link.delay(Duration.ofMillis(40)))
                .link("r1", "fast", link -> link.delay(Duration.ofMillis(4)))
                .link("slow", "server2")
                .link("fast", "server2")
                .route("r1", "r2")
                .returnPath("server2", "slow", "r1", "client")
                .returnPath("server2", "fast", "r1", "client")
                .build();
    }

    /** How many different times the answers of the balancing router take. */
    private static long times(Topology topology, boolean manyFlows) {
        try (PathTracer tracer = Traces.tracer(topology, 1)) {
            return IntStream.range(0, 30)
                    .mapToObj(i -> tracer.trace(Traces.request(
                            topology.node("far")
                                    .orElseThrow()
                                    .addresses()
                                    .get(0)
                                    .getHostAddress(),
                            request -> request.flow(manyFlows ? i : 0)
                                    .firstHop(3)
                                    .maxHops(3)
                                    .queries(1))))
                    .map(result -> result.hops().get(0).rtt())
                    .distinct()
                    .count();
        }
    }

    @Test
    void severalReturnPaths_balancedAsTheNodeDoes() {
        assertThat(times(twoWaysBack(Balancing.perFlow()), false)).isEqualTo(1);
        assertThat(times(twoWaysBack(Balancing.perFlow()), true)).isEqualTo(2);
        assertThat(times(twoWaysBack(Balancing.perPacket()), false)).isEqualTo(2);
    }
}
