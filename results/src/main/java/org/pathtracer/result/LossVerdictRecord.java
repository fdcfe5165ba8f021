// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.util.Objects;
import java.util.Optional;
import org.pathtracer.trace.LossCause;
import org.pathtracer.trace.LossRemedy;
import org.pathtracer.trace.LossVerdict;

/** The facts of a {@link LossVerdict}. */
public record LossVerdictRecord(
        LossCause cause,
        double path,
        double rateLimited,
        double pathChange,
        int probes,
        int lost,
        Optional<LossRemedy> wouldDecide)
        implements LossVerdict {
    /** Takes no null. */
    public LossVerdictRecord {
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(wouldDecide, "wouldDecide");
    }

    /** A verdict that needs no more evidence. */
    public LossVerdictRecord(
            LossCause cause, double path, double rateLimited, double pathChange, int probes, int lost) {
        this(cause, path, rateLimited, pathChange, probes, lost, Optional.empty());
    }

    /** A verdict for which no cause had to be weighed. */
    public LossVerdictRecord(LossCause cause, int probes, int lost) {
        this(cause, 0, 0, 0, probes, lost);
    }

    /** Returns the same with what is likely to bring a decision. */
    public static LossVerdict withRemedy(LossVerdict verdict, LossRemedy remedy) {
        return new LossVerdictRecord(
                verdict.cause(),
                verdict.path(),
                verdict.rateLimited(),
                verdict.pathChange(),
                verdict.probes(),
                verdict.lost(),
                Optional.of(remedy));
    }

    @Override
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
