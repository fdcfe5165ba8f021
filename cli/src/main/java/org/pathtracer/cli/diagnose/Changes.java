// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.pathtracer.Diagnosis;
import org.pathtracer.diagnosis.Finding;
import org.pathtracer.diagnosis.Severity;
import org.pathtracer.report.format.Printable;

/** What differs between two diagnoses. Figures differ always; kinds and places are what counts. */
final class Changes {
    private Changes() {}

    /** Returns sentences; one that says that nothing changed, if nothing did. */
    static List<String> between(Diagnosis earlier, Diagnosis later) {
        List<String> changes = new ArrayList<>();
        if (!earlier.target().equals(later.target())) {
            changes.add("compared with a diagnosis of another target, " + Printable.line(earlier.target()));
        }
        missing(earlier, later).forEach(gone -> changes.add("no longer: " + Printable.line(gone.sentence())));
        missing(later, earlier).forEach(come -> changes.add("new: " + Printable.line(come.sentence())));
        if (changes.isEmpty()) {
            changes.add("nothing changed since " + earlier.started());
        }
        return changes;
    }

    static boolean sameVerdict(Diagnosis earlier, Diagnosis later) {
        return weighty(earlier, later).isEmpty() && weighty(later, earlier).isEmpty();
    }

    private static List<Finding> weighty(Diagnosis of, Diagnosis in) {
        return missing(of, in).stream()
                .filter(finding -> finding.severity() != Severity.NOTE)
                .toList();
    }

    /** Findings of one diagnosis that the other does not have. */
    private static List<Finding> missing(Diagnosis of, Diagnosis in) {
        return of.findings().stream()
                .filter(finding -> in.findings().stream().noneMatch(other -> same(finding, other)))
                .toList();
    }

    private static boolean same(Finding one, Finding other) {
        return one.kind() == other.kind()
                && Objects.equals(one.place().address(), other.place().address())
                && Objects.equals(one.place().to(), other.place().to());
    }
}
