// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

/**
 * Where the target is. A flow that was lost at the target's TTL gets its answer one TTL later, where there is no vertex
 * of the graph: the target answers whatever TTL is left. If that is lost as well, it comes two TTLs later, and so on.
 * So where other flows meet the target at a lower TTL, an answer counts only if the same flow meets another address
 * from there on.
 */
final class Arrivals {
    private final FlowTable table;

    Arrivals(FlowTable table) {
        this.table = table;
    }

    void plan(Asker asker) {
        int nearest = table.first;
        while (nearest < table.last && !arrives(nearest)) {
            nearest++;
        }
        for (int ttl = nearest + 1; ttl <= table.last; ttl++) {
            for (int flow = 0; flow < table.flows() && arrives(ttl); flow++) {
                if (arrives(ttl, flow)) {
                    resolve(nearest, ttl, flow, asker);
                }
            }
        }
    }

    private boolean arrives(int ttl) {
        return table.hop(ttl).hasAny(vertex -> vertex.kind == Vertex.Kind.DESTINATION);
    }

    private boolean arrives(int ttl, int flow) {
        TtlSearch hop = table.hop(ttl);
        int cell = hop.cell(flow);
        return cell >= 0 && hop.vertex(cell).kind == Vertex.Kind.DESTINATION;
    }

    /**
     * Looks back from an answer to the nearest TTL at which the target answers: the first that says something decides.
     */
    private void resolve(int nearest, int ttl, int flow, Asker asker) {
        int unknown = 0;
        for (int earlier = ttl - 1; earlier >= nearest; earlier--) {
            TtlSearch hop = table.hop(earlier);
            int cell = hop.cell(flow);
            if (cell == TtlSearch.ASKED || cell >= 0 && meetsVertex(hop, cell)) {
                return;
            }
            unknown = cell == TtlSearch.UNKNOWN ? Math.max(unknown, earlier) : unknown;
            if (arrives(earlier) && unknown > 0) {
                asker.ask(unknown, flow);
                return;
            } else if (arrives(earlier) && cell == TtlSearch.LOST) {
                table.hop(ttl).end(flow);
                return;
            }
        }
    }

    /** A TTL that answers nothing is taken for silent, which behind the target it is by itself. */
    private static boolean meetsVertex(TtlSearch hop, int cell) {
        return hop.vertex(cell).answers() || hop.answered();
    }
}
