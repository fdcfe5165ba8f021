// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A path that became another one, and stayed so for {@link MonitorRequest#changeAfter} traces.
 *
 * @param cycle number of the trace that confirmed it, from 0
 * @param at when that trace ended, since the start of the operation
 * @param before the path until then
 * @param after the path from then on
 * @since 0.1.0
 */
public record PathChange(long cycle, Duration at, MonitorPath before, MonitorPath after) {
    /** Takes no null. */
    public PathChange {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
    }

    /** TTLs at which the two differ, in their order; a hop that was or is silent does not. */
    public List<Integer> ttls() {
        List<Integer> ttls = new ArrayList<>();
        int last = Math.max(before.lastTtl(), after.lastTtl());
        for (int ttl = after.firstTtl(); ttl <= last; ttl++) {
            boolean beyond = before.reached() && after.reached() && (ttl > before.lastTtl() || ttl > after.lastTtl());
            boolean others = before.at(ttl).isPresent()
                    && after.at(ttl).isPresent()
                    && !before.at(ttl).equals(after.at(ttl));
            if (beyond || others) {
                ttls.add(ttl);
            }
        }
        return ttls;
    }
}
