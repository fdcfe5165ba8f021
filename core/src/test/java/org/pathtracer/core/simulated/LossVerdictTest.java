// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pathtracer.Hop;
import org.pathtracer.StopReason;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.testkit.Topology;
import org.pathtracer.testkit.TopologyBuilder;
import org.pathtracer.testkit.topology.Link;
import org.pathtracer.testkit.topology.NodeBuilder;
import org.pathtracer.trace.LossCause;
import org.pathtracer.trace.LossVerdict;

/** Verdicts on loss in networks of which the cause is known: how often they are right, wrong, or not given. */
class LossVerdictTest {
    private static final int HOPS = 8;
    private static final int FAULTY = 4;

    private static TopologyBuilder chain(Consumer<NodeBuilder> faulty, Consumer<Link.Builder> before) {
        TopologyBuilder builder = Topology.builder().source("r0");
        for (int i = 1; i < HOPS; i++) {
            int number = i;
            builder.router("r" + i, node -> {
                if (number == FAULTY) {
                    faulty.accept(node);
                }
            });
        }
        builder.destination("r" + HOPS);
        for (int i = 0; i < HOPS; i++) {
            int number = i;
            builder.link("r" + i, "r" + (i + 1), link -> {
                link.delay(Duration.ofMillis(4)).jitter(Duration.ofMillis(1));
                if (number == FAULTY - 1) {
                    before.accept(link);
                }
            });
        }
        return builder;
    }

    private static Topology lossy(double share) {
        return chain(node -> {}, link -> link.loss(share)).build();
    }

    private static Topology limited(int perSecond, int burst) {
        return chain(node -> node.icmpRate(perSecond, burst), link -> {}).build();
    }

    record Tally(Map<LossCause, Integer> counts, int judged) {
        double share(LossCause cause) {
            return counts.getOrDefault(cause, 0) / (double) Math.max(1, judged);
        }
    }

    /** Verdicts on the faulty hop, where it lost some. */
    private static Tally tally(
            int seeds, Function<SplittableRandom, Topology> network, Consumer<TraceRequest.Builder> options) {
        Map<LossCause, Integer> counts = new EnumMap<>(LossCause.class);
        int[] judged = {0};
        Seeds.each(seeds, seed -> {
            TraceResult result =
                    Traces.trace(network.apply(new SplittableRandom(seed)), seed, "10.0.0." + HOPS, options);
            Hop hop = result.hops().get(FAULTY - 1);
            LossVerdict verdict = hop.lossVerdict().orElseThrow();
            if (verdict.cause() != LossCause.NONE && verdict.cause() != LossCause.SILENT) {
                judged[0]++;
                counts.merge(verdict.cause(), 1, Integer::sum);
            }
        });
        return new Tally(counts, judged[0]);
    }

    /** The way over {@code r4} goes down for a while; afterwards another router takes its place, or it comes back. */
    private static Topology interrupted(SplittableRandom random, boolean replaced) {
        Duration down = Duration.ofMillis(1000 + random.nextInt(1500));
        Duration up = down.plusMillis(200 + random.nextInt(500));
        TopologyBuilder builder = chain(node -> {}, link -> {});
        for (String name : List.of("other", "dead")) {
            builder.router(name, node -> {
                        if (name.equals("dead")) {
                            node.blackHole().silent();
                        }
                    })
                    .link("r3", name, link -> link.delay(Duration.ofMillis(4)))
                    .link(name, "r5", link -> link.delay(Duration.ofMillis(6)));
        }
        return builder.route("r3", "r4")
                .routeFrom(down, "r3", "dead")
                .routeFrom(up, "r3", replaced ? "other" : "r4")
                .build();
    }

