// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.trace;

import java.util.Optional;
import org.pathtracer.annotation.NotForImplementation;

/**
 * Why probes of a hop were not answered, judged by what all hops lost, by when answers were missing, and by which
 * routers answered. The three probabilities are those of the three causes that there can be, given that; they add up to
 * 1, or are all 0 where there is nothing to judge.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface LossVerdict {
    /** Returns the cause that is likely enough (0.9), or why none is named. */
    LossCause cause();

    /** Returns the probability of {@link LossCause#PATH}, 0.0 to 1.0. */
    double path();

    /** Returns the probability of {@link LossCause#RATE_LIMITED}, 0.0 to 1.0. */
    double rateLimited();

    /** Returns the probability of {@link LossCause#PATH_CHANGE}, 0.0 to 1.0. */
    double pathChange();

    /**
     * Returns the number of probes of the hop that were considered, also those that were sent for this purpose alone.
     */
    int probes();

    /** Returns the number of those that were not answered. */
    int lost();

    /** Returns what is likely to bring a decision, with {@link LossCause#UNDECIDED}; else empty. */
    Optional<LossRemedy> wouldDecide();

    /** Returns how likely the cause is, 0.0 to 1.0; if undecided, how likely the likeliest one is. */
    double probability();
}
