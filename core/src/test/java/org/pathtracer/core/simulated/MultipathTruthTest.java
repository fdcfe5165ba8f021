// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pathtracer.MultipathRequest;
import org.pathtracer.MultipathResult;
import org.pathtracer.PathTracer;
import org.pathtracer.multipath.MultipathVertex;
import org.pathtracer.testkit.Topology;
import org.pathtracer.testkit.TopologyBuilder;
import org.pathtracer.testkit.topology.Balancing;
import org.pathtracer.testkit.topology.Link;

/** No verdict of a discovery is better than its evidence, also where routers answer little, or balance by packets. */
class MultipathTruthTest {
    /** As Linux bounds its answers; scamper takes 29 probes for the same network. */
    @Test
    void routersThatAnswerSixAtOnceAndOneASecond_areFoundWithFewProbes() {
        Topology topology = ConfidenceTable.topology(ConfidenceTable.Shape.FOUR, ConfidenceTable.Condition.LIMITS);
        Seeds.each(20, seed -> {
            MultipathResult result = Multipaths.discover(topology, seed, request -> request);
            assertThat(result.complete()).as("%s", result.limits()).isTrue();
            assertThat(Multipaths.edges(topology, result)).isSubsetOf(Multipaths.links(topology));
            assertThat(result.vertices()).noneMatch(vertex -> vertex.address().isEmpty());
            assertThat(result.loadBalancers())
                    .singleElement()
                    .satisfies(balancer -> assertThat(balancer.ttl()).isEqualTo(1));
            assertThat(result.probesSent()).isLessThanOrEqualTo(2 * 29 + 8);
            assertThat(result.duration()).isLessThan(Duration.ofSeconds(14));
        });
    }

    @Test
    void onlyTheFirstRouterLimitsItsAnswers_itIsNoBalancerAndNoneIsSilent() {
        TopologyBuilder builder = Multipaths.server(Topology.builder()
                .source("client")
                .router("r0", node -> node.icmpRate(1, 6))
                .router("r1")
                .router("r2"));
        builder.link("client", "r0").link("r0", "r1").link("r2", "server");
        for (int i = 0; i < 4; i++) {
            builder.router("b" + i).link("r1", "b" + i).link("b" + i, "r2");
        }
        Topology topology = builder.build();
        Seeds.each(20, seed -> {
            MultipathResult result = Multipaths.discover(topology, seed, request -> request.confidence(0.9999));
            assertThat(Multipaths.edges(topology, result)).isEqualTo(Multipaths.links(topology));
            assertThat(result.loadBalancers()).hasSize(1);
            assertThat(result.complete()).isTrue();
        });
    }

    @Test
    void slowerLimitThanTheWait_isNotCalledSilence() {
        Topology topology = Multipaths.diamond(3, Balancing.perFlow(), node -> {})
                .router("slow", node -> node.icmpRate(1, 1))
                .link("r1", "slow", Multipaths::tenMillis)
                .link("slow", "r2", Multipaths::tenMillis)
                .build();
        Seeds.each(20, seed -> {
            MultipathResult result = Multipaths.discover(topology, seed, request -> request.confidence(0.999));
            assertThat(result.complete()
                            && result.vertices().stream()
                                    .anyMatch(vertex -> vertex.address().isEmpty()))
                    .isFalse();
        });
    }

    @Test
    void balancersByPacketInsideDiamonds_makeNoFalseEdgeAndNoOtherIsAccused() {
        for (int i = 0; i < 60; i++) {
            Topology topology = RandomDiamonds.topology(i);
            MultipathResult result = RandomDiamonds.run(topology, i);
            assertThat(RandomDiamonds.falseEdges(topology, result))
                    .as("topology %d", i)
                    .isEmpty();
            assertThat(RandomDiamonds.falselyAccused(topology, result))
                    .as("topology %d", i)
                    .isEmpty();
        }
    }

