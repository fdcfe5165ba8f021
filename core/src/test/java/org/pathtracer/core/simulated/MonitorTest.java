// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pathtracer.AdaptiveTimeout;
import org.pathtracer.AddressFamily;
import org.pathtracer.Measurement;
import org.pathtracer.MonitorEvent;
import org.pathtracer.MonitorPath;
import org.pathtracer.MonitorRequest;
import org.pathtracer.MonitorResult;
import org.pathtracer.MonitorSeries;
import org.pathtracer.PathChange;
import org.pathtracer.PathTracer;
import org.pathtracer.Protocol;
import org.pathtracer.StopReason;
import org.pathtracer.monitor.MonitorHop;
import org.pathtracer.probe.MplsLabel;
import org.pathtracer.statistics.Statistics;
import org.pathtracer.statistics.Window;
import org.pathtracer.statistics.WindowStatistics;
import org.pathtracer.testkit.SimulatedNetwork;
import org.pathtracer.testkit.Topology;
import org.pathtracer.testkit.TopologyBuilder;
import org.pathtracer.testkit.topology.Balancing;
import org.pathtracer.testkit.topology.Link;
import org.pathtracer.testkit.topology.Node;
import org.pathtracer.testkit.topology.NodeBuilder;

/** Monitors of simulated networks, in virtual time. */
class MonitorTest {
    private static final Duration DELAY = Duration.ofMillis(5);

    /** client - a - b1 or b2 - c - server, by b1 at first. */
    private static TopologyBuilder network() {
        return Topology.builder()
                .source("client")
                .router("a")
                .router("b1")
                .router("b2")
                .router("c")
                .destination("server")
                .link("client", "a", link -> link.delay(DELAY))
                .link("a", "b1", link -> link.delay(DELAY))
                .link("a", "b2", link -> link.delay(DELAY))
                .link("b1", "c", link -> link.delay(DELAY))
                .link("b2", "c", link -> link.delay(DELAY))
                .link("c", "server", link -> link.delay(DELAY))
                .route("a", "b1");
    }

    private static String address(Topology topology, String node) {
        return topology.node(node)
                .orElseThrow()
                .address(AddressFamily.IPV4)
                .orElseThrow()
                .getHostAddress();
    }

    private static MonitorResult monitor(Topology topology, Consumer<MonitorRequest.Builder> options) {
        return monitor(topology, 1, List.of("server"), options);
    }

    private static MonitorResult monitor(
            Topology topology, long seed, List<String> nodes, Consumer<MonitorRequest.Builder> options) {
        MonitorRequest.Builder request = MonitorRequest.toAll(
                nodes.stream().map(node -> address(topology, node)).toList());
        options.accept(request);
        try (PathTracer tracer = Traces.tracer(topology, seed)) {
            return tracer.monitor(request.build());
        }
    }

    private static MonitorSeries series(MonitorResult result) {
        assertThat(result.targets()).hasSize(1);
        return result.targets().get(0);
    }

    private static List<String> names(Topology topology, MonitorPath path) {
        return path.hops().stream().map(hop -> name(topology, hop)).toList();
    }

    private static String name(Topology topology, Optional<InetAddress> address) {
        return address.flatMap(topology::owner).map(Node::name).orElse("-");
    }

