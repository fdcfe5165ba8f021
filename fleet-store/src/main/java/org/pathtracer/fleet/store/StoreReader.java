// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Reads what a fleet measured. Thread-safe; readers don't wait for writers. All methods throw {@link StoreException} if
 * the store can't be read.
 *
 * @since 0.1.0
 */
public interface StoreReader {
    /** Returns the pairs that there is something of, in the order of their names. */
    List<Pair> pairs();

    /**
     * Returns a summary of each pair's outcomes of an operation since a time: a matrix. Pairs without outcomes are not
     * in it.
     */
    List<Summary> matrix(String operation, Instant since);

    /**
     * Returns a pair's windows of an operation within a time, oldest first. Windows without outcomes are left out.
     * Outcomes that have become windows of {@link #WINDOW} are in the window in which theirs starts.
     *
     * @param step the length of the windows, 1 s or more
     * @throws org.pathtracer.InvalidRequestException if the step is shorter
     */
    List<Summary> history(Pair pair, String operation, Instant from, Instant to, Duration step);

    /** Returns a pair's outcomes of all operations within a time, newest first, without their documents. */
    List<Outcome> outcomes(Pair pair, Instant from, Instant to, int most);

    /** Returns the paths of a pair within a time, the one that was seen last first. */
    List<SeenPath> paths(Pair pair, Instant from, Instant to);

    /**
     * Returns a pair's documents of an operation within a time, newest first. An outcome whose path is that of the
     * outcome before it has none.
     */
    List<KeptDocument> documents(Pair pair, String operation, Instant from, Instant to, int most);

    /** The length of windows in which old outcomes are summed up. */
    Duration WINDOW = Duration.ofMinutes(5);
}
