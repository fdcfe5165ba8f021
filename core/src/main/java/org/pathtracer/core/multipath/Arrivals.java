// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

/**
 * Where the target is. A flow that was lost at the target's TTL gets its answer one TTL later, where there is no vertex
 * of the graph: the target answers whatever TTL is left. So an answer of the target counts only if the same flow meets
 * somebody else one TTL before, wherever other flows meet the target already there.
 */
final class Arrivals {
    private final FlowTable table;

    Arrivals(FlowTable table) {
        this.table = table;
    }

    void plan(Asker asker) {
        for (int ttl = table.first + 1; ttl <= table.last; ttl++) {
            if (arrives(ttl) && arrives(ttl - 1)) {
                resolve(ttl, asker);
            }
        }
    }

    private boolean arrives(int ttl) {
        return table.hop(ttl).hasAny(vertex -> vertex.kind == Seen.Kind.DESTINATION);
    }

    private void resolve(int ttl, Asker asker) {
        Hop here = table.hop(ttl);
        Hop before = table.hop(ttl - 1);
        for (int flow = 0; flow < table.flows(); flow++) {
            int cell = here.cell(flow);
            if (cell < 0 || here.vertex(cell).kind != Seen.Kind.DESTINATION) {
                continue;
            }
            int earlier = before.cell(flow);
            if (earlier == Hop.UNKNOWN) {
                asker.ask(ttl - 1, flow);
            } else if (earlier == Hop.LOST) {
                here.end(flow);
            }
        }
    }
}