    /** The usual way over a router that says that there is no way on, for a while. */
    private static TopologyBuilder walled() {
        return network()
                .router("wall", node -> node.rejects(13, 1))
                .link("a", "wall", link -> link.delay(DELAY))
                .link("wall", "c", link -> link.delay(DELAY));
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void prohibitedPath_endsWhereATraceEnds_andIsProbedNoFurther(Protocol protocol) {
        Topology topology = walled().route("a", "wall").build();
        MonitorResult result =
                monitor(topology, request -> request.protocol(protocol).cycles(20));
        MonitorSeries series = series(result);
        assertThat(names(topology, series.path())).containsExactly("a", "wall");
        assertThat(series.path().end()).contains(StopReason.UNREACHABLE);
        assertThat(series.reached()).isFalse();
        assertThat(series.hops()).extracting(MonitorHop::ttl).containsExactly(1, 2);
        assertThat(series.hops())
                .allSatisfy(hop -> assertThat(hop.statistics().sent()).isEqualTo(20));
        assertThat(Traces.trace(topology, 1, address(topology, "server"), request -> request.protocol(protocol))
                        .hops())
                .hasSameSizeAs(series.hops());
    }

    @Test
    void prohibitedPath_isSeenToOpenAndToCloseAgain() {
        Topology topology = walled().route("a", "wall")
                .routeFrom(Duration.ofMillis(10_500), "a", "b1")
                .routeFrom(Duration.ofMillis(30_500), "a", "wall")
                .build();
        List<MonitorPath> paths = new ArrayList<>();
        for (int cycles : new int[] {10, 25, 50}) {
            MonitorSeries series =
                    series(monitor(topology, request -> request.cycles(cycles).interval(Duration.ofSeconds(1))));
            paths.add(series.path());
            assertThat(series.hops()).hasSize(series.path().hops().size());
        }
        assertThat(paths)
                .extracting(path -> names(topology, path))
                .containsExactly(List.of("a", "wall"), List.of("a", "b1", "c", "server"), List.of("a", "wall"));
        assertThat(paths).extracting(MonitorPath::reached).containsExactly(false, true, false);
    }

    @Test
    void loop_endsAMonitoredPathToo() {
        Topology topology = network().route("b1", "a").build();
        MonitorSeries series = series(monitor(topology, request -> request.cycles(10)));
        assertThat(series.path().end()).contains(StopReason.LOOP);
        assertThat(series.hops())
                .hasSameSizeAs(
                        Traces.trace(topology, address(topology, "server")).hops());
    }

    @Test
    void calmPath_isTheSameInEachCycle() {
        Topology topology = network().build();
        MonitorResult result = monitor(topology, request -> request.cycles(20));
        MonitorSeries series = series(result);
        assertThat(result.stopReason()).isEqualTo(StopReason.COMPLETED);
        assertThat(result.reached()).isTrue();
        assertThat(series.cycles()).isEqualTo(20);
        assertThat(series.reachedCycles()).isEqualTo(20);
        assertThat(names(topology, series.path())).containsExactly("a", "b1", "c", "server");
        assertThat(series.path().reached()).isTrue();
        assertThat(series.pathChanges()).isEmpty();
        assertThat(series.hops()).hasSize(4).allSatisfy(hop -> {
            assertThat(hop.statistics().sent()).isEqualTo(20);
            assertThat(hop.statistics().lossRatio()).isZero();
            assertThat(hop.recent()).hasSize(20);
            assertThat(hop.last()).contains(DELAY.multipliedBy(2L * hop.ttl()));
            assertThat(hop.statistics().jitter()).contains(Duration.ZERO);
            assertThat(hop.responders())
                    .singleElement()
                    .satisfies(responder -> assertThat(responder.answers()).isEqualTo(20));
        });
        // The last of 20 starts after 19 intervals and takes a round trip.
        assertThat(result.duration()).isEqualTo(Duration.ofSeconds(19).plusMillis(40));
    }

    private static TopologyBuilder awayFrom(Duration time) {
        return network()
                .router("hole", node -> node.silent().blackHole())
                .link("c", "hole", link -> link.delay(DELAY))
                .routeFrom(time, "c", "hole");
    }

    /** The target is away from 100 s to 160 s, as seen after 260 s. */
    @Test
    void lossOfAMinute_isAnOutage_andLeavesTheWindowsOneByOne() {
        Topology topology = awayFrom(Duration.ofMillis(99_500))
                .routeFrom(Duration.ofMillis(159_500), "c", "server")
                .build();
        MonitorSeries series = series(monitor(topology, request -> request.cycles(261)));
        assertThat(series.outagesLeftOut()).isZero();
        assertThat(series.outages()).singleElement().satisfies(outage -> {
            assertThat(outage.firstSequence()).isEqualTo(100);
            assertThat(outage.probes()).isEqualTo(60);
            assertThat(outage.start()).isEqualTo(Duration.ofSeconds(100));
            // A trace begins when the one before has ended, and that waits until the target has been given up.
            assertThat(outage.duration()).isBetween(Duration.ofSeconds(60), Duration.ofMillis(60_100));
            assertThat(outage.ended()).isTrue();
        });
        WindowStatistics target = series.hops().get(3).windows();
        Statistics minute = target.last(Window.MINUTE).orElseThrow();
        assertThat(minute.sent()).isBetween(60L, 71L);
        assertThat(minute.lossRatio()).isZero();
        assertThat(minute.median()).contains(DELAY.multipliedBy(8));
        Statistics five = target.last(Window.FIVE_MINUTES).orElseThrow();
        assertThat(five.sent()).isEqualTo(261);
        assertThat(five.sent() - five.received()).isEqualTo(60);
        assertThat(five).isEqualTo(series.hops().get(3).statistics());
        assertThat(series.hops()
                        .get(0)
                        .windows()
                        .last(Window.MINUTE)
                        .orElseThrow()
                        .lossRatio())
                .isZero();
    }

    @Test
    void outageThatLasts_hasNotEnded_andASilentHopIsNone() {
        Topology topology = awayFrom(Duration.ofMillis(2500)).build();
        MonitorSeries series = series(monitor(topology, request -> request.cycles(20)));
        assertThat(series.outages()).singleElement().satisfies(outage -> {
            assertThat(outage.firstSequence()).isEqualTo(3);
            assertThat(outage.ended()).isFalse();
        });
        Topology silent = Topology.builder()
                .source("client")
                .router("a", NodeBuilder::silent)
                .destination("server")
                .link("client", "a", link -> link.delay(DELAY))
                .link("a", "server", link -> link.delay(DELAY))
                .build();
        assertThat(series(monitor(silent, request -> request.cycles(20))).outages())
                .isEmpty();
    }

    @Test
    void routeThatChanges_isOneChange_afterThreeCyclesThatShowIt() {
        Topology topology =
                network().routeFrom(Duration.ofMillis(9500), "a", "b2").build();
        MonitorSeries series = series(monitor(topology, request -> request.cycles(30)));
        assertThat(series.pathChanges()).hasSize(1);
        PathChange change = series.pathChanges().get(0);
        // Cycles 10, 11 and 12, of which the last begins after 12 seconds.
        assertThat(change.cycle()).isEqualTo(12);
        assertThat(change.at()).isEqualTo(Duration.ofSeconds(12).plusMillis(40));
        assertThat(change.ttls()).containsExactly(2);
        assertThat(names(topology, change.before())).containsExactly("a", "b1", "c", "server");
        assertThat(names(topology, change.after())).containsExactly("a", "b2", "c", "server");
        MonitorHop changed = series.hop(2).orElseThrow();
        assertThat(changed.responders())
                .extracting(MonitorHop.HopResponder::answers)
                .containsExactly(20L, 10L);
        assertThat(name(topology, changed.address())).isEqualTo("b2");
    }

    @Test
    void changeAfter_isTheNumberOfTracesThatItTakes() {
        Topology topology =
                network().routeFrom(Duration.ofMillis(9500), "a", "b2").build();
        MonitorSeries atOnce =
                series(monitor(topology, request -> request.cycles(30).changeAfter(1)));
        assertThat(atOnce.pathChanges()).extracting(PathChange::cycle).containsExactly(10L);
        MonitorSeries patient =
                series(monitor(topology, request -> request.cycles(30).changeAfter(15)));
        assertThat(patient.pathChanges()).extracting(PathChange::cycle).containsExactly(24L);
        MonitorSeries never =
                series(monitor(topology, request -> request.cycles(30).changeAfter(25)));
        assertThat(never.pathChanges()).isEmpty();
    }

    @Test
    void mplsLabels_areThoseOfTheLastAnswer() {
        MplsLabel label = new MplsLabel(16_001, 0, true, 1);
        Topology topology = Topology.builder()
                .source("client")
                .router("a", node -> node.mplsLabels(label))
                .destination("server")
                .path(List.of("client", "a", "server"), link -> {})
                .build();
        MonitorSeries series = series(monitor(topology, request -> request.cycles(2)));
        assertThat(series.hop(1).orElseThrow().responders().get(0).mplsLabels()).containsExactly(label);
        assertThat(series.hop(2).orElseThrow().responders().get(0).mplsLabels()).isEmpty();
        MonitorSeries both = series.merge(series);
        assertThat(both.hop(1).orElseThrow().responders().get(0).mplsLabels()).containsExactly(label);
    }

    @Test
    void detourOfTwoCycles_isNoChange() {
        Topology topology = network()
                .routeFrom(Duration.ofMillis(9500), "a", "b2")
                .routeFrom(Duration.ofMillis(11500), "a", "b1")
                .build();
        MonitorSeries series = series(monitor(topology, request -> request.cycles(30)));
        assertThat(series.pathChanges()).isEmpty();
        assertThat(names(topology, series.path())).containsExactly("a", "b1", "c", "server");
        assertThat(series.hop(2).orElseThrow().responders())
                .extracting(MonitorHop.HopResponder::answers)
                .containsExactly(28L, 2L);
    }

    @Test
    void flappingRoute_isNoChangeEachTime() {
        TopologyBuilder builder = network();
        for (int i = 5; i < 200; i += 4) {
            builder.routeFrom(Duration.ofMillis(i * 1000L - 500), "a", "b2");
            builder.routeFrom(Duration.ofMillis(i * 1000L + 1500), "a", "b1");
        }
        MonitorSeries series = series(monitor(builder.build(), request -> request.cycles(200)));
        assertThat(series.pathChanges()).isEmpty();
    }

    @Test
    void balancerPerPacket_isHardlyEverTakenForChanges() {
        Topology topology = Topology.builder()
                .source("client")
                .router("a", node -> node.balancing(Balancing.perPacket()))
                .router("b1")
                .router("b2")
                .destination("server")
                .link("client", "a", link -> link.delay(DELAY))
                .link("a", "b1", link -> link.delay(DELAY))
                .link("a", "b2", link -> link.delay(DELAY))
                .link("b1", "server", link -> link.delay(DELAY))
                .link("b2", "server", link -> link.delay(DELAY))
                .build();
        int changes = 0;
        for (long seed = 0; seed < 10; seed++) {
            changes += series(monitor(topology, seed, List.of("server"), request -> request.cycles(300)))
                    .pathChanges()
                    .size();
        }
        assertThat(changes).isLessThan(20);
    }

    @Test
    void longerAndShorterPath_movesTheTarget() {
        Topology topology = Topology.builder()
                .source("client")
                .router("a")
                .router("b")
                .destination("server")
                .link("client", "a", link -> link.delay(DELAY))
                .link("a", "b", link -> link.delay(DELAY))
                .link("a", "server", link -> link.delay(DELAY))
                .link("b", "server", link -> link.delay(DELAY))
                .route("a", "server")
                .routeFrom(Duration.ofMillis(9500), "a", "b")
                .routeFrom(Duration.ofMillis(19500), "a", "server")
                .build();
        MonitorSeries series = series(monitor(topology, request -> request.cycles(30)));
        assertThat(series.pathChanges())
                .extracting(change -> names(topology, change.after()))
                .containsExactly(List.of("a", "b", "server"), List.of("a", "server"));
        // One cycle asks no farther than the target was, and finds a router there; the next one goes on.
        assertThat(series.pathChanges()).extracting(PathChange::cycle).containsExactly(12L, 22L);
        assertThat(series.reachedCycles()).isEqualTo(29);
        assertThat(series.hops()).hasSize(2);
    }

    /** client - r1 - ... - r4 - server. */
    private static Topology chain(Consumer<NodeBuilder> third, Consumer<Link.Builder> everyLink) {
        return Topology.builder()
                .source("client")
                .router("r1")
                .router("r2")
                .router("r3", third)
                .router("r4")
                .destination("server")
                .path(List.of("client", "r1", "r2", "r3", "r4", "server"), link -> everyLink.accept(link.delay(DELAY)))
                .build();
    }

    @Test
    void longerPathByASilentRouter_isFoundAfterAWhile() {
        Topology topology = Topology.builder()
                .source("client")
                .router("a")
                .router("mute", NodeBuilder::silent)
                .destination("server")
                .link("client", "a", link -> link.delay(DELAY))
                .link("a", "mute", link -> link.delay(DELAY))
                .link("a", "server", link -> link.delay(DELAY))
                .link("mute", "server", link -> link.delay(DELAY))
                .route("a", "server")
                .routeFrom(Duration.ofMillis(9500), "a", "mute")
                .build();
        MonitorSeries series = series(monitor(topology, request -> request.cycles(60)));
        assertThat(series.pathChanges())
                .extracting(change -> names(topology, change.after()))
                .containsExactly(List.of("a", "-", "server"));
    }

    @Test
    void loss_isThatOfTheLinks_andNoChange() {
        Topology topology = chain(node -> {}, link -> link.loss(0.1));
        MonitorSeries series = series(monitor(topology, 7, List.of("server"), request -> request.cycles(1000)));
        assertThat(series.pathChanges()).isEmpty();
        assertThat(series.hops()).hasSize(5);
        for (MonitorHop hop : series.hops()) {
            double expected = 1 - Math.pow(0.9, hop.ttl());
            assertThat(hop.statistics().lossRatio())
                    .as("TTL %d", hop.ttl())
                    .isBetween(expected - 0.06, expected + 0.06);
            assertThat(hop.statistics().sent()).isEqualTo(1000);
        }
    }

    @Test
    void duplicates_areCountedApart() {
        Topology topology = chain(node -> {}, link -> link.returnDuplication(0.1));
        MonitorSeries series = series(monitor(topology, request -> request.cycles(200)));
        assertThat(series.hop(1).orElseThrow().duplicates()).isBetween(5L, 45L);
        assertThat(series.hop(1).orElseThrow().statistics().received()).isEqualTo(200);
    }

    @Test
    void silentRouter_losesAll_andDelaysNoCycle() {
        MonitorResult result = monitor(
                chain(NodeBuilder::silent, link -> {}),
                request -> request.cycles(20).interval(Duration.ofMillis(200)));
        MonitorHop silent = series(result).hop(3).orElseThrow();
        assertThat(silent.statistics().sent()).isEqualTo(20);
        assertThat(silent.statistics().lossRatio()).isEqualTo(1);
        assertThat(silent.address()).isEmpty();
        assertThat(silent.recent()).hasSize(20).containsOnly(Optional.empty());
        assertThat(series(result).hop(5).orElseThrow().statistics().lossRatio()).isZero();
        // 19 intervals, then the timeout of the last probe.
        assertThat(result.duration()).isBetween(Duration.ofMillis(19 * 200 + 1000), Duration.ofMillis(19 * 200 + 1005));
    }

    @Test
    void routerThatAnswersSlowly_losesNothing_althoughNoTraceWaitsForIt() {
        Topology topology = chain(node -> node.icmpDelay(Duration.ofMillis(600)), link -> {});
        MonitorResult result = monitor(topology, request -> request.cycles(20).interval(Duration.ofMillis(200)));
        MonitorHop slow = series(result).hop(3).orElseThrow();
        assertThat(slow.statistics().received()).isEqualTo(20);
        assertThat(slow.statistics().mean()).contains(Duration.ofMillis(630));
        assertThat(result.duration()).isEqualTo(Duration.ofMillis(19 * 200 + 630));
        MonitorHop tooSlow = series(monitor(topology, request -> request.timeout(Duration.ofMillis(500))))
                .hop(3)
                .orElseThrow();
        assertThat(tooSlow.statistics().lossRatio()).isEqualTo(1);
        assertThat(tooSlow.late()).isPositive();
    }

    @Test
    void withoutAdaptiveTimeout_aTraceWaitsForEachProbe() {
        MonitorResult result = monitor(
                chain(NodeBuilder::silent, link -> {}),
                request -> request.cycles(5)
                        .interval(Duration.ofMillis(200))
                        .adaptiveTimeout(new AdaptiveTimeout(false, 3, 2, Duration.ofMillis(10))));
        assertThat(result.duration()).isBetween(Duration.ofSeconds(5), Duration.ofMillis(5020));
    }

    @Test
    void routerThatLimitsItsAnswers_losesWhatItDoesNotSay_andNothingElseDoes() {
        Topology topology = chain(node -> node.icmpRate(1, 1), link -> {});
        MonitorSeries series =
                series(monitor(topology, request -> request.cycles(100).interval(Duration.ofMillis(250))));
        assertThat(series.hop(3).orElseThrow().statistics().lossRatio()).isBetween(0.7, 0.8);
        assertThat(series.hop(4).orElseThrow().statistics().lossRatio()).isZero();
        assertThat(series.pathChanges()).isEmpty();
    }

    @Test
    void targetThatIsSilent_showsThePathUpToIt() {
        Topology topology = Topology.builder()
                .source("client")
                .router("r1")
                .router("r2")
                .destination("server", NodeBuilder::ignoresEcho)
                .path(List.of("client", "r1", "r2", "server"), link -> link.delay(DELAY))
                .build();
        MonitorResult result = monitor(topology, request -> request.cycles(5).gapLimit(4));
        assertThat(result.reached()).isFalse();
        assertThat(series(result).hops()).extracting(MonitorHop::ttl).containsExactly(1, 2);
        assertThat(series(result).path().reached()).isFalse();
        assertThat(names(topology, series(result).path())).containsExactly("r1", "r2");
        // Each cycle waits a second for the silent ones, as there is nothing to learn from.
        assertThat(result.duration()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6));
    }

