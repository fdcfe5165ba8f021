// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit;

import org.jspecify.annotations.Nullable;

/**
 * The way that a packet has come, without loops. Immutable, so that copies of a packet share it.
 *
 * @param before the way to the node before; null at the source
 * @param site where it is now
 * @param in the link on which it arrived; null at the source
 * @param back how to get back to the node before; null if that is impossible, and at the source
 */
record Trail(
        @Nullable Trail before,
        Site site,
        @Nullable Passage in,
        @Nullable Passage back) {
    static Trail at(Site source) {
        return new Trail(null, source, null, null);
    }

    Trail then(Passage passage) {
        for (Trail earlier = this; earlier != null; earlier = earlier.before) {
            if (earlier.site == passage.to) {
                return new Trail(earlier.before, earlier.site, passage, earlier.back);
            }
        }
        return new Trail(this, passage.to, passage, passage.back);
    }
}
