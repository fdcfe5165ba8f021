// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.PathMtuEvent;
import org.pathtracer.PathMtuRequest;
import org.pathtracer.PathMtuResult;
import org.pathtracer.PathTracer;
import org.pathtracer.StopReason;
import org.pathtracer.mtu.LimitingHop;
import org.pathtracer.mtu.PathMtuVerdict;
import org.pathtracer.mtu.SizeStep.SizeOutcome;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.result.LimitingHopRecord;
import org.pathtracer.spi.ProbeTransportProvider;
import org.pathtracer.spi.ReplyKind;
import org.pathtracer.testkit.SimulatedNetwork;
import org.pathtracer.testkit.Topology;
import org.pathtracer.testkit.TopologyBuilder;
import org.pathtracer.testkit.check.Checks;
import org.pathtracer.testkit.simulation.Balancer;
import org.pathtracer.testkit.topology.Link;
import org.pathtracer.testkit.topology.NodeBuilder;

/** Path MTU searches in virtual time: what they find, with how many packets, in how many round trips. */
class PathMtuTest {
    private static final Duration DELAY = Duration.ofMillis(5);
    private static final int HOPS = 6;
    private static final Duration ROUND_TRIP = DELAY.multipliedBy(2 * HOPS);

    /** A chain client, r1, ... server; the n-th link has the n-th MTU, 0 for none. */
    private static TopologyBuilder chain(Consumer<Link.Builder> every, int... mtus) {
        TopologyBuilder builder = Topology.builder().source("r0");
        for (int i = 1; i < HOPS; i++) {
            builder.router("r" + i);
        }
        builder.destination("r" + HOPS);
        for (int i = 0; i < HOPS; i++) {
            int mtu = i < mtus.length ? mtus[i] : 0;
            builder.link("r" + i, "r" + (i + 1), link -> {
                every.accept(link.delay(DELAY));
                if (mtu > 0) {
                    link.mtu(mtu);
                }
            });
        }
        return builder;
    }

    private static Topology chain(int... mtus) {
        return chain(link -> {}, mtus).build();
    }

    private static PathMtuResult search(
            ProbeTransportProvider network, boolean v6, Consumer<PathMtuRequest.Builder> options) {
        try (PathTracer tracer = PathTracer.builder().transport(network).build()) {
            PathMtuRequest.Builder request = PathMtuRequest.to((v6 ? "fd00::" : "10.0.0.") + HOPS);
            options.accept(request);
            return tracer.pathMtu(request.build());
        }
    }

    private static PathMtuResult search(Topology topology, boolean v6) {
        return search(SimulatedNetwork.of(topology, 1), v6, request -> {});
    }

    private static ProbeTransportProvider withoutReports(Topology topology, long seed) {
        return Censored.behind(SimulatedNetwork.of(topology, seed), reply -> reply.kind() == ReplyKind.PACKET_TOO_BIG);
    }

    private static LimitingHop hop(int ttl) {
        return new LimitingHopRecord(OptionalInt.of(ttl), Optional.of(Checks.address("10.0.0." + ttl)), 0);
    }

