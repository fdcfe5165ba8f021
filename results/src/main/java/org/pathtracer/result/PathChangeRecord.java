// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.pathtracer.MonitorPath;
import org.pathtracer.PathChange;

/** The facts of a {@link PathChange}. */
public record PathChangeRecord(long cycle, Duration at, MonitorPath before, MonitorPath after) implements PathChange {
    /** Takes no null. */
    public PathChangeRecord {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
    }

    @Override
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