    @Test
    void loss_putsTheTargetAtOneTtlOnly() {
        TopologyBuilder builder = Multipaths.server(Topology.builder().source("client"));
        List<String> names = List.of("r1", "r2", "r3", "r4", "r5");
        names.forEach(builder::router);
        builder.link("client", "r1", MultipathTruthTest::lossy).path(names, MultipathTruthTest::lossy);
        Topology topology =
                builder.link("r5", "server", MultipathTruthTest::lossy).build();
        Seeds.each(60, seed -> {
            MultipathResult result = Multipaths.discover(topology, seed, request -> request);
            assertThat(result.vertices().stream().filter(MultipathVertex::destination))
                    .as("%s", result.limits())
                    .hasSize(1);
        });
    }

    private static void lossy(Link.Builder link) {
        link.loss(0.05).returnLoss(0.05);
    }

    @Test
    void discoveries_useFlowsOfTheirOwn_unlessRepetitionIsAskedFor() {
        Topology topology = Multipaths.diamond(2, Balancing.perFlow()).build();
        try (PathTracer tracer = Traces.tracer(topology, 1)) {
            assertThat(flows(tracer, request())).isNotEqualTo(flows(tracer, request()));
            assertThat(flows(tracer, request().seed(7)))
                    .isEqualTo(flows(tracer, request().seed(7)));
            assertThat(flows(tracer, request().seed(7)))
                    .isNotEqualTo(flows(tracer, request().seed(8)));
            assertThat(flows(tracer, request().sourcePort(20_000)))
                    .isEqualTo(flows(tracer, request().sourcePort(20_000)));
            assertThat(flows(tracer, request().flow(100))).allMatch(flow -> flow >= 100 && flow < 4196);
        }
    }

    private static MultipathRequest.Builder request() {
        return MultipathRequest.to(Multipaths.TARGET).rateLimit(0);
    }

    private static Set<Integer> flows(PathTracer tracer, MultipathRequest.Builder request) {
        Set<Integer> flows = new TreeSet<>();
        tracer.discoverPaths(request.build()).paths().forEach(path -> flows.addAll(path.flows()));
        return flows;
    }

    /** Nine of ten flows go one way: a way that is expected to get a tenth is found as often as stated. */
    @Test
    void leastShare_findsWhatGetsAsLittle() {
        ConfidenceTable.Cell cell =
                ConfidenceTable.cell(ConfidenceTable.Shape.TWO, ConfidenceTable.Condition.LEAST_SHARE_9, 0.95, 40);
        assertThat(cell.found).isGreaterThanOrEqualTo(34);
        assertThat(cell.meanStated()).isGreaterThanOrEqualTo(0.95);
    }

    /** A reduced table; 32 or fewer of 40 would happen once in ten thousand times with 0.95. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"WEIGHTS_9", "WEIGHTS_2", "LEAST_SHARE_9"})
    void confidenceStated_holds(ConfidenceTable.Condition condition) {
        ConfidenceTable.Cell cell = ConfidenceTable.cell(ConfidenceTable.Shape.FOUR, condition, 0.95, 40);
        assertThat(cell.found).isGreaterThanOrEqualTo(33);
        assertThat(cell.wrong).isZero();
        assertThat(cell.meanStated()).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void unevenSharesThatShow_lowerTheConfidenceAndAreTold() {
        Topology topology =
                ConfidenceTable.topology(ConfidenceTable.Shape.SIXTEEN, ConfidenceTable.Condition.WEIGHTS_9);
        MultipathResult result = Multipaths.discover(topology, 1, request -> request);
        assertThat(result.confidence().graph()).isLessThan(0.95);
        assertThat(result.limits()).anyMatch(limit -> limit.sentence().startsWith("Flows are not spread evenly"));
    }

    @Test
    void deadline_isOneLine() {
        Topology topology = Multipaths.diamond(16, Balancing.perFlow()).build();
        MultipathResult result = Multipaths.discover(
                topology, 1, request -> request.rateLimit(100).deadline(Duration.ofMillis(400)));
        assertThat(result.limits()).hasSize(1);
        MultipathResult few = Multipaths.discover(topology, 1, request -> request.maxProbes(50));
        assertThat(few.limits()).singleElement().asString().startsWith("All 50 probes allowed were sent");
    }
}
