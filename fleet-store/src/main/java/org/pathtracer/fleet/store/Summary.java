// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Outcomes of one pair and operation, summed up.
 *
 * @param pair the vantage point, and what it measured
 * @param operation the name of the operation
 * @param start the time of the first one, or the start of the window
 * @param end the time of the last one, or the end of the window
 * @param outcomes how many there are
 * @param failures those of them without a result
 * @param sent probes to the target
 * @param lost those of them without an answer
 * @param leastRtt the least of their round-trip times
 * @param meanRtt the mean of their round-trip times
 * @param mostRtt the largest of their round-trip times
 * @since 0.1.0
 */
public record Summary(
        Pair pair,
        String operation,
        Instant start,
        Instant end,
        long outcomes,
        long failures,
        long sent,
        long lost,
        Optional<Duration> leastRtt,
        Optional<Duration> meanRtt,
        Optional<Duration> mostRtt) {
    /** Returns the share of probes that were lost, 0 to 1; empty if none were sent. */
    public OptionalDouble loss() {
        return sent == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) lost / sent);
    }
}
