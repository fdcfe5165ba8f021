// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

import java.util.List;

/**
 * Where one vertex is taken for granted, one flow of each vertex of the TTL before is enough to show its edge. No place
 * is searched, so the confidence says nothing of it.
 */
final class TrustingSearch extends Search {
    TrustingSearch(FlowTable table, int ttl, Asker asker, StoppingRule rule, int maxWidth) {
        super(table, ttl, asker, rule, maxWidth);
    }

    @Override
    List<Progress> plan() {
        askEachVertex();
        findPredecessors();
        return List.of();
    }
}
