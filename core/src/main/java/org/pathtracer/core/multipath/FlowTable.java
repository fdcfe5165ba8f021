// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathtracer.probe.Reception;

/** Which flow meets which vertex at which TTL. */
final class FlowTable {
    final int first;
    final int last;
    private final int mostFlows;
    /** From the root, which is before the first TTL, on. */
    private final List<TtlSearch> hops = new ArrayList<>();

    private final @Nullable HopPair[] pairs;
    private final long[] versions;
    private int flows = 1;
    private @Nullable Stability stability;
    /** The highest TTL that was ever answered. */
    private int highest;

    FlowTable(int first, int last, int mostFlows) {
        this.first = first;
        this.last = last;
        this.mostFlows = mostFlows;
        highest = first - 1;
        pairs = new HopPair[last - first + 1];
        versions = new long[pairs.length];
        hops.add(TtlSearch.root(first - 1));
        for (int ttl = first; ttl <= last; ttl++) {
            hops.add(TtlSearch.of(ttl));
        }
    }

    TtlSearch hop(int ttl) {
        return hops.get(ttl - first + 1);
    }

    /** Edges between the TTL before and this one; computed only if something has changed there. */
    HopPair pair(int ttl) {
        TtlSearch before = hop(ttl - 1);
        TtlSearch here = hop(ttl);
        long version = (long) before.version() << 32 | here.version();
        int index = ttl - first;
        HopPair known = pairs[index];
        if (known == null || versions[index] != version) {
            known = new HopPair(before, here, flows, flow -> stability == null || stability.stable(flow, ttl - 1));
            pairs[index] = known;
            versions[index] = version;
        }
        return known;
    }

    /** From now on only flows that are stable show edges. */
    void judgeEdgesBy(Stability value) {
        stability = value;
        Arrays.fill(pairs, null);
    }

    /** Flows in use: numbers from 0 to one less. */
    int flows() {
        return flows;
    }

    /** Whether there are flows that are not in use. */
    boolean hasNewFlow() {
        return flows < mostFlows;
    }

    /** A flow that was not in use. */
    int newFlow() {
        return flows++;
    }

    /** Whether the vertex is new at its TTL. */
    boolean answer(int ttl, int flow, Reception answer, Vertex.Kind kind) {
        for (int before = first; before < ttl; before++) {
            int cell = hop(before).cell(flow);
            if (cell == TtlSearch.ENDED || cell >= 0 && hop(before).vertex(cell).terminal()) {
                hop(ttl).end(flow);
                return false;
            }
        }
        highest = Math.max(highest, ttl);
        boolean fresh = hop(ttl).answer(flow, answer, kind);
        if (kind == Vertex.Kind.DESTINATION || kind == Vertex.Kind.DEAD_END) {
            for (int beyond = ttl + 1; beyond <= last && hop(beyond).cell(flow) != TtlSearch.UNKNOWN; beyond++) {
                hop(beyond).end(flow);
            }
        }
        return fresh;
    }

    /** Whether a flow is known to have ended before a TTL. */
    boolean endedBefore(int ttl, int flow) {
        for (int before = ttl - 1; before >= first; before--) {
            int cell = hop(before).cell(flow);
            if (cell == TtlSearch.ENDED || cell >= 0 && hop(before).vertex(cell).terminal()) {
                return true;
            } else if (cell >= 0) {
                return false;
            }
        }
        return false;
    }

    /** Returns the highest TTL that was answered; one before the first if none was. */
    int highestAnswered() {
        int ttl = highest;
        while (ttl >= first && !hop(ttl).hasAny(Vertex::answers)) {
            ttl--;
        }
        return ttl;
    }

    /** Highest TTL at which a router answered, so that the next one is worth probing. */
    int highestRouter() {
        int ttl = highest;
        while (ttl >= first && !hop(ttl).hasAny(vertex -> vertex.kind == Vertex.Kind.ROUTER)) {
            ttl--;
        }
        return ttl;
    }

    /** Whether the destination answered. */
    boolean reached() {
        return hops.stream().anyMatch(hop -> hop.hasAny(vertex -> vertex.kind == Vertex.Kind.DESTINATION));
    }
}