    @Test
    void targetThatFallsSilent_isLossAndNoChange() {
        Topology topology = Topology.builder()
                .source("client")
                .router("a")
                .router("hole", NodeBuilder::blackHole)
                .router("b")
                .destination("server")
                .link("client", "a", link -> link.delay(DELAY))
                .link("a", "b", link -> link.delay(DELAY))
                .link("a", "hole", link -> link.delay(DELAY))
                .link("b", "server", link -> link.delay(DELAY))
                .link("hole", "server", link -> link.delay(DELAY))
                .route("a", "b")
                .routeFrom(Duration.ofMillis(9500), "a", "hole")
                .routeFrom(Duration.ofMillis(39500), "a", "b")
                .build();
        MonitorSeries series = series(monitor(topology, request -> request.cycles(40)));
        assertThat(series.reachedCycles()).isLessThan(40);
        assertThat(series.hop(3).orElseThrow().statistics().lossRatio()).isGreaterThan(0.3);
        assertThat(names(topology, series.path())).last().isEqualTo("server");
    }

    @Test
    void severalTargets_areSpreadOverTheInterval_eachWithItsPath() {
        Topology topology = Topology.builder()
                .source("client")
                .router("a")
                .router("b")
                .destination("near")
                .destination("far")
                .link("client", "a", link -> link.delay(DELAY))
                .link("a", "near", link -> link.delay(DELAY))
                .link("a", "b", link -> link.delay(DELAY))
                .link("b", "far", link -> link.delay(DELAY))
                .build();
        MonitorRequest request = MonitorRequest.to(address(topology, "near"))
                .targets(address(topology, "far"), "fe80::1")
                .cycles(3)
                .build();
        try (PathTracer tracer = Traces.tracer(topology, 1)) {
            MonitorResult result = tracer.monitor(request);
            assertThat(result.targets()).hasSize(3);
            assertThat(names(topology, result.targets().get(0).path())).containsExactly("a", "near");
            assertThat(names(topology, result.targets().get(1).path())).containsExactly("a", "b", "far");
            assertThat(result.targets().get(2).target().failure()).isPresent();
            assertThat(result.targets().get(2).hops()).isEmpty();
            assertThat(result.reached()).isFalse();
            assertThat(result.duration()).isEqualTo(Duration.ofMillis(2500 + 30));
        }
    }

