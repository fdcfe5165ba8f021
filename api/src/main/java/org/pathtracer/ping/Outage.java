// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.ping;

import java.time.Duration;
import java.util.Objects;

/**
 * A time in which a target did not answer: at least two probes in a row that were lost or could not leave.
 *
 * @param firstSequence number of the first such probe
 * @param probes how many there are
 * @param start when the first was due to leave, since the start of the operation
 * @param duration from then until the next answered probe left, or until the end of the operation, or of a target that
 *     is not kept
 * @param ended whether there was an answer again
 * @since 0.1.0
 */
public record Outage(long firstSequence, long probes, Duration start, Duration duration, boolean ended) {
    /** Takes no null. */
    public Outage {
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(duration, "duration");
    }
}
