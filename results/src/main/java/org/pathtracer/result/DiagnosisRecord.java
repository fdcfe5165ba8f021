// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import org.pathtracer.Diagnosis;
import org.pathtracer.Limit;
import org.pathtracer.annotation.Reportable;
import org.pathtracer.diagnosis.Finding;
import org.pathtracer.diagnosis.Omission;
import org.pathtracer.diagnosis.Severity;

/**
 * The facts of a {@link Diagnosis}.
 *
 * @param healthy whether enough was looked at; a fault among the findings makes it false
 */
public record DiagnosisRecord(
        String target,
        List<InetAddress> addresses,
        RunRecord run,
        boolean healthy,
        String summary,
        List<Finding> findings,
        List<Limit<Omission>> notLookedAt,
        List<Reportable> results)
        implements Diagnosis, RecordedRun {
    /** Copies the lists. */
    public DiagnosisRecord {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(summary, "summary");
        addresses = List.copyOf(addresses);
        findings = List.copyOf(findings);
        notLookedAt = List.copyOf(notLookedAt);
        results = List.copyOf(results);
        healthy &= findings.stream().allMatch(finding -> finding.severity() == Severity.NOTE);
    }

    @Override
    public List<String> targetNames() {
        return List.of(target);
    }

    @Override
    public String toString() {
        return "diagnosis of " + target + ": " + summary;
    }
}
