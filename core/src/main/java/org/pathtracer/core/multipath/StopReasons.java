// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

import org.pathtracer.StopReason;

/** Why a discovery that has nothing left to ask has ended. */
final class StopReasons {
    private StopReasons() {}

    static StopReason of(Exploration exploration) {
        FlowTable table = exploration.table;
        if (table.reached()) {
            return StopReason.DESTINATION;
        }
        for (int ttl = table.first; ttl <= table.last; ttl++) {
            if (table.hop(ttl).vertices().anyMatch(vertex -> vertex.kind == Vertex.Kind.DEAD_END)) {
                return StopReason.UNREACHABLE;
            }
        }
        return exploration.scoutEnd().orElse(StopReason.MAX_HOPS);
    }
}