    private static Topology all(int perSecond) {
        TopologyBuilder builder = Topology.builder().source("r0");
        for (int i = 1; i < HOPS; i++) {
            builder.router("r" + i, node -> node.icmpRate(perSecond, 2));
        }
        builder.destination("r" + HOPS);
        for (int i = 0; i < HOPS; i++) {
            builder.link("r" + i, "r" + (i + 1), link -> link.delay(Duration.ofMillis(4)));
        }
        return builder.build();
    }

    private static Consumer<TraceRequest.Builder> asking(int queries, boolean further) {
        return request -> request.queries(queries).diagnoseLoss(further).pacing(false);
    }

    private static Topology anyLoss(SplittableRandom random) {
        return lossy(0.05 + 0.45 * random.nextDouble());
    }

    private static Topology anyLimit(SplittableRandom random) {
        return limited(1 + random.nextInt(20), 1 + random.nextInt(6));
    }

    /** What docs/loss.md says: shares of 100 seeds, of those in which the hop lost some. */
    @ParameterizedTest
    @CsvSource({"3, false, 0.6", "10, false, 0.9", "10, true, 0.97"})
    void limitedHop_isNamedAndNeverLossOnThePath(int queries, boolean further, double named) {
        Tally tally = tally(100, LossVerdictTest::anyLimit, asking(queries, further));
        assertThat(tally.judged()).isGreaterThan(25);
        assertThat(tally.share(LossCause.RATE_LIMITED)).isGreaterThanOrEqualTo(named);
        assertThat(tally.share(LossCause.PATH)).isZero();
        assertThat(tally.share(LossCause.PATH_CHANGE)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"3, false, 0, 0.1", "10, false, 0.5, 0.03", "10, true, 0.8, 0.02"})
    void lossyPath_isNamedAndSeldomALimit(int queries, boolean further, double named, double wrong) {
        Tally tally = tally(100, LossVerdictTest::anyLoss, asking(queries, further));
        assertThat(tally.judged()).isGreaterThan(40);
        assertThat(tally.share(LossCause.PATH)).isGreaterThanOrEqualTo(named);
        assertThat(tally.share(LossCause.RATE_LIMITED)).isLessThanOrEqualTo(wrong);
        assertThat(tally.share(LossCause.PATH_CHANGE)).isLessThanOrEqualTo(0.01);
    }

    /** Twenty queries at sixty packets a second: the trace lasts longer than the interruption. */
    @Test
    void interruption_isAChangeOnlyIfTheResponderChanges() {
        Consumer<TraceRequest.Builder> slow = request -> request.queries(20).rateLimit(60);
        Tally replaced = tally(60, random -> interrupted(random, true), slow);
        assertThat(replaced.share(LossCause.PATH_CHANGE)).isGreaterThanOrEqualTo(0.75);
        assertThat(replaced.share(LossCause.RATE_LIMITED)).isZero();
        Tally back = tally(60, random -> interrupted(random, false), slow);
        assertThat(back.share(LossCause.PATH)).isGreaterThanOrEqualTo(0.9);
        assertThat(back.share(LossCause.PATH_CHANGE)).isZero();
    }

    @Test
    void allHopsLimited_isSeldomLossOnThePath() {
        Tally tally = tally(100, random -> all(1 + random.nextInt(10)), asking(10, false));
        assertThat(tally.judged()).isGreaterThan(50);
        assertThat(tally.share(LossCause.PATH)).isLessThanOrEqualTo(0.02);
    }

    @Test
    void lossOnTheWayBack_isLossOnThePathToo() {
        Tally tally = tally(
                60, random -> chain(node -> {}, link -> link.returnLoss(0.3)).build(), asking(20, false));
        assertThat(tally.share(LossCause.PATH)).isGreaterThanOrEqualTo(0.6);
        assertThat(tally.share(LossCause.RATE_LIMITED)).isLessThanOrEqualTo(0.05);
    }

