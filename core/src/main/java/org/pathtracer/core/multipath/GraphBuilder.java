// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.pathtracer.result.MultipathEdgeRecord;
import org.pathtracer.result.MultipathGraphRecord;
import org.pathtracer.result.MultipathPathRecord;
import org.pathtracer.result.MultipathVertexRecord;
import org.pathtracer.multipath.MultipathEdge;
import org.pathtracer.multipath.MultipathGraph;
import org.pathtracer.multipath.MultipathPath;
import org.pathtracer.multipath.MultipathVertex;
import org.pathtracer.statistics.Statistics;

/** Makes the graph out of what flows have shown. */
final class GraphBuilder {
    private static final int NONE = -1;
    private static final Comparator<MultipathEdge> BY_ENDS =
            Comparator.comparingInt(MultipathEdge::from).thenComparingInt(MultipathEdge::to);

    private final Exploration exploration;
    private final FlowTable table;
    private final int firstFlow;
    private final int last;
    private final List<MultipathVertex> vertices = new ArrayList<>();
    private final Set<MultipathEdge> edges = new HashSet<>();
    /** Ids by TTL and index. */
    private final Map<Integer, int[]> ids = new HashMap<>();

    GraphBuilder(Exploration exploration, int firstFlow) {
        this.exploration = exploration;
        this.table = exploration.table;
        this.firstFlow = firstFlow;
        this.last = table.highestAnswered();
    }

    MultipathGraph build() {
        for (int ttl = table.first; ttl <= last; ttl++) {
            addVertices(table.pair(ttl));
        }
        for (int ttl = table.first + 1; ttl <= last; ttl++) {
            addEdges(table.pair(ttl));
        }
        return new MultipathGraphRecord(vertices, edges.stream().sorted(BY_ENDS).toList(), paths());
    }

    private void addVertices(HopPair pair) {
        TtlSearch hop = pair.here;
        int[] places = new int[hop.indices()];
        Arrays.fill(places, NONE);
        ids.put(hop.ttl, places);
        for (Vertex vertex : hop.vertices().toList()) {
            if (!repeats(vertex, pair)) {
                places[vertex.index] = vertices.size();
                vertices.add(new MultipathVertexRecord(
                        vertices.size(),
                        hop.ttl,
                        Optional.ofNullable(vertex.address),
                        vertex.kind == Vertex.Kind.DESTINATION,
                        Statistics.of(Math.max(vertex.flows, vertex.rtts.size()), vertex.rtts)));
            }
        }
    }

    /**
     * A router that can't forward a packet says so one TTL after the one where packets end at it: the same vertex
     * twice.
     */
    private static boolean repeats(Vertex vertex, HopPair pair) {
        if (vertex.kind != Vertex.Kind.DEAD_END) {
            return false;
        }
        return pair.before
                .vertices()
                .anyMatch(before -> before.address != null && before.address.equals(vertex.address));
    }

    private void addEdges(HopPair pair) {
        int ttl = pair.here.ttl;
        for (int from = 0; from < pair.before.indices(); from++) {
            for (int to = 0; to < pair.here.indices(); to++) {
                if (pair.edge(from, to) && id(ttl - 1, from) >= 0 && id(ttl, to) >= 0) {
                    edges.add(new MultipathEdgeRecord(id(ttl - 1, from), id(ttl, to)));
                }
            }
        }
    }

    private int id(int ttl, int index) {
        int[] places = ids.get(ttl);
        return places == null || index < 0 || index >= places.length ? NONE : places[index];
    }

    private List<MultipathPath> paths() {
        Map<List<Integer>, List<Integer>> flows = new TreeMap<>(GraphBuilder::compare);
        for (int flow = 0; flow < table.flows(); flow++) {
            List<Integer> way = way(flow);
            if (!way.isEmpty()) {
                flows.computeIfAbsent(way, w -> new ArrayList<>()).add(flow);
            }
        }
        List<MultipathPath> paths = new ArrayList<>();
        flows.forEach((way, takers) -> paths.add(new MultipathPathRecord(
                way, takers.stream().map(flow -> firstFlow + flow).toList(), rtt(way, takers))));
        return paths;
    }

    private static int compare(List<Integer> a, List<Integer> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            if (!a.get(i).equals(b.get(i))) {
                return Integer.compare(a.get(i), b.get(i));
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    /** Ids of what a flow meets; empty if not all of it is known. */
    private List<Integer> way(int flow) {
        List<Integer> way = new ArrayList<>();
        int before = NONE;
        for (int ttl = table.first; ttl <= last; ttl++) {
            TtlSearch hop = table.hop(ttl);
            int index = hop.cellOrOnly(flow);
            if (index == TtlSearch.ENDED) {
                break;
            } else if (!exploration.stability().stable(flow, ttl) || hop.width() == 0) {
                before = NONE;
                continue;
            } else if (index < 0) {
                return List.of();
            }
            int id = id(ttl, index);
            if (id >= 0) {
                if (before >= 0 && !edges.contains(new MultipathEdgeRecord(before, id))) {
                    return List.of();
                }
                way.add(id);
                before = id;
            }
            if (hop.vertex(index).terminal()) {
                break;
            }
        }
        return way;
    }

    private Optional<Duration> rtt(List<Integer> way, List<Integer> takers) {
        MultipathVertex end = vertices.get(way.get(way.size() - 1));
        TtlSearch hop = table.hop(end.ttl());
        return end.silent()
                ? Optional.empty()
                : takers.stream()
                        .filter(flow -> hop.cell(flow) >= 0)
                        .map(flow -> Duration.ofNanos(hop.rtt(flow)))
                        .min(Comparator.naturalOrder());
    }
}
