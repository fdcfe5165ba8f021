// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pathtracer.BulkTraceEvent;
import org.pathtracer.BulkTraceRequest;
import org.pathtracer.BulkTraceResult;
import org.pathtracer.Hop;
import org.pathtracer.Measurement;
import org.pathtracer.PathTracer;
import org.pathtracer.Protocol;
import org.pathtracer.StopReason;
import org.pathtracer.Target;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.TraceSeries;
import org.pathtracer.core.scripted.EventList;
import org.pathtracer.testkit.SimulatedNetwork;
import org.pathtracer.testkit.Topology;
import org.pathtracer.testkit.TopologyBuilder;
import org.pathtracer.testkit.topology.Balancing;
import org.pathtracer.testkit.topology.NodeBuilder;

/** Traces to many targets in simulated networks, in virtual time, with and without a stop set. */
class BulkTraceTest {
    private static final Duration DELAY = Duration.ofMillis(2);
    private static final int ROUTERS = 10;

    /** A path of one trace: who is at each TTL, and how it ends. */
    private record Path(List<Optional<InetAddress>> hops, boolean reached, StopReason end) {
        static Path of(TraceResult trace) {
            return new Path(trace.hops().stream().map(Hop::address).toList(), trace.reached(), trace.stopReason());
        }
    }

    private static List<Path> paths(BulkTraceResult result) {
        return result.targets().stream()
                .map(series -> Path.of(series.trace().orElseThrow()))
                .toList();
    }

    private static BulkTraceResult trace(
            Topology topology, long seed, List<Target> targets, Consumer<BulkTraceRequest.Builder> options) {
        BulkTraceRequest.Builder request = TraceRequest.to(targets);
        options.accept(request);
        try (PathTracer tracer = Traces.tracer(topology, seed)) {
            return tracer.trace(request.build());
        }
    }

    /** Ten routers in a row, and behind them so many targets. */
    private static TopologyBuilder chain(int targets, Consumer<NodeBuilder> fifth) {
        TopologyBuilder builder = Topology.builder().source("client");
        String last = "client";
        for (int i = 1; i <= ROUTERS; i++) {
            builder.router("r" + i, i == 5 ? fifth : node -> {}).link(last, "r" + i, link -> link.delay(DELAY));
            last = "r" + i;
        }
        for (int i = 0; i < targets; i++) {
            builder.destination("t" + i).link(last, "t" + i, link -> link.delay(DELAY));
        }
        return builder;
    }

    private static List<Target> targets(Topology topology, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Target.of(RandomTree.address(topology, "t" + i)))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void withoutStopSet_eachTraceIsWhatItIsAlone(Protocol protocol) {
        Seeds.each(50, seed -> {
            RandomTree tree = RandomTree.of(seed);
            BulkTraceResult bulk = trace(tree.topology(), seed, tree.targets(), r -> r.protocol(protocol));
            List<Path> alone = tree.targets().stream()
                    .map(target -> Path.of(Traces.trace(
                            tree.topology(),
                            seed,
                            target.toString(),
                            r -> r.enrichment(false).reverseDns(false).protocol(protocol))))
                    .toList();
            assertThat(paths(bulk)).isEqualTo(alone);
            assertThat(bulk.stopReason()).isEqualTo(StopReason.COMPLETED);
        });
    }

    @Test
    void treesThatStay_sameGraphWithStopSet() {
        Seeds.each(1000, seed -> {
            RandomTree tree = RandomTree.of(seed);
            Protocol protocol = Protocol.values()[(int) (seed % Protocol.values().length)];
            BulkTraceResult without = trace(tree.topology(), seed, tree.targets(), r -> r.protocol(protocol));
            BulkTraceResult with = trace(
                    tree.topology(),
                    seed,
                    tree.targets(),
                    r -> r.protocol(protocol).stopSet(true));
            assertThat(paths(with)).isEqualTo(paths(without));
            assertThat(with.probesSent()).isLessThan(without.probesSent());
        });
    }

    @Test
    void commonRouters_quarterOfThePacketsAndSameHops() {
        Topology topology = chain(500, node -> {}).build();
        List<Target> targets = targets(topology, 500);
        BulkTraceResult without = trace(topology, 1, targets, r -> {});
        BulkTraceResult with = trace(topology, 1, targets, r -> r.stopSet(true));
        assertThat(paths(with)).isEqualTo(paths(without));
        assertThat(with.probesSent()).isLessThan(without.probesSent() / 4);
        // The same, sparingly: one query, one probe at a time.
        BulkTraceResult single = trace(topology, 1, targets, r -> r.queries(1).sequential(true));
        BulkTraceResult sparing =
                trace(topology, 1, targets, r -> r.queries(1).sequential(true).stopSet(true));
        assertThat(paths(sparing)).isEqualTo(paths(single));
        assertThat(single.probesSent()).isEqualTo(500 * (ROUTERS + 1));
        assertThat(sparing.probesSent()).isLessThan(single.probesSent() / 4);
    }

