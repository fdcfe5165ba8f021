// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/** What flows that are known at two adjacent TTLs show of the edges in between. */
final class HopPair {
    final TtlSearch before;
    final TtlSearch here;
    /** Flows known at both, by the vertices there: index before, index here. */
    private final int[][] passing;

    /**
     * What is known now.
     *
     * @param stable flows that are sure to meet the same vertex at the first TTL whenever they are asked
     */
    HopPair(TtlSearch before, TtlSearch here, int flows, IntPredicate stable) {
        this.before = before;
        this.here = here;
        passing = new int[before.indices()][here.indices()];
        for (int flow = 0; flow < flows; flow++) {
            int to = here.cell(flow);
            int from = to < 0 ? TtlSearch.UNKNOWN : from(flow);
            // Where there is one vertex only, the packets that met any other before get there as well.
            if (from >= 0 && (here.width() == 1 || stable.test(flow))) {
                passing[from][to]++;
            }
        }
    }

    /** One that was not asked meets the vertex that stands for all: what is silent, or is taken for granted. */
    private int from(int flow) {
        int cell = before.cell(flow);
        if (cell >= 0 || cell == TtlSearch.ENDED) {
            return cell;
        }
        return before.inferred() ? before.only() : cell;
    }

    boolean edge(int from, int to) {
        return passing[from][to] > 0;
    }

    int successors(int from) {
        int count = 0;
        for (int to = 0; to < here.indices(); to++) {
            count += edge(from, to) ? 1 : 0;
        }
        return count;
    }

    int predecessors(int to) {
        int count = 0;
        for (int from = 0; from < before.indices(); from++) {
            count += edge(from, to) ? 1 : 0;
        }
        return count;
    }

    /** Flows through a vertex of the first TTL, by index of the vertex that they meet at the second. */
    int[] flowsBySuccessor(int from) {
        return passing[from].clone();
    }

    /** Flows through a vertex of the first TTL that are known at the second. */
    int flowsFrom(int from) {
        int count = 0;
        for (int to = 0; to < here.indices(); to++) {
            count += passing[from][to];
        }
        return count;
    }

    /** Flows through a vertex of the second TTL that are known at the first. */
    int flowsTo(int to) {
        int count = 0;
        for (int from = 0; from < before.indices(); from++) {
            count += passing[from][to];
        }
        return count;
    }

    boolean bothWide() {
        return before.width() > 1 && here.width() > 1;
    }

    /**
     * Whether paths cross: at the TTL with more vertices, one has several neighbours at the other (Vermeulen et al.,
     * IMC 2018, section 2.3.1).
     */
    boolean meshed() {
        return bothWide()
                && (before.width() >= here.width()
                        ? before.vertices().anyMatch(vertex -> successors(vertex.index) > 1)
                        : here.vertices().anyMatch(vertex -> predecessors(vertex.index) > 1));
    }

    /** Whether vertices of the first TTL differ in their number of successors. */
    boolean unequalSuccessors() {
        return unequal(before, this::successors);
    }

    private static boolean unequal(TtlSearch hop, IntUnaryOperator degree) {
        return hop.vertices()
                        .filter(vertex -> !vertex.terminal())
                        .mapToInt(vertex -> degree.applyAsInt(vertex.index))
                        .distinct()
                        .count()
                > 1;
    }

    /** Branch points at the first TTL. */
    int branchPoints() {
        return (int)
                before.vertices().filter(vertex -> successors(vertex.index) > 1).count();
    }

    /**
     * Share of all flows that gets to each vertex of the second TTL if each vertex spreads its flows evenly.
     *
     * @param shares of the vertices of the first TTL, by index
     */
    double[] shares(double[] shares) {
        double[] next = new double[here.indices()];
        for (int from = 0; from < before.indices(); from++) {
            int count = successors(from);
            for (int to = 0; to < here.indices(); to++) {
                next[to] += edge(from, to) ? shares[from] / count : 0;
            }
        }
        return next;
    }
}