    private static void assertHop(PathMtuResult result, int ttl, boolean v6) {
        LimitingHop hop = result.limitingHop().orElseThrow();
        assertThat(hop.ttl()).isEqualTo(OptionalInt.of(ttl));
        assertThat(hop.address().orElseThrow().getHostAddress())
                .isEqualTo(v6 ? "fd00:0:0:0:0:0:0:" + ttl : "10.0.0." + ttl);
        assertThat(hop.silentBehind()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1500, false", "1500, true", "1412, false", "1280, true", "68, false", "8765, true"})
    void routerThatReports_namedWithinTwoRoundTripsAndItsHop(int mtu, boolean v6) {
        PathMtuResult result = search(chain(9000, 0, mtu), v6);
        assertThat(result.pathMtu()).hasValue(mtu);
        assertThat(result.verdict()).isEqualTo(PathMtuVerdict.REPORTED);
        assertHop(result, 2, v6);
        assertThat(result.probesSent()).isLessThanOrEqualTo(7);
        assertThat(result.duration()).isLessThanOrEqualTo(ROUND_TRIP.multipliedBy(3));
    }

    @ParameterizedTest
    @CsvSource({"1500, false", "1500, true", "1412, false", "1280, true", "1492, false", "577, false"})
    void blackHole_foundWithItsHop(int mtu, boolean v6) {
        PathMtuResult result = search(withoutReports(chain(1600, 0, 0, mtu), 1), v6, request -> {});
        assertThat(result.pathMtu()).hasValue(mtu);
        assertThat(result.verdict()).isEqualTo(PathMtuVerdict.BLACK_HOLE);
        assertHop(result, 3, v6);
        assertThat(result.probesSent()).isLessThan(75);
        // Waves with silence in them cost three round trips and 50 ms each.
        assertThat(result.duration()).isLessThan(Duration.ofSeconds(3));
    }

    /** r2 and then r4 limit the way; the target says nothing to echo requests. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void silentTarget_leavesWhatRoutersNamed(boolean v6) {
        TopologyBuilder builder = Topology.builder().source("r0");
        for (int i = 1; i < HOPS; i++) {
            builder.router("r" + i);
        }
        builder.destination("r" + HOPS, NodeBuilder::ignoresEcho);
        int[] mtus = {0, 0, 1480, 0, 1400, 0};
        for (int i = 0; i < HOPS; i++) {
            int mtu = mtus[i];
            builder.link("r" + i, "r" + (i + 1), link -> {
                link.delay(DELAY);
                if (mtu > 0) {
                    link.mtu(mtu);
                }
            });
        }
        PathMtuResult result = search(SimulatedNetwork.of(builder.build(), 1), v6, request -> {});
        assertThat(result.verdict()).isEqualTo(PathMtuVerdict.UNANSWERED);
        assertThat(result.pathMtu()).isEmpty();
        assertThat(result.reportedMtu()).hasValue(1400);
        assertThat(result.limitingHop()).map(LimitingHop::ttl).contains(OptionalInt.of(4));
    }

    @Test
    void severalLimits_oneRoundTripEach_theSmallestCounts() {
        PathMtuResult result = search(chain(9000, 4000, 1500, 1400, 1350, 1300), false);
        assertThat(result.pathMtu()).hasValue(1300);
        assertHop(result, 5, false);
        assertThat(result.probesSent()).isLessThanOrEqualTo(12);
        assertThat(result.duration()).isLessThanOrEqualTo(ROUND_TRIP.multipliedBy(6));
    }

    @Test
    void ownInterface_foundInOneRoundTripWithTwoPackets() {
        PathMtuResult result = search(chain(1500), false);
        assertThat(result.pathMtu()).hasValue(1500);
        assertThat(result.verdict()).isEqualTo(PathMtuVerdict.LOCAL_INTERFACE);
        assertThat(result.limitingHop()).contains(LimitingHopRecord.LOCAL);
        assertThat(result.probesSent()).isEqualTo(2);
        assertThat(result.duration()).isEqualTo(ROUND_TRIP);
    }

    @ParameterizedTest
    @ValueSource(ints = {69, 575, 1279, 1337, 1499, 5000, 65_534})
    void ownInterfaceOfAnySize_foundToTheByte(int mtu) {
        PathMtuResult result = search(chain(mtu), false);
        assertThat(result.pathMtu()).hasValue(mtu);
        assertThat(result.verdict()).isEqualTo(PathMtuVerdict.LOCAL_INTERFACE);
    }

    @Test
    void nothingLimits_theLargestSizeFits() {
        PathMtuResult result = search(chain(), true);
        assertThat(result.pathMtu()).hasValue(65_535);
        assertThat(result.verdict()).isEqualTo(PathMtuVerdict.LARGEST_SIZE);
        assertThat(result.limitingHop()).isEmpty();
    }

    @Test
    void largestSizeGiven_nothingLargerIsSent() {
        PathMtuResult result = search(
                SimulatedNetwork.of(chain(9000, 4000), 1),
                false,
                request -> request.minSize(1000).maxSize(3000));
        assertThat(result.pathMtu()).hasValue(3000);
        assertThat(result.verdict()).isEqualTo(PathMtuVerdict.LARGEST_SIZE);
        assertThat(result.steps()).allMatch(step -> step.size() >= 1000 && step.size() <= 3000);
    }

    @Test
    void evenSmallestSizeTooBig_saidSo() {
        PathMtuResult result = search(SimulatedNetwork.of(chain(0, 900), 1), false, request -> request.minSize(1000));
        assertThat(result.pathMtu()).isEmpty();
        assertThat(result.verdict()).isEqualTo(PathMtuVerdict.BELOW_SMALLEST_SIZE);
        assertThat(result.steps().get(0).outcome()).isEqualTo(SizeOutcome.TOO_BIG);
    }

    @Test
    void everyMtu_foundToTheByte_reportedOrNot() {
        Seeds.each(150, seed -> {
            int mtu = 68 + (int) Math.floorMod(Balancer.mix(seed, 7), 9000L);
            Topology topology = chain(0, 0, mtu);
            boolean hole = seed % 2 == 0;
            PathMtuResult result =
                    search(hole ? withoutReports(topology, seed) : SimulatedNetwork.of(topology, seed), false, r -> {});
            assertThat(result.pathMtu()).hasValue(mtu);
            assertHop(result, 2, false);
        });
    }

    /**
     * 11 and 26 of 100 probes unanswered by chance: what is said is true. That nothing can be said is allowed, since
     * three probes in a row are lost with 26 % loss in one of 57 searches.
     */
    @ParameterizedTest
    @CsvSource({"0.01, 2", "0.025, 16"})
    void loss_notMistakenForALimit(double perLinkAndDirection, int mostUndecided) {
        Topology topology = chain(link -> link.loss(perLinkAndDirection).returnLoss(perLinkAndDirection), 1600, 0, 1492)
                .build();
        List<Long> undecided = new ArrayList<>();
        Seeds.each(400, seed -> {
            boolean hole = seed % 2 == 0;
            PathMtuResult result = search(
                    hole ? withoutReports(topology, seed) : SimulatedNetwork.of(topology, seed), false, request -> {});
            PathMtuVerdict limit = hole ? PathMtuVerdict.BLACK_HOLE : PathMtuVerdict.REPORTED;
            assertThat(result.verdict()).isIn(limit, PathMtuVerdict.UNANSWERED, PathMtuVerdict.UNDECIDED);
            if (result.verdict() == limit) {
                assertThat(result.pathMtu()).hasValue(1492);
                assertThat(result.limitingHop().orElseThrow().ttl()).hasValue(2);
            } else {
                undecided.add(seed);
            }
        });
        assertThat(undecided).hasSizeLessThanOrEqualTo(mostUndecided);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 100})
    void routersThatLimitTheirReports_foundNevertheless(int perSecond) {
        TopologyBuilder builder = Topology.builder().source("r0");
        for (int i = 1; i < HOPS; i++) {
            builder.router("r" + i, node -> node.icmpRate(perSecond, 1));
        }
        builder.destination("r" + HOPS);
        int[] mtus = {9000, 1500, 0, 1400, 0, 0};
        for (int i = 0; i < HOPS; i++) {
            int mtu = mtus[i];
            builder.link("r" + i, "r" + (i + 1), link -> link.delay(DELAY).mtu(mtu == 0 ? 9000 : mtu));
        }
        PathMtuResult result = search(SimulatedNetwork.of(builder.build(), 1), false, request -> {});
        assertThat(result.pathMtu()).hasValue(1400);
        assertThat(result.verdict()).isEqualTo(PathMtuVerdict.REPORTED);
        assertHop(result, 3, false);
    }

    @Test
    void silentHopsBehindTheLimit_leaveDoubtAndSayIt() {
        TopologyBuilder builder = Topology.builder().source("r0");
        for (int i = 1; i < HOPS; i++) {
            boolean silent = i == 3 || i == 4;
            builder.router(
                    "r" + i, node -> Optional.of(node).filter(n -> silent).ifPresent(NodeBuilder::silent));
        }
        builder.destination("r" + HOPS);
        for (int i = 0; i < HOPS; i++) {
            int mtu = i == 3 ? 1400 : 1500;
            builder.link("r" + i, "r" + (i + 1), link -> link.delay(DELAY).mtu(mtu));
        }
        PathMtuResult result = search(SimulatedNetwork.of(builder.build(), 1), false, request -> {});
        assertThat(result.pathMtu()).hasValue(1400);
        assertThat(result.verdict()).isEqualTo(PathMtuVerdict.BLACK_HOLE);
        assertThat(result.limitingHop().orElseThrow())
                .isEqualTo(new LimitingHopRecord(OptionalInt.of(2), Optional.of(Checks.address("10.0.0.2")), 2));
    }

    @Test
    void deadTarget_unansweredAfterThreeTries() {
        Topology topology = Topology.builder()
                .source("r0")
                .destination("r" + HOPS, node -> node.address("10.0.0." + HOPS).ignoresEcho())
                .link("r0", "r" + HOPS, link -> link.mtu(1500))
                .build();
        PathMtuResult result = search(SimulatedNetwork.of(topology, 1), false, request -> {});
        assertThat(result.verdict()).isEqualTo(PathMtuVerdict.UNANSWERED);
        assertThat(result.pathMtu()).isEmpty();
        assertThat(result.reached()).isFalse();
        assertThat(result.probesSent()).isEqualTo(2 + 2);
        assertThat(result.duration()).isBetween(Duration.ofSeconds(3), Duration.ofMillis(3100));
    }

    @Test
    void refusedTarget_unreachableAtOnce() {
        Topology topology = Topology.builder()
                .source("r0")
                .destination("r" + HOPS, node -> node.address("10.0.0." + HOPS).rejects(13, 1))
                .link("r0", "r" + HOPS, link -> link.delay(DELAY).mtu(1500))
                .build();
        PathMtuResult result = search(SimulatedNetwork.of(topology, 1), false, request -> {});
        assertThat(result.verdict()).isEqualTo(PathMtuVerdict.UNREACHABLE);
        assertThat(result.duration()).isEqualTo(DELAY.multipliedBy(2));
    }

    @Test
    void deadline_whatFitsByThenIsKnown() {
        // Between the first answer and the end of the first wave.
        Duration deadline = ROUND_TRIP.multipliedBy(2);
        PathMtuResult result =
                search(withoutReports(chain(1600, 0, 1400), 1), false, request -> request.deadline(deadline));
        assertThat(result.pathMtu()).hasValue(68);
        assertThat(result.verdict()).isEqualTo(PathMtuVerdict.UNDECIDED);
        assertThat(result.limitingHop()).isEmpty();
        assertThat(result.stopReason()).isEqualTo(StopReason.DEADLINE);
    }

    /** That the target is silent would be more than is known. */
    @Test
    void deadlineBeforeTheFirstAnswer_leavesAllUndecided() {
        PathMtuResult result =
                search(withoutReports(chain(1600, 0, 1400), 1), false, request -> request.deadline(DELAY));
        assertThat(result.pathMtu()).isEmpty();
        assertThat(result.verdict()).isEqualTo(PathMtuVerdict.UNDECIDED);
        assertThat(result.stopReason()).isEqualTo(StopReason.DEADLINE);
    }

    @Test
    void queries_decideHowOftenASizeIsTried() {
        ProbeTransportProvider network = withoutReports(chain(1600, 0, 1492), 1);
        for (int queries : new int[] {1, 2, 7}) {
            PathMtuResult result = search(network, false, request -> request.queries(queries));
            assertThat(result.steps())
                    .filteredOn(step -> step.size() == 1493)
                    .singleElement()
                    .satisfies(step -> {
                        assertThat(step.outcome()).isEqualTo(SizeOutcome.LOST);
                        assertThat(step.sent()).isGreaterThanOrEqualTo(queries);
                    });
            assertThat(result.pathMtu()).hasValue(1492);
        }
    }

    @Test
    void events_startThenEverySizeOnceAndEveryProbe() throws Exception {
        List<PathMtuEvent> events = new CopyOnWriteArrayList<>();
        try (PathTracer tracer = Traces.tracer(chain(9000, 0, 1500), 1)) {
            var search = tracer.start(PathMtuRequest.to("10.0.0." + HOPS).build());
            CountDownLatch told = new CountDownLatch(1);
            search.events().subscribe(new Listener(events, told));
            PathMtuResult result = search.result().toCompletableFuture().get();
            told.await();
            assertThat(events.get(0)).isInstanceOf(PathMtuEvent.Started.class);
            assertThat(events)
                    .filteredOn(PathMtuEvent.SizeSettled.class::isInstance)
                    .extracting(event -> ((PathMtuEvent.SizeSettled) event).step())
                    .containsExactlyInAnyOrderElementsOf(result.steps());
            long left = events.stream()
                    .filter(event -> event instanceof PathMtuEvent.ProbeCompleted completed
                            && !(completed.probe().outcome() instanceof ProbeOutcome.SendFailed))
                    .count();
            assertThat(left).isEqualTo(result.probesSent());
        }
    }

    private record Listener(List<PathMtuEvent> events, CountDownLatch told) implements Flow.Subscriber<PathMtuEvent> {
        @Override
        public void onSubscribe(Flow.Subscription all) {
            all.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(PathMtuEvent event) {
            events.add(event);
        }

        @Override
        public void onError(Throwable failure) {
            told.countDown();
        }

        @Override
        public void onComplete() {
            told.countDown();
        }
    }
}
