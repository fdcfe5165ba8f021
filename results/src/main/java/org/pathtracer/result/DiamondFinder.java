// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.pathtracer.multipath.Diamond;
import org.pathtracer.multipath.MultipathEdge;
import org.pathtracer.multipath.MultipathGraph;
import org.pathtracer.multipath.MultipathVertex;

/** Walks along a graph from one vertex that all paths pass to the next; what lies between two is a diamond. */
final class DiamondFinder {
    private final MultipathGraph graph;
    private final List<List<Integer>> successors = new ArrayList<>();
    private final List<List<Integer>> predecessors = new ArrayList<>();

    DiamondFinder(MultipathGraph graph) {
        this.graph = graph;
        graph.vertices().forEach(vertex -> {
            successors.add(new ArrayList<>());
            predecessors.add(new ArrayList<>());
        });
        for (MultipathEdge edge : graph.edges()) {
            successors.get(edge.from()).add(edge.to());
            predecessors.get(edge.to()).add(edge.from());
        }
    }

    List<Diamond> find() {
        List<Diamond> diamonds = new ArrayList<>();
        OptionalInt divergence = OptionalInt.empty();
        List<Integer> next = roots();
        while (!next.isEmpty()) {
            if (next.size() == 1) {
                divergence = OptionalInt.of(next.get(0));
            } else {
                BitSet inside = new BitSet();
                OptionalInt convergence = sweep(next, inside);
                diamonds.add(measure(divergence, convergence, inside));
                if (convergence.isEmpty()) {
                    break;
                }
                divergence = convergence;
            }
            next = successors.get(divergence.getAsInt());
        }
        return diamonds;
    }

    private List<Integer> roots() {
        List<MultipathVertex> vertices = graph.vertices();
        return vertices.stream()
                .filter(vertex -> vertex.ttl() == vertices.get(0).ttl())
                .map(MultipathVertex::id)
                .toList();
    }

    /**
     * Goes on in the order of TTLs, which is that of ids, until one vertex is left that all that are open lead to.
     *
     * @param inside gets what was passed
     */
    private OptionalInt sweep(List<Integer> start, BitSet inside) {
        BitSet open = new BitSet();
        start.forEach(open::set);
        boolean ends = false;
        while (ends ? !open.isEmpty() : open.cardinality() > 1) {
            int id = open.nextSetBit(0);
            open.clear(id);
            inside.set(id);
            ends |= successors.get(id).isEmpty();
            successors.get(id).forEach(open::set);
        }
        return ends ? OptionalInt.empty() : OptionalInt.of(open.nextSetBit(0));
    }

    private Diamond measure(OptionalInt divergence, OptionalInt convergence, BitSet inside) {
        Map<Integer, List<Integer>> layers = new TreeMap<>();
        inside.stream()
                .forEach(id -> layers.computeIfAbsent(ttl(id), ttl -> new ArrayList<>())
                        .add(id));
        int first = divergence.isPresent() ? ttl(divergence.getAsInt()) : ttl(inside.nextSetBit(0)) - 1;
        int last = convergence.isPresent() ? ttl(convergence.getAsInt()) : ttl(inside.length() - 1);
        boolean meshed = false;
        boolean asymmetric = unequalLengths(convergence, inside);
        for (int ttl : layers.keySet()) {
            List<Integer> here = layers.getOrDefault(ttl, List.of());
            List<Integer> below = layers.getOrDefault(ttl + 1, List.of());
            meshed |= below.size() > 1 && meshed(here);
            asymmetric |= !below.isEmpty() && unequalDegrees(here, below);
        }
        return new DiamondRecord(divergence, convergence, widest(layers), last - first, meshed, asymmetric);
    }

    private int ttl(int id) {
        return graph.vertices().get(id).ttl();
    }

    private boolean meshed(List<Integer> layer) {
        return layer.stream()
                .filter(id -> successors.get(id).size() > 1)
                .flatMap(id -> successors.get(id).stream())
                .anyMatch(id -> predecessors.get(id).size() > 1);
    }

    /** Whether the load is spread unevenly although every vertex spreads it evenly. */
    private boolean unequalDegrees(List<Integer> here, List<Integer> below) {
        return here.size() <= below.size() && differ(here, successors)
                || here.size() >= below.size() && differ(below, predecessors);
    }

    private static boolean differ(List<Integer> layer, List<List<Integer>> neighbours) {
        return layer.stream().map(id -> neighbours.get(id).size()).distinct().count() > 1;
    }

    /** An end before the others', or an edge into the convergence from afar. */
    private boolean unequalLengths(OptionalInt convergence, BitSet inside) {
        if (convergence.isPresent()) {
            return false;
        }
        return inside.stream()
                        .filter(id -> successors.get(id).isEmpty())
                        .map(this::ttl)
                        .distinct()
                        .count()
                > 1;
    }

    private static int widest(Map<Integer, List<Integer>> layers) {
        return layers.values().stream().mapToInt(List::size).max().orElse(0);
    }
}
