// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.ping;

import java.time.Duration;
import java.util.Objects;

/**
 * A time in which a target did not answer: at least two probes in a row that were lost or could not leave; of a
 * monitor, at least two traces in a row.
 *
 * @param firstSequence number of the first such probe or trace
 * @param probes how many there are
 * @param start when the first was due to leave, or began, since the start of the operation
 * @param duration from then until the next answered probe left, or the next trace that was answered began, or until the
 *     end of the operation, or of a target that is not kept
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
