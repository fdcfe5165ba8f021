// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.pathtracer.diagnosis.Alternative;
import org.pathtracer.diagnosis.Finding;
import org.pathtracer.diagnosis.FindingKind;
import org.pathtracer.diagnosis.Place;
import org.pathtracer.diagnosis.Severity;

/** The facts of a {@link Finding}. */
public record FindingRecord(
        FindingKind kind,
        Place place,
        Severity severity,
        double probability,
        List<Alternative> alternatives,
        String sentence,
        List<String> evidence,
        String advice)
        implements Finding {
    /** Copies the lists. */
    public FindingRecord {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(sentence, "sentence");
        Objects.requireNonNull(advice, "advice");
        alternatives = List.copyOf(alternatives);
        evidence = List.copyOf(evidence);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s (%.0f %%) at %s", Sentences.word(kind), 100 * probability, place);
    }
}