    @Test
    void block_isMonitoredHostByHost() {
        Topology topology = network().build();
        String server = address(topology, "server");
        try (PathTracer tracer = Traces.tracer(topology, 1)) {
            MonitorResult result =
                    tracer.monitor(MonitorRequest.to(server + "/32").cycles(2).build());
            MonitorSeries series = series(result);
            assertThat(series.target().name()).isEqualTo(server);
            assertThat(series.reachedCycles()).isEqualTo(2);
        }
    }

    @Test
    void udpAndTcp_answersThatShowTooLittle_areTakenOneByOne() {
        Topology topology = Topology.builder()
                .source("client")
                .router("r1", node -> node.quote(28))
                .router("r2", node -> node.quote(28))
                .destination("server", node -> node.quote(28).tcpOpen(80))
                .path(List.of("client", "r1", "r2", "server"), link -> link.delay(DELAY))
                .build();
        for (Protocol protocol : Protocol.values()) {
            MonitorRequest request = MonitorRequest.to(address(topology, "server"))
                    .protocol(protocol)
                    .cycles(5)
                    .build();
            try (PathTracer tracer = PathTracer.builder()
                    .transport(SimulatedNetwork.of(topology, 1).unprivileged())
                    .build()) {
                MonitorSeries series = series(tracer.monitor(request));
                assertThat(names(topology, series.path())).as("%s", protocol).containsExactly("r1", "r2", "server");
                assertThat(series.hop(3).orElseThrow().statistics().received())
                        .as("%s", protocol)
                        .isEqualTo(5);
                assertThat(series.hop(1).orElseThrow().statistics().received())
                        .as("%s", protocol)
                        .isGreaterThanOrEqualTo(4);
            }
        }
    }

