// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pathtracer.Limit;
import org.pathtracer.Measurement;
import org.pathtracer.MultipathEvent;
import org.pathtracer.MultipathRequest;
import org.pathtracer.MultipathResult;
import org.pathtracer.PathTracer;
import org.pathtracer.StopReason;
import org.pathtracer.core.scripted.EventList;
import org.pathtracer.multipath.MultipathAlgorithm;
import org.pathtracer.testkit.Topology;
import org.pathtracer.testkit.TopologyBuilder;
import org.pathtracer.testkit.topology.Balancing;
import org.pathtracer.testkit.topology.NodeBuilder;

/** Discoveries where something goes wrong: what limits a result is stated, and nothing false is told. */
class MultipathFaultsTest {
    @ParameterizedTest
    @EnumSource
    void loss_costsProbesButNothingFalseIsTold(MultipathAlgorithm algorithm) {
        TopologyBuilder builder =
                Topology.builder().source("client").router("r1").router("r2");
        Multipaths.server(builder).link("client", "r1", link -> link.loss(0.05).returnLoss(0.05));
        builder.link("r2", "server");
        for (int i = 0; i < 4; i++) {
            builder.router("b" + i).link("r1", "b" + i).link("b" + i, "r2", link -> link.loss(0.05));
        }
        Topology topology = builder.build();
        List<Boolean> complete = new ArrayList<>();
        Seeds.each(60, seed -> {
            MultipathResult result = Multipaths.discover(topology, seed, request -> request.algorithm(algorithm));
            Set<String> edges = Multipaths.edges(topology, result);
            assertThat(edges).isSubsetOf(Multipaths.links(topology));
            complete.add(edges.equals(Multipaths.links(topology)));
            assertThat(result.repliesReceived()).isLessThan(result.probesSent());
        });
        assertThat(complete.stream().filter(all -> all).count()).isGreaterThanOrEqualTo(52);
    }

    @Test
    void silentTtl_isOneSilentVertex_andCanBeMerged() {
        Topology topology =
                Multipaths.diamond(4, Balancing.perFlow(), NodeBuilder::silent).build();
        MultipathResult result = Multipaths.discover(topology, 1, request -> request);
        assertThat(Multipaths.names(topology, result, 2)).containsExactly("*");
        assertThat(Multipaths.edges(topology, result)).containsExactly("*>r2", "r1>*", "r2>server");
        assertThat(result.limits())
                .extracting(Limit::sentence)
                .containsExactly("TTL 2 has silent routers: how many can't be seen");
        assertThat(result.reached()).isTrue();
        assertThat(result.graph().withoutSilentHops().edges()).hasSize(2);
    }

    @Test
    void oneSilentBranch_isAVertexBesideTheOthers() {
        Topology topology = Multipaths.diamond(2, Balancing.perFlow())
                .router("quiet", NodeBuilder::silent)
                .link("r1", "quiet", Multipaths::tenMillis)
                .link("quiet", "r2", Multipaths::tenMillis)
                .build();
        Seeds.each(20, seed -> {
            MultipathResult result = Multipaths.discover(topology, seed, request -> request.confidence(0.999));
            assertThat(Multipaths.names(topology, result, 2)).containsExactly("*", "b0", "b1");
            assertThat(Multipaths.edges(topology, result))
                    .containsExactlyInAnyOrder("r1>*", "r1>b0", "r1>b1", "*>r2", "b0>r2", "b1>r2", "r2>server");
        });
    }

    @Test
    void rateLimitedRouter_isWaitedFor() {
        Topology topology = Multipaths.diamond(8, Balancing.perFlow(), node -> node.icmpRate(20, 2))
                .build();
        MultipathResult result = Multipaths.discover(topology, 1, request -> request.retries(5));
        assertThat(Multipaths.names(topology, result, 2)).doesNotContain("*").hasSize(8);
        assertThat(Multipaths.edges(topology, result)).isSubsetOf(Multipaths.links(topology));
    }

    @Test
    void routeThatChangesMeanwhile_isDiscoveredAnewAndStated() {
        TopologyBuilder builder = Multipaths.server(Topology.builder()
                .source("client")
                .router("r1")
                .router("before")
                .router("after")
                .router("r2"));
        Topology topology = builder.link("client", "r1", Multipaths::tenMillis)
                .path(List.of("r1", "before", "r2"), Multipaths::tenMillis)
                .path(List.of("r1", "after", "r2"), Multipaths::tenMillis)
                .link("r2", "server", Multipaths::tenMillis)
                .route("r1", "before")
                .routeFrom(Duration.ofMillis(25), "r1", "after")
                .build();
        List<MultipathEvent> events = new ArrayList<>();
        MultipathResult result = run(topology, events);
        assertThat(Multipaths.edges(topology, result)).containsExactly("after>r2", "r1>after", "r2>server");
        assertThat(result.limits())
                .extracting(Limit::sentence)
                .containsExactly("The route changed meanwhile, so the discovery began again (1 times)");
        assertThat(events)
                .filteredOn(MultipathEvent.RouteChanged.class::isInstance)
                .hasSize(1);
        assertThat(result.loadBalancers()).isEmpty();
    }