    /** The rule that no probability overrides. */
    @Test
    void nothingLostBehind_isNeverLossOnThePath() {
        Seeds.each(150, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            Topology topology = seed % 2 == 0 ? anyLoss(random) : anyLimit(random);
            List<Hop> hops = Traces.trace(topology, seed, "10.0.0." + HOPS, asking(1 + (int) (seed % 12), false))
                    .hops();
            for (int i = 0; i + 1 < hops.size(); i++) {
                boolean lostBehind =
                        hops.subList(i + 1, hops.size()).stream().anyMatch(hop -> hop.received() < hop.sent());
                if (!lostBehind) {
                    assertThat(hops.get(i).lossVerdict().orElseThrow().cause()).isNotEqualTo(LossCause.PATH);
                }
            }
        });
    }

    @Test
    void cleanAndSilentHops_needNoWeighing() {
        Topology topology = chain(NodeBuilder::silent, link -> {}).build();
        TraceResult result = Traces.trace(topology, 1, "10.0.0." + HOPS, asking(3, true));
        assertThat(result.hops())
                .extracting(hop -> hop.lossVerdict().orElseThrow().cause())
                .containsExactly(
                        LossCause.NONE,
                        LossCause.NONE,
                        LossCause.NONE,
                        LossCause.SILENT,
                        LossCause.NONE,
                        LossCause.NONE,
                        LossCause.NONE,
                        LossCause.NONE);
        // Nothing to find out, so no further probes either.
        assertThat(result.probesSent())
                .isEqualTo(Traces.trace(topology, 1, "10.0.0." + HOPS, asking(3, false))
                        .probesSent());
    }

    @Test
    void furtherProbes_countForTheVerdictAlone() {
        Topology topology = limited(2, 1);
        TraceResult plain = Traces.trace(topology, 1, "10.0.0." + HOPS, asking(10, false));
        TraceResult further = Traces.trace(topology, 1, "10.0.0." + HOPS, asking(10, true));
        Hop hop = further.hops().get(FAULTY - 1);
        assertThat(hop.probes()).isEqualTo(plain.hops().get(FAULTY - 1).probes());
        assertThat(hop.lossVerdict().orElseThrow().probes()).isEqualTo(10 + 6 + 20 + 6);
        assertThat(further.probesSent()).isEqualTo(plain.probesSent() + 2 * (6 + 20 + 6));
        assertThat(further.stopReason()).isEqualTo(plain.stopReason());
        assertThat(further.duration()).isBetween(Duration.ofSeconds(6), Duration.ofSeconds(8));
    }

    /** Ten answers of a hop behind say little against many further probes: it is probed further too. */
    @ParameterizedTest
    @CsvSource({"1003", "1009", "1012", "1019", "1027"})
    void burstsThatSpareAHopBehind_areStillLossOnThePath(long seed) {
        SplittableRandom random = new SplittableRandom(1_000_003 * seed + LossCase.LOSS_IN_BURSTS.ordinal());
        Topology topology = LossCase.LOSS_IN_BURSTS.network(random);
        List<Hop> hops = Traces.trace(
                        topology,
                        seed,
                        "10.0.0." + HOPS,
                        request -> request.queries(10).diagnoseLoss(true))
                .hops();
        assertThat(hops.subList(FAULTY, HOPS)).anyMatch(hop -> hop.received() == hop.sent());
        assertThat(hops.get(FAULTY - 1).lossVerdict().orElseThrow().cause()).isEqualTo(LossCause.PATH);
    }

    @Test
    void deadlineDuringTheDiagnosis_leavesTheTraceWhole() {
        TraceResult result = Traces.trace(
                limited(1, 1),
                1,
                "10.0.0." + HOPS,
                request -> request.queries(10).diagnoseLoss(true).deadline(Duration.ofSeconds(2)));
        assertThat(result.reached()).isTrue();
        assertThat(result.stopReason()).isEqualTo(StopReason.DESTINATION);
        assertThat(result.hops().get(FAULTY - 1).lossVerdict().orElseThrow().cause())
                .isEqualTo(LossCause.RATE_LIMITED);
    }
}