    @Test
    void twoMonitorsOneAfterTheOther_mergeIntoOne() {
        Topology topology = network().build();
        MonitorSeries first = series(monitor(topology, request -> request.cycles(40)));
        MonitorSeries second = series(monitor(topology, request -> request.cycles(60)));
        MonitorSeries both = first.merge(second);
        MonitorSeries one = series(monitor(topology, request -> request.cycles(100)));
        assertThat(both.cycles()).isEqualTo(100);
        assertThat(both.path()).isEqualTo(one.path());
        assertThat(both.hops()).hasSameSizeAs(one.hops());
        for (int i = 0; i < one.hops().size(); i++) {
            MonitorHop merged = both.hops().get(i);
            MonitorHop single = one.hops().get(i);
            assertThat(merged.recent()).isEqualTo(single.recent());
            assertThat(merged.responders()).isEqualTo(single.responders());
            assertThat(merged.statistics().sent()).isEqualTo(single.statistics().sent());
            assertThat(merged.statistics().p99()).isEqualTo(single.statistics().p99());
            assertThat(merged.statistics().jitter())
                    .isEqualTo(single.statistics().jitter());
        }
    }

    /** Takes what it asks for, and ends the monitor after some cycles. */
    private static final class Watcher implements Flow.Subscriber<MonitorEvent> {
        final List<MonitorEvent> events = new ArrayList<>();
        final CountDownLatch ended = new CountDownLatch(1);
        private final int cycles;
        private Runnable stop = () -> {};
        private int seen;

