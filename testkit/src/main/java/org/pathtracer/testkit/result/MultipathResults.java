// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.result;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.pathtracer.MultipathResult;
import org.pathtracer.StopReason;
import org.pathtracer.multipath.LoadBalancer;
import org.pathtracer.multipath.MultipathAlgorithm;
import org.pathtracer.multipath.MultipathEdge;
import org.pathtracer.multipath.MultipathGraph;
import org.pathtracer.multipath.MultipathPath;
import org.pathtracer.multipath.MultipathVertex;
import org.pathtracer.result.EnrichmentReportRecord;
import org.pathtracer.result.LoadBalancerRecord;
import org.pathtracer.result.MultipathConfidenceRecord;
import org.pathtracer.result.MultipathEdgeRecord;
import org.pathtracer.result.MultipathGraphRecord;
import org.pathtracer.result.MultipathPathRecord;
import org.pathtracer.result.MultipathResultRecord;
import org.pathtracer.result.MultipathVertexRecord;
import org.pathtracer.statistics.Statistics;

/**
 * Makes the result of a multipath discovery, path by path.
 *
 * @since 0.1.0
 */
public final class MultipathResults extends ResultBuilder<MultipathResult, MultipathResults> {
    private static final String SILENT = "*";
    private static final double CONFIDENCE = 0.95;

    private final List<List<Optional<InetAddress>>> paths = new ArrayList<>();

    private record Cell(int ttl, Optional<InetAddress> address) {}

    private MultipathResults(String target) {
        super(target);
    }

    /** Begins a discovery of the paths to a target, as asked for. */
    public static MultipathResults to(String target) {
        return new MultipathResults(target);
    }

    @Override
    MultipathResults self() {
        return this;
    }

    /**
     * Adds a path. An address that several paths have at the same TTL is one vertex; where paths part behind a vertex
     * is a balancer of flows.
     *
     * @param hops the addresses from TTL 1 on; {@code *} for one that does not answer
     */
    public MultipathResults path(String... hops) {
        Objects.requireNonNull(hops, "hops");
        List<Optional<InetAddress>> path = new ArrayList<>();
        for (String hop : hops) {
            path.add(hop.equals(SILENT) ? Optional.empty() : Optional.of(Literals.address(hop)));
        }
        paths.add(path);
        return this;
    }

    @Override
    public MultipathResult build() {
        MultipathGraph graph = graph();
        boolean reached = graph.vertices().stream().anyMatch(MultipathVertex::destination);
        long probes = paths.stream().mapToLong(List::size).sum();
        return new MultipathResultRecord(
                target,
                address,
                run(
                        reached ? StopReason.DESTINATION : StopReason.MAX_HOPS,
                        probes,
                        paths.stream()
                                .flatMap(List::stream)
                                .filter(Optional::isPresent)
                                .count()),
                MultipathAlgorithm.MDA,
                new MultipathConfidenceRecord(CONFIDENCE, CONFIDENCE, 1),
                reached,
                true,
                List.of(),
                graph,
                balancers(graph),
                List.of(),
                EnrichmentReportRecord.NONE);
    }

    private MultipathGraph graph() {
        List<Cell> cells = cells();
        List<MultipathVertex> vertices = new ArrayList<>();
        for (Cell cell : cells) {
            vertices.add(new MultipathVertexRecord(
                    vertices.size(),
                    cell.ttl,
                    cell.address,
                    cell.address.equals(Optional.of(address)),
                    Statistics.of(0, List.of())));
        }
        Set<MultipathEdge> edges = new LinkedHashSet<>();
        List<MultipathPath> taken = new ArrayList<>();
        for (int flow = 0; flow < paths.size(); flow++) {
            List<Integer> ids = new ArrayList<>();
            for (int i = 0; i < paths.get(flow).size(); i++) {
                ids.add(cells.indexOf(new Cell(i + 1, paths.get(flow).get(i))));
                if (i > 0) {
                    edges.add(new MultipathEdgeRecord(ids.get(i - 1), ids.get(i)));
                }
            }
            taken.add(new MultipathPathRecord(ids, List.of(flow), Optional.empty()));
        }
        return new MultipathGraphRecord(vertices, List.copyOf(edges), taken);
    }

    /** In the order of their TTLs. */
    private List<Cell> cells() {
        Set<Cell> cells = new LinkedHashSet<>();
        int longest = paths.stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < longest; i++) {
            for (List<Optional<InetAddress>> path : paths) {
                if (i < path.size()) {
                    cells.add(new Cell(i + 1, path.get(i)));
                }
            }
        }
        return List.copyOf(cells);
    }

    private static List<LoadBalancer> balancers(MultipathGraph graph) {
        return graph.divergencePoints().stream()
                .<LoadBalancer>map(
                        vertex -> new LoadBalancerRecord(vertex.address(), vertex.ttl(), LoadBalancer.Kind.PER_FLOW))
                .toList();
    }
}
