// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * At the end, sends a few flows over the whole path, so that each edge lies on a path of which a flow is known: then
 * each can be traced or pinged by itself.
 */
final class PathCompletion {
    private final FlowTable table;
    private final IntPredicate perPacket;

    /**
     * A completion.
     *
     * @param perPacket TTLs where flows mean nothing
     */
    PathCompletion(FlowTable table, IntPredicate perPacket) {
        this.table = table;
        this.perPacket = perPacket;
    }

    private record Incomplete(int flow, List<Integer> missing) {}

    void plan(Asker asker) {
        int end = table.highestAnswered();
        List<Incomplete> flows = new ArrayList<>();
        for (int flow = 0; flow < table.flows(); flow++) {
            lacks(flow, end, flows);
        }
        flows.sort(Comparator.comparingInt(each -> each.missing().size()));
        Set<Long> covered = new HashSet<>();
        int edges = edges(end);
        for (Incomplete each : flows) {
            if (covered.size() == edges) {
                return;
            }
            if (covers(each.flow(), end, covered)) {
                each.missing().forEach(ttl -> asker.ask(ttl, each.flow()));
            }
        }
    }

    /** What a flow lacks; flows that can't be completed are left out. */
    private void lacks(int flow, int end, List<Incomplete> flows) {
        List<Integer> missing = new ArrayList<>();
        for (int ttl = table.first; ttl <= end; ttl++) {
            TtlSearch hop = table.hop(ttl);
            int cell = hop.cell(flow);
            boolean wide = hop.width() > 1 || hop.only() < 0;
            if (cell == TtlSearch.ENDED) {
                break;
            } else if (wide && hop.width() > 0 && cell < 0 && !perPacket.test(ttl)) {
                if (cell != TtlSearch.UNKNOWN) {
                    return;
                }
                missing.add(ttl);
            } else if (cell >= 0 && hop.vertex(cell).terminal()) {
                break;
            }
        }
        flows.add(new Incomplete(flow, missing));
    }

    private int edges(int end) {
        int edges = 0;
        for (int ttl = table.first + 1; ttl <= end; ttl++) {
            HopPair pair = table.pair(ttl);
            for (int from = 0; from < pair.before.indices(); from++) {
                edges += pair.successors(from);
            }
        }
        return edges;
    }

    /** Adds the edges that a flow is known to take; whether there is a new one. */
    private boolean covers(int flow, int end, Set<Long> covered) {
        boolean fresh = false;
        for (int ttl = table.first + 1; ttl <= end; ttl++) {
            int from = table.hop(ttl - 1).cell(flow);
            int to = table.hop(ttl).cell(flow);
            if (from >= 0 && to >= 0 && table.pair(ttl).edge(from, to)) {
                fresh |= covered.add((long) ttl << 40 | (long) from << 20 | to);
            }
        }
        return fresh;
    }
}
