// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.locate;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Where packets are lost, as far as the paths tell. Immutable.
 *
 * @since 0.1.0
 */
public final class Location {
    /** What is known. */
    public enum Verdict {
        /** Nothing is wrong, as far as these probes can see: see {@link Location#visibleLoss}. */
        NOTHING,
        /** A link is at fault, or several are. */
        LOCATED,
        /** Packets are lost, or may be, and more probes are needed to say where. */
        MORE_PROBES
    }

    private final Verdict verdict;
    private final List<LocatedFault> faults;
    private final double visibleLoss;
    private final OptionalLong timesAsManyProbes;

    Location(Verdict verdict, List<LocatedFault> faults, double visibleLoss, OptionalLong timesAsManyProbes) {
        this.verdict = verdict;
        this.faults = List.copyOf(faults);
        this.visibleLoss = visibleLoss;
        this.timesAsManyProbes = timesAsManyProbes;
    }

    /** Returns what is known. */
    public Verdict verdict() {
        return verdict;
    }

    /**
     * Returns the faults, those first that explain most. With {@link Verdict#MORE_PROBES} there may be some that are
     * not stated yet.
     */
    public List<LocatedFault> faults() {
        return faults;
    }

    /**
     * Returns the smallest loss of a link (0 to 1) that these probes would have shown, at nine links of ten: with
     * {@link Verdict#NOTHING}, no more is said than that there is no larger one.
     */
    public double visibleLoss() {
        return visibleLoss;
    }

    /** Returns about how many times as many probes as now are needed to say where; empty unless more are needed. */
    public OptionalLong timesAsManyProbes() {
        return timesAsManyProbes;
    }

    /** Returns it in a sentence or several. */
    public String summary() {
        return switch (verdict) {
            case NOTHING ->
                "No link is at fault. A link that loses %.1f %% or more would show.".formatted(100 * visibleLoss);
            case LOCATED ->
                faults.stream()
                        .filter(LocatedFault::isStated)
                        .map(fault -> fault.suspect() + ".")
                        .collect(Collectors.joining(" "));
            case MORE_PROBES ->
                "More probes are needed to say %s: about %d times as many."
                        .formatted(
                                visibleLoss > LinkLocator.COARSE && faults.isEmpty()
                                        ? "whether a link is at fault"
                                        : "where packets are lost",
                                timesAsManyProbes.orElse(2));
        };
    }

    @Override
    public String toString() {
        return summary();
    }
}
