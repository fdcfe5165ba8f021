// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench.diagnosis;

import java.util.List;
import java.util.Optional;
import org.pathtracer.DiagnoseRequest;
import org.pathtracer.Diagnosis;
import org.pathtracer.PathTracer;
import org.pathtracer.Run;
import org.pathtracer.diagnosis.Finding;
import org.pathtracer.diagnosis.Severity;
import org.pathtracer.testkit.FaultySpecimen;

/**
 * A network and what a diagnosis made of it.
 *
 * @param group the kind of fault, or another name of what its network belongs to
 * @param specimen the network
 * @param diagnosis what was found
 */
record Case(String group, FaultySpecimen specimen, Diagnosis diagnosis) {
    static Case of(String group, FaultySpecimen specimen) {
        try (PathTracer tracer =
                PathTracer.builder().transport(specimen.network()).build()) {
            return new Case(
                    group,
                    specimen,
                    tracer.diagnose(DiagnoseRequest.to(specimen.target()).build()));
        }
    }

    List<Finding> weighty() {
        return diagnosis.findings().stream()
                .filter(finding -> finding.severity() != Severity.NOTE)
                .toList();
    }

    Optional<Finding> gravest() {
        return weighty().stream().findFirst();
    }

    /** How long the parts took that results tell of, where something takes too long. */
    String times() {
        StringBuilder text = new StringBuilder("%s took %.2f s:".formatted(specimen, seconds()));
        diagnosis.results().forEach(result -> {
            if (result instanceof Run run) {
                text.append(" %s %.2f"
                        .formatted(
                                result.getClass().getSimpleName(),
                                run.duration().toNanos() / 1e9));
            }
        });
        return text.toString();
    }

    boolean isRight() {
        return specimen.isRight(diagnosis);
    }

    boolean isRightKind() {
        return specimen.faults().isEmpty()
                ? weighty().isEmpty()
                : gravest()
                        .filter(found -> specimen.faults().stream().anyMatch(fault -> fault.kind() == found.kind()))
                        .isPresent();
    }

    boolean isTrue(Finding finding) {
        return specimen.faults().stream().anyMatch(fault -> fault.isFoundBy(finding));
    }

    /** Findings of weight that are no fault of this network, such as a consequence that is told as a second fault. */
    long falseFindings() {
        return weighty().stream().filter(finding -> !isTrue(finding)).count();
    }

    double seconds() {
        return diagnosis.duration().toNanos() / 1e9;
    }

    String sentence() {
        StringBuilder text = new StringBuilder("%s: has %s; took %.2f s, %d probes; found"
                .formatted(specimen, specimen.faults(), seconds(), diagnosis.probesSent()));
        weighty()
                .forEach(found -> text.append("\n      %.3f %s %s %s, else %s"
                        .formatted(
                                found.probability(),
                                found.kind(),
                                found.place(),
                                found.evidence(),
                                found.alternatives())));
        return text.toString();
    }

    /** Everything that is known, for one network that is looked at closely. */
    String details() {
        StringBuilder text = new StringBuilder(sentence()).append('\n');
        text.append("target ").append(specimen.target()).append('\n');
        diagnosis
                .findings()
                .forEach(found -> text.append("  ")
                        .append(found.sentence())
                        .append(found.evidence())
                        .append('\n'));
        diagnosis.notLookedAt().forEach(limit -> text.append("  ").append(limit).append('\n'));
        diagnosis.results().forEach(result -> text.append("  ").append(result).append('\n'));
        specimen.network()
                .topology()
                .links()
                .forEach(link -> text.append("  ").append(link).append('\n'));
        return text.toString();
    }
}
