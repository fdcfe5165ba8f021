// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathtracer.MultipathRequest;
import org.pathtracer.multipath.MultipathAlgorithm;
import org.pathtracer.multipath.MultipathConfidence;
import org.pathtracer.multipath.StoppingPoints;

/**
 * Thousands of runs on each of the topologies of the literature: the share of complete graphs is at least the
 * confidence stated, probes are no more than the reference figures, and no edge is false.
 */
class CorrectnessTest {
    private static final int RUNS = 5_000;
    /** Where each topology's share of complete graphs is tested elsewhere, and means of probes need no more. */
    private static final int FEWER_RUNS = 2_000;

    /** Chance that a sound implementation fails one of the tests of shares here, with other seeds. */
    private static final double UNLIKELY = 1e-4;

    private static final double TOLERANCE = 1.05;
    private static final int NO_REFERENCE = 0;

    /**
     * A network.
     *
     * @param mda reference figure: mean number of probes of MDA with 95 % for each node, where it is known
     * @param lite the same of MDA-Lite
     */
    record Topology(String name, Maze maze, double mda, double lite) {
        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * What runs add up to.
     *
     * @param doubtful runs that state less than 95 % although shares looked even
     */
    record Sum(int runs, int complete, int falseEdges, double probes, double rounds, double stated, int doubtful) {
        static final Sum NONE = new Sum(0, 0, 0, 0, 0, 0, 0);

        Sum plus(Sum other) {
            return new Sum(
                    runs + other.runs,
                    complete + other.complete,
                    falseEdges + other.falseEdges,
                    probes + other.probes,
                    rounds + other.rounds,
                    stated + other.stated,
                    doubtful + other.doubtful);
        }
    }

    static Stream<Topology> topologies() {
        return Stream.of(
                new Topology("1-2-1", Maze.layers(1, 2, 1), 26, 17),
                new Topology("1-4-1", Maze.layers(1, 4, 1), 58, 27),
                new Topology("1-16-1", Maze.layers(1, 16, 1), 270, 112),
                new Topology("1-4-2-1", Maze.layers(1, 4, 2, 1), 70, 41),
                new Topology("1-2-4-8-4-2-1", Maze.layers(1, 2, 4, 8, 4, 2, 1), NO_REFERENCE, 134),
                new Topology("meshed 1-8-8-1", Maze.meshed(1, 8, 8, 1), 841, NO_REFERENCE),
                new Topology("1-3-(4,3,2)-1", Maze.asymmetric(), NO_REFERENCE, 218),
                new Topology("1-48-1", Maze.layers(1, 48, 1), NO_REFERENCE, NO_REFERENCE),
                new Topology("1-2-1-4-1-3-1", Maze.layers(1, 2, 1, 4, 1, 3, 1), NO_REFERENCE, NO_REFERENCE),
                new Topology("unequal lengths", Maze.unequalLengths(), NO_REFERENCE, NO_REFERENCE));
    }

    @ParameterizedTest
    @MethodSource("topologies")
    void wholeGraphWith95Percent_isCompleteThatOften(Topology topology) {
        Sum sum = sum(topology, RUNS, request -> request.confidence(0.95));
        assertSound(sum, 0.95);
        assertThat(sum.doubtful()).isZero();
    }

    static Stream<Topology> knownForLite() {
        return topologies().filter(topology -> topology.lite() != NO_REFERENCE);
    }

    @ParameterizedTest
    @MethodSource("knownForLite")
    void eachNodeWith95Percent_theStatedShareIsCompleteAndProbesAreFew(Topology topology) {
        Sum sum = sum(topology, FEWER_RUNS, request -> request.nodeConfidence(0.95));
        assertSound(sum, sum.stated() / sum.runs());
        assertFew(sum, topology.lite());
    }

    static Stream<Topology> knownForMda() {
        return topologies().filter(topology -> topology.mda() != NO_REFERENCE);
    }

    @ParameterizedTest
    @MethodSource("knownForMda")
    void mda_theStatedShareIsCompleteAndProbesAreFew(Topology topology) {
        Sum sum = sum(
                topology, FEWER_RUNS, request -> request.nodeConfidence(0.95).algorithm(MultipathAlgorithm.MDA));
        assertSound(sum, sum.stated() / sum.runs());
        assertFew(sum, topology.mda());
    }

    static Stream<Integer> widths() {
        return Stream.of(2, 3, 4, 8, 10);
    }

    /** Two-sided: neither worse than stated nor better by more probes than the rule says. */
    @ParameterizedTest
    @MethodSource("widths")
    void oneBranchPoint_failsAsOftenAsComputed(int width) {
        Topology topology = new Topology("1-" + width + "-1", Maze.layers(1, width, 1), NO_REFERENCE, NO_REFERENCE);
        Sum sum = sum(topology, RUNS, request -> request.nodeConfidence(0.95));
        double failure = failure(width);
        int failed = sum.runs() - sum.complete();
        assertThat(failure).isLessThanOrEqualTo(StoppingPoints.of(0.95).failure(width));
        assertThat(Binomial.atLeast(failed, sum.runs(), failure)).isGreaterThan(UNLIKELY);
        assertThat(Binomial.atMost(failed, sum.runs(), failure)).isGreaterThan(UNLIKELY);
    }

    /**
     * The risk that a search stops before it knows all of so many ways: it stops with k known after n(k) flows, and
     * with an odd k later, one flow before it would stop with one more.
     */
    private static double failure(int ways) {
        StoppingPoints points = StoppingPoints.of(0.95);
        double[] known = new double[ways + 2];
        known[1] = 1;
        double failure = 0;
        for (int sent = 1; sent < points.flows(ways + 1); sent++) {
            for (int k = 1; k < ways; k++) {
                boolean odd = k > 1 && k % 2 == 1;
                if (sent >= (odd ? points.flows(k + 1) - 1 : points.flows(k))) {
                    failure += known[k];
                    known[k] = 0;
                }
            }
            for (int k = ways; k >= 1; k--) {
                known[k] = known[k] * k / ways + known[k - 1] * (ways - k + 1) / ways;
            }
        }
        return failure;
    }

    private static void assertSound(Sum sum, double confidence) {
        assertThat(sum.falseEdges()).as("false edges").isZero();
        assertThat(Binomial.atMost(sum.complete(), sum.runs(), confidence))
                .as("%d of %d complete, %s stated", sum.complete(), sum.runs(), confidence)
                .isGreaterThan(UNLIKELY);
    }

    private static void assertFew(Sum sum, double reference) {
        assertThat(sum.probes() / sum.runs()).isLessThanOrEqualTo(TOLERANCE * reference);
    }

    private static Sum sum(Topology topology, int runs, UnaryOperator<MultipathRequest.Builder> options) {
        Set<String> truth = topology.maze().edges();
        return LongStream.range(0, runs)
                .parallel()
                .mapToObj(seed -> run(topology.maze(), truth, seed, options))
                .reduce(Sum.NONE, Sum::plus);
    }

    private static Sum run(Maze maze, Set<String> truth, long seed, UnaryOperator<MultipathRequest.Builder> options) {
        Walk walk = Walk.through(maze, seed, options);
        Set<String> found = walk.edges();
        MultipathConfidence confidence = walk.findings.confidence();
        boolean complete = found.containsAll(truth) && walk.firstHops().equals(maze.firstHops());
        return new Sum(
                1,
                complete ? 1 : 0,
                truth.containsAll(found) ? 0 : 1,
                walk.findings.discoveryProbes(),
                walk.rounds,
                confidence.graph(),
                confidence.leastShare() == 1 && confidence.graph() < 0.95 ? 1 : 0);
    }
}
