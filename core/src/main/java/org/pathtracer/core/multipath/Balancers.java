// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pathtracer.result.LoadBalancerRecord;
import org.pathtracer.multipath.LoadBalancer;

/** Finds the vertices that balance load, and by what they do. */
final class Balancers {
    private Balancers() {}

    static List<LoadBalancer> of(Exploration exploration, Neighbours neighbours) {
        FlowTable table = exploration.table;
        List<LoadBalancer> balancers = new ArrayList<>();
        var perDestination = neighbours.balancers(table);
        for (int ttl = table.first; ttl <= table.highestAnswered(); ttl++) {
            HopPair pair = table.pair(ttl);
            BitSet perPacket = exploration.stability().balancers(ttl);
            int before = ttl - 1;
            pair.before.vertices().forEach(vertex -> {
                if (pair.successors(vertex.index) > 1) {
                    LoadBalancer.Kind kind =
                            perPacket.get(vertex.index) ? LoadBalancer.Kind.PER_PACKET : LoadBalancer.Kind.PER_FLOW;
                    balancers.add(new LoadBalancerRecord(Optional.ofNullable(vertex.address), before, kind));
                }
            });
            perDestination
                    .getOrDefault(before, Set.of())
                    .forEach(address -> balancers.add(
                            new LoadBalancerRecord(Optional.of(address), before, LoadBalancer.Kind.PER_DESTINATION)));
        }
        return balancers;
    }
}
