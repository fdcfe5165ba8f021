// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.simulation;

import org.jspecify.annotations.Nullable;

/**
 * The way that a packet has come, without loops. Immutable, so that copies of a packet share it.
 *
 * @param before the way to the node before; null at the source
 * @param site where it is now
 * @param in the link on which it arrived; null at the source
 * @param back how to get back to the node before; null if that is impossible, and at the source
 * @param visited a bit for each node on it, of which several may share one
 */
record Trail(
        @Nullable Trail before,
        Site site,
        @Nullable Passage in,
        @Nullable Passage back,
        long visited) {
    static Trail at(Site source) {
        return new Trail(null, source, null, null, bit(source));
    }

    Trail then(Passage passage) {
        long bit = bit(passage.to);
        if ((visited & bit) != 0) {
            for (Trail earlier = this; earlier != null; earlier = earlier.before) {
                if (earlier.site == passage.to) {
                    return new Trail(earlier.before, earlier.site, passage, earlier.back, earlier.visited);
                }
            }
        }
        return new Trail(this, passage.to, passage, passage.back, visited | bit);
    }

    private static long bit(Site site) {
        return 1L << site.index;
    }
}
