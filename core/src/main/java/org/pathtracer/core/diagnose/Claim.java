// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pathtracer.core.explanation.Posterior;
import org.pathtracer.diagnosis.Alternative;
import org.pathtracer.diagnosis.Finding;
import org.pathtracer.diagnosis.FindingKind;
import org.pathtracer.diagnosis.Severity;
import org.pathtracer.result.AlternativeRecord;
import org.pathtracer.result.FindingRecord;
import org.pathtracer.result.PlaceRecord;

/**
 * That something is wrong somewhere, or that nothing is.
 *
 * @param kind empty if nothing is wrong
 * @param place where
 */
record Claim(Optional<FindingKind> kind, PlaceRecord place) {
    /** Below it an explanation is not told. */
    private static final double LEAST = 0.01;

    /** Takes no null. */
    Claim {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(place, "place");
    }

    static Claim of(FindingKind kind, PlaceRecord place) {
        return new Claim(Optional.of(kind), place);
    }

    static Claim nothing() {
        return new Claim(Optional.empty(), PlaceRecord.of(org.pathtracer.diagnosis.PlaceSegment.UNKNOWN));
    }

    /**
     * Returns the finding that claims amount to; empty if it is more probable that nothing is wrong.
     *
     * @param claims the most probable first
     */
    static Optional<Finding> finding(
            List<Posterior.Weighed<Claim>> claims, Severity severity, List<String> evidence, String target) {
        double nothing = claims.stream()
                .filter(claim -> claim.explanation().kind().isEmpty())
                .mapToDouble(Posterior.Weighed::probability)
                .sum();
        List<Posterior.Weighed<Claim>> faults = claims.stream()
                .filter(claim -> claim.explanation().kind().isPresent())
                .toList();
        if (faults.isEmpty() || nothing > 0.5) {
            return Optional.empty();
        }
        Claim best = faults.get(0).explanation();
        List<Alternative> others = new ArrayList<>();
        for (Posterior.Weighed<Claim> claim : faults.subList(1, faults.size())) {
            if (claim.probability() >= LEAST) {
                others.add(new AlternativeRecord(
                        claim.explanation().kind().orElseThrow(),
                        claim.explanation().place(),
                        claim.probability()));
            }
        }
        FindingKind kind = best.kind().orElseThrow();
        return Optional.of(new FindingRecord(
                kind,
                best.place(),
                severity,
                faults.get(0).probability(),
                others,
                Words.sentence(kind, best.place(), target),
                evidence,
                Words.advice(kind, best.place())));
    }
}