    @Test
    void filteredTarget_isNotReachedButTheGraphUpToThereIsTold() {
        Topology walled = walled();
        MultipathResult result = Multipaths.discover(walled, 1, request -> request.timeout(Duration.ofMillis(500)));
        assertThat(result.reached()).isFalse();
        assertThat(result.stopReason()).isEqualTo(StopReason.GAP_LIMIT);
        assertThat(Multipaths.edges(walled, result)).containsExactly("a>wall", "b>wall", "r1>a", "r1>b");
        assertThat(result.limits())
                .extracting(Limit::sentence)
                .containsExactly("The target did not answer: no hop does behind TTL 3");
    }

    private static Topology walled() {
        return Multipaths.server(Topology.builder()
                        .source("client")
                        .router("r1")
                        .router("a")
                        .router("b")
                        .router("wall", NodeBuilder::blackHole))
                .link("client", "r1")
                .link("r1", "a")
                .link("r1", "b")
                .link("a", "wall")
                .link("b", "wall")
                .link("wall", "server")
                .build();
    }

    @Test
    void refusingRouter_endsTheGraphAndSaysWhy() {
        Topology topology = Multipaths.server(
                        Topology.builder().source("client").router("r1").router("guard", node -> node.rejects(13, 1)))
                .link("client", "r1")
                .link("r1", "guard")
                .link("guard", "server")
                .build();
        MultipathResult result = Multipaths.discover(topology, 1, request -> request);
        assertThat(result.stopReason()).isEqualTo(StopReason.UNREACHABLE);
        assertThat(Multipaths.edges(topology, result)).containsExactly("r1>guard");
        assertThat(result.limits()).singleElement().asString().contains("says \"unreachable: prohibited\"");
    }

    @Test
    void deadline_endsTheSearchAndIsStated() {
        Topology topology = Multipaths.diamond(16, Balancing.perFlow()).build();
        MultipathResult result = Multipaths.discover(
                topology, 1, request -> request.rateLimit(100).deadline(Duration.ofMillis(400)));
        assertThat(result.stopReason()).isEqualTo(StopReason.DEADLINE);
        assertThat(result.complete()).isFalse();
        assertThat(result.limits())
                .extracting(Limit::sentence)
                .contains("It ended early (the deadline passed), so branches may be missing everywhere");
        assertThat(result.confidence().graph()).isLessThan(0.95);
    }

    @Test
    void unreachableNetwork_isALimitOfThisHost() {
        Topology topology = Topology.builder()
                .source("client", node -> node.address("10.255.0.1"))
                .destination("server", node -> node.address(Multipaths.TARGET))
                .link("client", "server", link -> link.mtu(576))
                .build();
        MultipathResult result =
                Multipaths.discover(topology, 1, request -> request.size(1000).dontFragment(true));
        assertThat(result.probesSent()).isZero();
        assertThat(result.confidence().graph()).isZero();
        assertThat(result.confidence().perNode()).isZero();
        assertThat(result.limits())
                .anyMatch(limit -> limit.sentence().startsWith("Probes could not leave this host: EMSGSIZE, "));
        assertThat(result.complete()).isFalse();
    }

    @Test
    void events_beginWithTheTargetAndTellEachVertexOnce() {
        List<MultipathEvent> events = new ArrayList<>();
        MultipathResult result = run(Multipaths.diamond(3, Balancing.perFlow()).build(), events);
        assertThat(events.get(0)).isInstanceOf(MultipathEvent.Started.class);
        assertThat(events)
                .filteredOn(MultipathEvent.VertexFound.class::isInstance)
                .hasSameSizeAs(result.vertices())
                .doesNotHaveDuplicates();
        assertThat(events)
                .filteredOn(MultipathEvent.ProbeCompleted.class::isInstance)
                .hasSize((int) result.probesSent());
    }

    private static MultipathResult run(Topology topology, List<MultipathEvent> events) {
        try (PathTracer tracer = Traces.tracer(topology, 1);
                Measurement<MultipathEvent, MultipathResult> discovery = tracer.start(
                        MultipathRequest.to(Multipaths.TARGET).rateLimit(0).build())) {
            EventList<MultipathEvent> list = new EventList<>();
            discovery.events().subscribe(list);
            MultipathResult result = discovery.result().toCompletableFuture().join();
            events.addAll(list.await());
            return result;
        }
    }
}
