// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pathtracer.Limit;
import org.pathtracer.StopReason;
import org.pathtracer.multipath.Diamond;
import org.pathtracer.multipath.LoadBalancer;
import org.pathtracer.multipath.MultipathAlgorithm;
import org.pathtracer.multipath.MultipathEdge;
import org.pathtracer.multipath.MultipathLimit;
import org.pathtracer.multipath.MultipathPath;
import org.pathtracer.result.MultipathEdgeRecord;

/** What a discovery says, and how it is bounded. */
class SearchTest {
    @Test
    void sixteenWays_takeEightRoundTrips() {
        double rounds = 0;
        for (int seed = 0; seed < 100; seed++) {
            rounds += Walk.through(Maze.layers(1, 1, 16, 1), seed, request -> request).rounds;
        }
        assertThat(rounds / 100).isLessThanOrEqualTo(8);
    }

    /** Those of scamper's tracelb: one at the first TTL, n(2), n(1), and one at the target. */
    @Test
    void thrifty_takesNoMoreProbesThanScamper() {
        int[] sent = new int[101];
        for (int seed = 0; seed < sent.length; seed++) {
            Findings findings = Walk.through(
                            Maze.layers(1, 1, 2, 1, 1),
                            seed,
                            request -> request.nodeConfidence(0.95).thrifty(true))
                    .findings;
            sent[seed] = findings.sent();
            assertThat(findings.limits()).singleElement().asString().startsWith("Taken for granted");
            assertThat(findings.confidence().perNode()).isGreaterThanOrEqualTo(0.95);
        }
        Arrays.sort(sent);
        assertThat(sent[100]).isLessThanOrEqualTo(1 + 11 + 6 + 1);
    }

    @Test
    void simplestDiamond_isTold() {
        Findings findings = Walk.through(Maze.layers(1, 1, 2, 1), 1, request -> request).findings;
        assertThat(findings.reached()).isTrue();
        assertThat(findings.complete()).isTrue();
        assertThat(findings.limits()).isEmpty();
        assertThat(findings.stopReason()).isEqualTo(StopReason.DESTINATION);
        assertThat(findings.graph().vertices()).hasSize(4);
        Diamond diamond = findings.graph().diamonds().get(0);
        assertThat(diamond.maxWidth()).isEqualTo(2);
        assertThat(diamond.length()).isEqualTo(2);
        assertThat(findings.loadBalancers()).singleElement().satisfies(balancer -> {
            assertThat(balancer.ttl()).isEqualTo(1);
            assertThat(balancer.address()).contains(Maze.address(1));
            assertThat(balancer.kind()).isEqualTo(LoadBalancer.Kind.PER_FLOW);
        });
    }

    @ParameterizedTest
    @EnumSource
    void everyEdge_isOnAPathOfAKnownFlow(MultipathAlgorithm algorithm) {
        Maze maze = Maze.layers(1, 2, 4, 8, 4, 2, 1);
        Walk walk =
                Walk.through(maze, 3, request -> request.algorithm(algorithm).flow(100));
        Set<MultipathEdge> walked = new HashSet<>();
        for (MultipathPath path : walk.findings.graph().paths()) {
            assertThat(path.flows()).isNotEmpty();
            List<Integer> ids = path.vertices();
            for (int i = 0; i < ids.size(); i++) {
                assertThat(walk.address(ids.get(i)))
                        .isEqualTo(Maze.address(maze.at(i + 1, path.flows().get(0), 3)));
                if (i > 0) {
                    walked.add(new MultipathEdgeRecord(ids.get(i - 1), ids.get(i)));
                }
            }
        }
        assertThat(walked)
                .containsExactlyInAnyOrderElementsOf(walk.findings.graph().edges());
    }

    @Test
    void crossingPaths_makeMdaTakeOver() {
        Findings findings = Walk.through(Maze.meshed(1, 1, 3, 3, 1), 5, request -> request).findings;
        assertThat(findings.graph().diamonds().get(0).meshed()).isTrue();
        assertThat(findings.limits())
                .contains(new Limit<>(
                        MultipathLimit.ALGORITHM,
                        "Paths cross between TTL 1 and 4, so MDA took over from MDA-Lite there"));
        assertThat(findings.complete()).isTrue();
        Findings mda = Walk.through(Maze.meshed(1, 1, 3, 3, 1), 5, request -> request.algorithm(MultipathAlgorithm.MDA))
                .findings;
        assertThat(mda.limits()).isEmpty();
        assertThat(mda.graph().fingerprint()).isEqualTo(findings.graph().fingerprint());
    }

