// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.pathtracer.multipath.MultipathEdge;
import org.pathtracer.multipath.MultipathGraph;
import org.pathtracer.multipath.MultipathPath;
import org.pathtracer.multipath.MultipathVertex;

/** Graphs made of parts of others. */
final class GraphParts {
    private static final Comparator<MultipathEdge> BY_ENDS =
            Comparator.comparingInt(MultipathEdge::from).thenComparingInt(MultipathEdge::to);

    private GraphParts() {}

    static MultipathGraph of(MultipathGraph graph, Collection<MultipathPath> wanted) {
        Set<Integer> used = new TreeSet<>();
        Set<MultipathEdge> passed = new TreeSet<>(BY_ENDS);
        for (MultipathPath path : wanted) {
            used.addAll(path.vertices());
            passed.addAll(steps(path));
        }
        passed.retainAll(graph.edges());
        return keep(graph, vertex -> used.contains(vertex.id()), passed, List.copyOf(wanted));
    }

    static MultipathGraph withoutSilentHops(MultipathGraph graph) {
        Predicate<MultipathVertex> answers = vertex -> !vertex.silent();
        Map<List<Integer>, MultipathPath> merged = new LinkedHashMap<>();
        Set<MultipathEdge> edges = new TreeSet<>(BY_ENDS);
        for (MultipathEdge edge : graph.edges()) {
            if (answers.test(graph.vertices().get(edge.from()))
                    && answers.test(graph.vertices().get(edge.to()))) {
                edges.add(edge);
            }
        }
        for (MultipathPath path : graph.paths()) {
            List<Integer> rest = path.vertices().stream()
                    .filter(id -> answers.test(graph.vertices().get(id)))
                    .toList();
            MultipathPath part = new MultipathPathRecord(rest, path.flows(), path.rtt());
            bridge(graph, path, edges);
            merged.merge(rest, part, GraphParts::sameWay);
        }
        return keep(graph, answers, edges, List.copyOf(merged.values()));
    }

    /** Edges over the silent vertices of a path, from one that answers to the next. */
    private static void bridge(MultipathGraph graph, MultipathPath path, Set<MultipathEdge> edges) {
        int before = -1;
        boolean gap = false;
        for (int id : path.vertices()) {
            if (graph.vertices().get(id).silent()) {
                gap = before >= 0;
            } else {
                if (gap) {
                    edges.add(new MultipathEdgeRecord(before, id));
                }
                before = id;
                gap = false;
            }
        }
    }

    private static MultipathPath sameWay(MultipathPath a, MultipathPath b) {
        List<Integer> flows = new ArrayList<>(a.flows());
        flows.addAll(b.flows());
        flows.sort(Comparator.naturalOrder());
        return new MultipathPathRecord(
                a.vertices(),
                flows,
                a.rtt().isEmpty()
                                || b.rtt().isPresent()
                                        && b.rtt().get().compareTo(a.rtt().get()) < 0
                        ? b.rtt()
                        : a.rtt());
    }

    private static List<MultipathEdge> steps(MultipathPath path) {
        List<MultipathEdge> steps = new ArrayList<>();
        for (int i = 1; i < path.vertices().size(); i++) {
            steps.add(new MultipathEdgeRecord(
                    path.vertices().get(i - 1), path.vertices().get(i)));
        }
        return steps;
    }

    private static MultipathGraph keep(
            MultipathGraph graph,
            Predicate<MultipathVertex> wanted,
            Collection<MultipathEdge> edges,
            List<MultipathPath> paths) {
        Map<Integer, Integer> ids = new HashMap<>();
        List<MultipathVertex> vertices = new ArrayList<>();
        for (MultipathVertex vertex : graph.vertices()) {
            if (wanted.test(vertex)) {
                ids.put(vertex.id(), vertices.size());
                vertices.add(MultipathVertexRecord.numbered(vertex, vertices.size()));
            }
        }
        return new MultipathGraphRecord(
                vertices,
                edges.stream()
                        .<MultipathEdge>map(edge -> new MultipathEdgeRecord(id(ids, edge.from()), id(ids, edge.to())))
                        .toList(),
                paths.stream()
                        .<MultipathPath>map(path -> new MultipathPathRecord(
                                path.vertices().stream().map(id -> id(ids, id)).toList(), path.flows(), path.rtt()))
                        .toList());
    }

    private static int id(Map<Integer, Integer> ids, int old) {
        return ids.getOrDefault(old, -1);
    }
}