        Watcher(int cycles) {
            this.cycles = cycles;
        }

        @Override
        public void onSubscribe(Flow.Subscription all) {
            all.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(MonitorEvent event) {
            events.add(event);
            if (event instanceof MonitorEvent.CycleCompleted && ++seen == cycles) {
                stop.run();
                ended.countDown();
            }
        }

        @Override
        public void onError(Throwable failure) {
            ended.countDown();
        }

        @Override
        public void onComplete() {
            ended.countDown();
        }
    }

    @Test
    void events_tellEachCycleAndChange_andASubscriberCanEndAnEndlessMonitor() throws Exception {
        Topology topology =
                network().routeFrom(Duration.ofMillis(9500), "a", "b2").build();
        MonitorRequest request =
                MonitorRequest.to(address(topology, "server")).cycles(0).build();
        Watcher watcher = new Watcher(20);
        try (PathTracer tracer = PathTracer.builder()
                        .transport(SimulatedNetwork.of(topology, 1))
                        .callbackExecutor(Runnable::run)
                        .build();
                Measurement<MonitorEvent, MonitorResult> monitor = tracer.start(request)) {
            watcher.stop = monitor::cancel;
            monitor.events().subscribe(watcher);
            MonitorResult result = monitor.result().toCompletableFuture().get();
            assertThat(result.stopReason()).isEqualTo(StopReason.CANCELLED);
            assertThat(series(result).cycles()).isGreaterThanOrEqualTo(20);
        }
        assertThat(watcher.events.get(0)).isInstanceOf(MonitorEvent.Started.class);
        List<MonitorEvent.CycleCompleted> cycles = watcher.events.stream()
                .filter(MonitorEvent.CycleCompleted.class::isInstance)
                .map(MonitorEvent.CycleCompleted.class::cast)
                .toList();
        assertThat(cycles).extracting(cycle -> cycle.series().cycles()).startsWith(1L, 2L, 3L);
        assertThat(names(topology, cycles.get(0).path())).containsExactly("a", "b1", "c", "server");
        assertThat(names(topology, cycles.get(11).path())).containsExactly("a", "b2", "c", "server");
        assertThat(watcher.events)
                .filteredOn(MonitorEvent.PathChanged.class::isInstance)
                .hasSize(1);
    }

    @Test
    void deadline_endsItWithWhatIsKnown() {
        MonitorResult result = monitor(
                chain(node -> {}, link -> {}), request -> request.cycles(0).deadline(Duration.ofMinutes(1)));
        assertThat(result.stopReason()).isEqualTo(StopReason.DEADLINE);
        assertThat(series(result).cycles()).isPositive();
    }
}