    @Test
    void inferredHop_saysSoAndHasNothingOfItsOwn() {
        Topology topology = chain(40, node -> {}).build();
        BulkTraceResult result = trace(topology, 1, targets(topology, 40), r -> r.stopSet(true));
        TraceResult last = result.targets().get(39).trace().orElseThrow();
        assertThat(last.hops())
                .extracting(hop -> hop.inferred().isPresent())
                .startsWith(true, true, true)
                .endsWith(false, false);
        Hop inferred = last.hops().get(2);
        assertThat(inferred.address()).contains(RandomTree.address(topology, "r3"));
        assertThat(inferred.inferred().orElseThrow().traces()).isGreaterThanOrEqualTo(6);
        assertThat(inferred.probes()).isEmpty();
        assertThat(inferred.responders()).isEmpty();
        assertThat(inferred.rtt()).isEmpty();
        assertThat(inferred.sent()).isZero();
        assertThat(inferred.lossVerdict()).isEmpty();
        assertThat(result.targets().get(0).trace().orElseThrow().hops())
                .allSatisfy(hop -> assertThat(hop.inferred()).isEmpty());
    }

    @Test
    void silentRouter_isAskedByEachTraceAndStaysSilent() {
        Topology topology = chain(40, NodeBuilder::silent).build();
        BulkTraceResult result = trace(topology, 1, targets(topology, 40), r -> r.stopSet(true));
        assertThat(result.targets()).allSatisfy(series -> {
            Hop fifth = series.trace().orElseThrow().hops().get(4);
            assertThat(fifth.address()).isEmpty();
            assertThat(fifth.inferred()).isEmpty();
            assertThat(fifth.sent()).isEqualTo(3);
        });
    }

    @Test
    void routerThatAnswersSeldom_isInferredOrAskedButNeverToldOtherwise() {
        Topology topology = chain(60, node -> node.icmpRate(2, 6)).build();
        InetAddress limited = RandomTree.address(topology, "r5");
        BulkTraceResult result = trace(topology, 1, targets(topology, 60), r -> r.stopSet(true));
        for (TraceSeries series : result.targets()) {
            Hop fifth = series.trace().orElseThrow().hops().get(4);
            assertThat(fifth.address()).isIn(Optional.empty(), Optional.of(limited));
            assertThat(fifth.received() > 0 || fifth.inferred().isPresent())
                    .isEqualTo(fifth.address().isPresent());
            assertThat(fifth.sent() == 0).isEqualTo(fifth.inferred().isPresent());
        }
    }

    /** r1 sends some targets by a, others by b, and both ways meet again in c. */
    @Test
    void balancerByDestination_behindItEachTraceAsks() {
        Seeds.each(50, seed -> {
            TopologyBuilder builder = Topology.builder()
                    .source("client")
                    .router("r0")
                    .router("r1", node -> node.balancing(Balancing.perDestination()))
                    .router("a")
                    .router("b")
                    .router("c")
                    .router("d")
                    .path(List.of("client", "r0", "r1", "a", "c", "d"), link -> link.delay(DELAY))
                    .path(List.of("r1", "b", "c"), link -> link.delay(DELAY));
            for (int i = 0; i < 100; i++) {
                builder.destination("t" + i).link("d", "t" + i, link -> link.delay(DELAY));
            }
            Topology topology = builder.build();
            List<Target> targets = targets(topology, 100);
            BulkTraceResult without = trace(topology, seed, targets, r -> {});
            BulkTraceResult with = trace(topology, seed, targets, r -> r.stopSet(true));
            if (waysOfTheFirst(without) == 1) {
                // One of 32 times the first six go the same way, and what is inferred then may be wrong.
                return;
            }
            assertThat(paths(with)).isEqualTo(paths(without));
            assertThat(with.targets()).allSatisfy(series -> {
                List<Hop> hops = series.trace().orElseThrow().hops();
                assertThat(hops.get(2).inferred()).isEmpty();
            });
            assertThat(with.probesSent()).isLessThan(without.probesSent());
        });
    }

    private static int waysOfTheFirst(BulkTraceResult result) {
        Set<Optional<InetAddress>> ways = new HashSet<>();
        for (TraceSeries series : result.targets().subList(0, 6)) {
            ways.add(series.trace().orElseThrow().hops().get(2).address());
        }
        return ways.size();
    }

    @Test
    void loss_nothingIsToldThatIsNotThere() {
        Seeds.each(5, seed -> {
            TopologyBuilder builder = Topology.builder().source("client");
            String last = "client";
            for (int i = 1; i <= 6; i++) {
                builder.router("r" + i)
                        .link(last, "r" + i, link -> link.delay(DELAY).loss(0.1));
                last = "r" + i;
            }
            for (int i = 0; i < 60; i++) {
                builder.destination("t" + i).link(last, "t" + i, link -> link.delay(DELAY));
            }
            Topology topology = builder.build();
            BulkTraceResult result = trace(topology, seed, targets(topology, 60), r -> r.stopSet(true));
            for (TraceSeries series : result.targets()) {
                List<Hop> hops = series.trace().orElseThrow().hops();
                for (int i = 0; i < Math.min(6, hops.size()); i++) {
                    InetAddress router = RandomTree.address(topology, "r" + (i + 1));
                    assertThat(hops.get(i).address()).isIn(Optional.empty(), Optional.of(router));
                }
            }
        });
    }

