// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one operation of one vantage point told of one target.
 *
 * @param pair the vantage point, and what it measured
 * @param operation the name of the operation, such as {@code ping}
 * @param time when it was measured, by the hub's clock
 * @param sent probes to the target; 0 if the operation has no such figure
 * @param lost those of them without an answer
 * @param rtt the typical round-trip time to the target
 * @param failure the kind of failure, such as {@code TIMED_OUT}, if there is no result
 * @param path the addresses of the hops, {@code *} for a silent one; empty if the operation shows no path
 * @param document the result as the module report writes it in JSON
 * @since 0.1.0
 */
public record Outcome(
        Pair pair,
        String operation,
        Instant time,
        long sent,
        long lost,
        Optional<Duration> rtt,
        Optional<String> failure,
        List<String> path,
        Optional<String> document) {
    /** Copies the path. */
    public Outcome {
        path = List.copyOf(path);
    }
}
