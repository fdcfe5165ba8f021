// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import java.util.EnumMap;
import java.util.Map;

/** Counts, by reason, what arrived and was no answer to a probe. */
final class Rejections {
    enum Reason {
        NONE,
        /** No probe of this number is, or was lately, in flight. */
        NOT_AWAITED,
        /** Probes of another protocol are answered so. */
        WRONG_KIND,
        /** The tag that it shows is not the probe's. */
        WRONG_TAG,
        /** An echo reply, or a reply of the target's protocol, that is not from the target. */
        WRONG_SOURCE,
        /** It quotes a probe to somewhere else. */
        WRONG_DESTINATION,
        /** It shows less of the probe than a true answer would. */
        TOO_SHORT
    }

    private final Map<Reason, Long> counts = new EnumMap<>(Reason.class);

    void count(Reason reason) {
        counts.merge(reason, 1L, Long::sum);
    }

    long of(Reason reason) {
        return counts.getOrDefault(reason, 0L);
    }
}