    @Test
    void answersThatCannotBeTold_sameGraph() {
        Seeds.each(30, seed -> {
            RandomTree tree = RandomTree.of(seed);
            SimulatedNetwork network =
                    SimulatedNetwork.of(tree.topology(), seed).unprivileged();
            List<List<Path>> both = new ArrayList<>();
            for (boolean stopSet : new boolean[] {false, true}) {
                BulkTraceRequest request = TraceRequest.to(tree.targets())
                        .protocol(Protocol.TCP)
                        .stopSet(stopSet)
                        .build();
                try (PathTracer tracer = PathTracer.builder().transport(network).build()) {
                    both.add(paths(tracer.trace(request)));
                }
            }
            assertThat(both.get(1)).isEqualTo(both.get(0));
        });
    }

    @Test
    void events_oneForEachTraceAndTheSameAsInTheResult() {
        RandomTree tree = RandomTree.of(3);
        EventList<BulkTraceEvent> events = new EventList<>();
        BulkTraceResult result;
        try (PathTracer tracer = Traces.tracer(tree.topology(), 3);
                Measurement<BulkTraceEvent, BulkTraceResult> running =
                        tracer.start(TraceRequest.to(tree.targets()).build())) {
            running.events().subscribe(events);
            result = running.await();
            assertThat(events.await().get(0)).isInstanceOf(BulkTraceEvent.Started.class);
        }
        List<TraceResult> told = events.await().stream()
                .skip(1)
                .map(event -> ((BulkTraceEvent.TraceCompleted) event).trace())
                .toList();
        assertThat(told)
                .containsExactlyInAnyOrderElementsOf(result.targets().stream()
                        .map(series -> series.trace().orElseThrow())
                        .toList());
    }

    @Test
    void targetsThatCannotBeProbed_areValues() {
        Topology topology = chain(1, node -> {}).build();
        BulkTraceResult result = trace(
                topology,
                1,
                List.of(Target.of("nothing.invalid"), Target.of(RandomTree.address(topology, "t0"))),
                r -> {});
        assertThat(result.targets().get(0).target().failure()).isPresent();
        assertThat(result.targets().get(0).trace()).isEmpty();
        assertThat(result.targets().get(1).reached()).isTrue();
        assertThat(result.reached()).isFalse();
    }

    @Test
    void deadline_tracesSoFarAndThoseThatNeverBegan() {
        Topology topology = chain(50, node -> {}).build();
        for (boolean stopSet : new boolean[] {false, true}) {
            BulkTraceResult result = trace(
                    topology,
                    1,
                    targets(topology, 50),
                    r -> r.stopSet(stopSet).concurrentTraces(4).deadline(Duration.ofMillis(333)));
            assertThat(result.stopReason()).isEqualTo(StopReason.DEADLINE);
            assertThat(result.targets().get(0).reached()).isTrue();
            assertThat(result.targets().get(49).trace()).isEmpty();
            assertThat(result.targets())
                    .anySatisfy(
                            series -> assertThat(series.trace().orElseThrow().stopReason())
                                    .isEqualTo(StopReason.DEADLINE));
        }
    }

    @Test
    void pathsOfOtherLengths_sameHops() {
        TopologyBuilder builder = Topology.builder().source("client");
        String last = "client";
        for (int i = 1; i <= 20; i++) {
            builder.router("r" + i).link(last, "r" + i, link -> link.delay(DELAY));
            last = "r" + i;
            for (int j = 0; j < 3; j++) {
                String target = "t" + (3 * (i - 1) + j);
                builder.destination(target).link(last, target, link -> link.delay(DELAY));
            }
        }
        Topology topology = builder.build();
        BulkTraceResult without = trace(topology, 1, targets(topology, 60), r -> {});
        BulkTraceResult with = trace(topology, 1, targets(topology, 60), r -> r.stopSet(true));
        assertThat(paths(with)).isEqualTo(paths(without));
        assertThat(with.probesSent()).isLessThan(without.probesSent());
    }

    @Test
    void firstHopOtherThanOne_sameHops() {
        Topology topology = chain(60, node -> {}).build();
        Consumer<BulkTraceRequest.Builder> part = r -> r.firstHop(4).maxHops(9);
        BulkTraceResult without = trace(topology, 1, targets(topology, 60), part);
        BulkTraceResult with = trace(topology, 1, targets(topology, 60), part.andThen(r -> r.stopSet(true)));
        assertThat(paths(with)).isEqualTo(paths(without));
        assertThat(with.targets().get(59).trace().orElseThrow().hops())
                .extracting(Hop::ttl)
                .containsExactly(4, 5, 6, 7, 8, 9);
    }
}
