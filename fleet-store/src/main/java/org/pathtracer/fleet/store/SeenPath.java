// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.store;

import java.time.Instant;
import java.util.List;

/**
 * A path that a pair's probes took.
 *
 * @param operation the operation that showed it
 * @param hops the addresses of the hops, {@code *} for a silent one
 * @param first when it was seen first within the time asked for
 * @param last when it was seen last
 * @param outcomes how many outcomes had it
 * @param sent probes to the target by those outcomes
 * @param lost those of them without an answer
 * @since 0.1.0
 */
public record SeenPath(
        String operation, List<String> hops, Instant first, Instant last, long outcomes, long sent, long lost) {
    /** Copies the hops. */
    public SeenPath {
        hops = List.copyOf(hops);
    }
}