    @Test
    void unevenLoad_isAsymmetric() {
        Findings findings = Walk.through(Maze.asymmetric(), 1, request -> request).findings;
        assertThat(findings.graph().diamonds().get(0).asymmetric()).isTrue();
        assertThat(findings.graph().diamonds().get(0).meshed()).isFalse();
    }

    @Test
    void maxWidth_isWhereTheSearchEnds() {
        Findings findings = Walk.through(Maze.layers(1, 1, 48, 1), 1, request -> request.maxWidth(8)).findings;
        assertThat(findings.graph().at(2)).hasSizeBetween(8, 32);
        assertThat(findings.complete()).isFalse();
        assertThat(findings.limits())
                .anyMatch(limit -> limit.kind() == MultipathLimit.MAX_WIDTH
                        && limit.sentence().contains("the width asked for"));
    }

    @Test
    void fewFlows_endTheSearchAndAreStated() {
        Findings findings = Walk.through(Maze.layers(1, 1, 16, 1), 1, request -> request.flows(20)).findings;
        assertThat(findings.complete()).isFalse();
        assertThat(findings.limits())
                .anyMatch(limit -> limit.kind() == MultipathLimit.MAX_FLOWS
                        && limit.sentence().contains("more than the 20 flows allowed"));
        assertThat(findings.confidence().graph()).isLessThan(0.5);
        assertThat(findings.graph().paths())
                .flatExtracting(MultipathPath::flows)
                .allMatch(flow -> flow < 20);
    }

    @Test
    void datagramThatMayBeForged_isAskedForOnceMore() {
        Maze maze = Maze.layers(1, 1, 4, 1, 1);
        for (int i = 0; i < 60; i++) {
            int victim = i;
            Walk walk = Walk.through(maze, 1, request -> request.confidence(0.999), probe -> probe == victim);
            assertThat(walk.edges()).isEqualTo(maze.edges());
            assertThat(walk.findings.limits()).isEmpty();
            assertThat(walk.findings.loadBalancers())
                    .extracting(LoadBalancer::kind)
                    .containsExactly(LoadBalancer.Kind.PER_FLOW);
        }
    }

    /** As a target that answers with datagrams does. */
    @Test
    void datagramsAllTheTime_areBelieved() {
        Walk walk = Walk.through(Maze.layers(1, 1), 1, request -> request, probe -> true);
        assertThat(walk.findings.reached()).isTrue();
        assertThat(walk.findings.complete()).isTrue();
    }

    @Test
    void fewProbes_endTheSearchAndAreStated() {
        Findings findings = Walk.through(Maze.layers(1, 1, 16, 1), 1, request -> request.maxProbes(50)).findings;
        assertThat(findings.sent()).isEqualTo(50);
        assertThat(findings.complete()).isFalse();
        assertThat(findings.limits())
                .anyMatch(limit -> limit.kind() == MultipathLimit.MAX_PROBES
                        && limit.sentence().startsWith("All 50 probes allowed were sent"));
        assertThat(findings.graph().edges()).isNotEmpty();
    }

    @Test
    void firstAndLastTtl_boundTheGraph() {
        Findings findings = Walk.through(
                        Maze.layers(1, 1, 1, 2, 1),
                        1,
                        request -> request.firstHop(2).maxHops(3))
                .findings;
        assertThat(findings.graph().vertices())
                .allSatisfy(vertex -> assertThat(vertex.ttl()).isBetween(2, 3));
        assertThat(findings.reached()).isFalse();
        assertThat(findings.stopReason()).isEqualTo(StopReason.MAX_HOPS);
        assertThat(findings.limits())
                .contains(new Limit<>(MultipathLimit.UNREACHED, "The target did not answer: it is not within 3 hops"));
    }

    @Test
    void higherConfidence_moreProbesAndAHigherStatement() {
        Findings less = Walk.through(Maze.layers(1, 1, 4, 1), 1, request -> request.confidence(0.8)).findings;
        Findings more = Walk.through(Maze.layers(1, 1, 4, 1), 1, request -> request.confidence(0.999)).findings;
        assertThat(more.sent()).isGreaterThan(less.sent());
        assertThat(more.confidence().graph()).isGreaterThanOrEqualTo(0.999);
        assertThat(less.confidence().graph()).isBetween(0.8, 0.999);
    }
}
