// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which flows mean anything where: one that passes a balancer that looks at single packets has no one way, from there
 * to where all paths meet again. What such a flow met at two TTLs says nothing of an edge between them.
 */
final class Stability {
    private final FlowTable table;
    /** Index of the vertices before a TTL that spread packets of one flow. */
    private final Map<Integer, BitSet> balancers = new TreeMap<>();

    /** What is known now. */
    Stability(FlowTable table, FlowChecks checks) {
        this.table = table;
        for (int ttl = table.first; checks.somePerPacket() && ttl <= table.last; ttl++) {
            int here = ttl;
            BitSet before = new BitSet();
            // A flow that was spread before shows nothing of the vertices here.
            checks.perPacket(ttl).stream()
                    .filter(flow -> stable(flow, here - 1))
                    .map(flow -> table.hop(here - 1).cellOrOnly(flow))
                    .filter(index -> index >= 0)
                    .forEach(before::set);
            if (!before.isEmpty()) {
                balancers.put(ttl, before);
            }
        }
    }

    /** Index of the vertices before a TTL that spread packets of one flow. */
    BitSet balancers(int ttl) {
        return balancers.getOrDefault(ttl, new BitSet());
    }

    /** Whether all packets of a flow meet the same vertex at a TTL, as far as that is known of all others. */
    boolean stable(int flow, int ttl) {
        if (balancers.isEmpty()) {
            return true;
        }
        for (int at = ttl; at >= table.first && table.hop(at).width() > 1; at--) {
            BitSet before = balancers.get(at);
            if (before != null) {
                int index = table.hop(at - 1).cellOrOnly(flow);
                if (index < 0 || before.get(index)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether some flows are not stable at a TTL. */
    boolean doubtful(int ttl) {
        for (int at = ttl;
                !balancers.isEmpty() && at >= table.first && table.hop(at).width() > 1;
                at--) {
            if (balancers.containsKey(at)) {
                return true;
            }
        }
        return false;
    }
}
