// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pathtracer.Limit;
import org.pathtracer.MultipathResult;
import org.pathtracer.Protocol;
import org.pathtracer.StopReason;
import org.pathtracer.enrich.AddressInfo;
import org.pathtracer.enrich.Origin;
import org.pathtracer.multipath.LoadBalancer;
import org.pathtracer.multipath.MultipathAlgorithm;
import org.pathtracer.multipath.MultipathEdge;
import org.pathtracer.multipath.MultipathGraph;
import org.pathtracer.multipath.MultipathLimit;
import org.pathtracer.multipath.MultipathPath;
import org.pathtracer.multipath.MultipathRouter;
import org.pathtracer.multipath.MultipathVertex;
import org.pathtracer.result.AddressInfoRecord;
import org.pathtracer.result.EnrichmentReportRecord;
import org.pathtracer.result.LoadBalancerRecord;
import org.pathtracer.result.MultipathConfidenceRecord;
import org.pathtracer.result.MultipathEdgeRecord;
import org.pathtracer.result.MultipathGraphRecord;
import org.pathtracer.result.MultipathPathRecord;
import org.pathtracer.result.MultipathResultRecord;
import org.pathtracer.result.MultipathRouterRecord;
import org.pathtracer.result.MultipathVertexRecord;
import org.pathtracer.result.RunRecord;
import org.pathtracer.result.TransportChoiceRecord;
import org.pathtracer.samples.Samples;
import org.pathtracer.statistics.Statistics;

/** Multipath results made by hand. */
public final class MultipathSamples {
    /** r1 - two ways of two hops that cross, one of them silent at its end - r6 - the target. */
    public static final MultipathResult CROSSING = result(new MultipathGraphRecord(
            List.of(
                    vertex(0, 1, "192.0.2.1"),
                    vertex(1, 2, "192.0.2.2"),
                    vertex(2, 2, "192.0.2.3"),
                    vertex(3, 3, "192.0.2.4"),
                    vertex(4, 3, ""),
                    vertex(5, 4, "192.0.2.6"),
                    vertex(6, 5, "192.0.2.99")),
            List.of(edge(0, 1), edge(0, 2), edge(1, 3), edge(1, 4), edge(2, 3), edge(3, 5), edge(4, 5), edge(5, 6)),
            List.of(
                    path(List.of(0, 1, 3, 5, 6), 0, 3),
                    path(List.of(0, 1, 4, 5, 6), 1),
                    path(List.of(0, 2, 3, 5, 6), 2))));

    private MultipathSamples() {}

    /** The same as {@link #CROSSING}, with a confidence that holds down to this share. */
    public static MultipathResult downTo(double leastShare) {
        return result(CROSSING.graph(), leastShare);
    }

    /** The same as {@link #CROSSING}, with what is known of the first router. */
    public static MultipathResult known() {
        AddressInfo info = new AddressInfoRecord(
                Optional.of("edge.example"),
                Optional.of(new Origin(
                        List.of(64500L), Optional.of("EDGE"), Optional.empty(), Optional.empty(), Optional.empty())),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return MultipathResultRecord.enriched(
                CROSSING,
                Map.of(Samples.address("192.0.2.1"), info),
                new EnrichmentReportRecord(Duration.ofMillis(3), List.of()));
    }

    /** r1 - many ways - r2 - the target. */
    public static MultipathResult wide(int width) {
        List<MultipathVertex> vertices = new ArrayList<>(List.of(vertex(0, 1, "192.0.2.1")));
        List<MultipathEdge> edges = new ArrayList<>();
        List<MultipathPath> paths = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
            vertices.add(vertex(i, 2, "198.51.100." + i));
            edges.add(edge(0, i));
            paths.add(path(List.of(0, i, width + 1, width + 2), i));
        }
        for (int i = 1; i <= width; i++) {
            edges.add(edge(i, width + 1));
        }
        edges.add(edge(width + 1, width + 2));
        vertices.add(vertex(width + 1, 3, "203.0.113.1"));
        vertices.add(vertex(width + 2, 4, "192.0.2.99"));
        return result(new MultipathGraphRecord(vertices, edges, paths));
    }

    /** A silent router behind which paths part; three addresses discovered in no order. */
    public static MultipathGraph silentFork() {
        return new MultipathGraphRecord(
                List.of(
                        vertex(0, 1, ""),
                        vertex(1, 2, "192.0.2.30"),
                        vertex(2, 2, "192.0.2.4"),
                        vertex(3, 2, ""),
                        vertex(4, 2, "192.0.2.100"),
                        vertex(5, 3, "192.0.2.99")),
                List.of(edge(0, 1), edge(0, 2), edge(0, 3), edge(0, 4), edge(1, 5), edge(2, 5), edge(3, 5), edge(4, 5)),
                List.of(path(List.of(0, 1, 5), 0)));
    }

    private static MultipathVertex vertex(int id, int ttl, String address) {
        Optional<InetAddress> known = address.isEmpty() ? Optional.empty() : Optional.of(Samples.address(address));
        Statistics statistics = known.isEmpty()
                ? Statistics.of(3, List.of())
                : Statistics.of(2, List.of(Duration.ofNanos(1_500_000L * ttl), Duration.ofMillis(2L * ttl)));
        return new MultipathVertexRecord(id, ttl, known, address.endsWith(".99"), statistics);
    }

    public static MultipathEdge edge(int from, int to) {
        return new MultipathEdgeRecord(from, to);
    }

    public static MultipathPath path(List<Integer> vertices, Integer... flows) {
        return new MultipathPathRecord(vertices, List.of(flows), Optional.of(Duration.ofMillis(8)));
    }

    private static MultipathResult result(MultipathGraph graph) {
        return result(graph, 1);
    }

    /** The graph as that of a target with this name. */
    public static MultipathResult of(String target, MultipathGraph graph) {
        return result(target, graph, 1);
    }

    private static MultipathResult result(MultipathGraph graph, double leastShare) {
        return result("target.example", graph, leastShare);
    }

    private static MultipathResult result(String target, MultipathGraph graph, double leastShare) {
        return new MultipathResultRecord(
                target,
                Samples.address("192.0.2.99"),
                new RunRecord(
                        Protocol.UDP,
                        new TransportChoiceRecord("raw", "asked for", List.of()),
                        Instant.parse("2026-11-21T05:00:00.5Z"),
                        Duration.ofMillis(52),
                        StopReason.DESTINATION,
                        60,
                        58),
                MultipathAlgorithm.MDA_LITE,
                new MultipathConfidenceRecord(0.984375, 0.9564, leastShare),
                true,
                true,
                List.of(new Limit<>(MultipathLimit.SILENT, "TTL 3 has silent routers: how many can't be seen")),
                graph,
                List.of(
                        new LoadBalancerRecord(
                                Optional.of(Samples.address("192.0.2.1")), 1, LoadBalancer.Kind.PER_FLOW),
                        new LoadBalancerRecord(
                                Optional.of(Samples.address("192.0.2.2")), 2, LoadBalancer.Kind.PER_PACKET)),
                List.of(new MultipathRouterRecord(
                        List.of(Samples.address("192.0.2.2"), Samples.address("192.0.2.3")),
                        Set.of(MultipathRouter.Evidence.COMMON_COUNTER))),
                EnrichmentReportRecord.NONE);
    }
}
