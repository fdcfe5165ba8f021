// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.trace;

import java.util.Objects;
import java.util.Optional;

/**
 * Why probes of a hop were not answered, judged by what all hops lost, by when answers were missing, and by which
 * routers answered. The three probabilities are those of the three causes that there can be, given that; they add up to
 * 1, or are all 0 where there is nothing to judge.
 *
 * @param cause the cause that is likely enough (0.9), or why none is named
 * @param path probability of {@link LossCause#PATH}, 0.0 to 1.0
 * @param rateLimited probability of {@link LossCause#RATE_LIMITED}, 0.0 to 1.0
 * @param pathChange probability of {@link LossCause#PATH_CHANGE}, 0.0 to 1.0
 * @param probes of the hop that were considered, also those that were sent for this purpose alone
 * @param lost those not answered
 * @param wouldDecide of {@link LossCause#UNDECIDED}, what is likely to bring a decision; else empty
 * @since 0.1.0
 */
public record LossVerdict(
        LossCause cause,
        double path,
        double rateLimited,
        double pathChange,
        int probes,
        int lost,
        Optional<LossRemedy> wouldDecide) {
    /** Takes no null. */
    public LossVerdict {
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(wouldDecide, "wouldDecide");
    }

    /** A verdict that needs no more evidence. */
    public LossVerdict(LossCause cause, double path, double rateLimited, double pathChange, int probes, int lost) {
        this(cause, path, rateLimited, pathChange, probes, lost, Optional.empty());
    }

    /** A verdict for which no cause had to be weighed. */
    public LossVerdict(LossCause cause, int probes, int lost) {
        this(cause, 0, 0, 0, probes, lost);
    }

    /** Returns the same with what is likely to bring a decision. */
    public LossVerdict withRemedy(LossRemedy remedy) {
        return new LossVerdict(cause, path, rateLimited, pathChange, probes, lost, Optional.of(remedy));
    }

    /** How likely the cause is, 0.0 to 1.0; if undecided, how likely the likeliest one is. */
    public double probability() {
        return switch (cause) {
            case PATH -> path;
            case RATE_LIMITED -> rateLimited;
            case PATH_CHANGE -> pathChange;
            case UNDECIDED -> Math.max(path, Math.max(rateLimited, pathChange));
            case NONE, SILENT -> 1;
        };
    }
}
