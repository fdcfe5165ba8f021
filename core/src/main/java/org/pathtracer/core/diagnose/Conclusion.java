// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.diagnose;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pathtracer.Run;
import org.pathtracer.StopReason;
import org.pathtracer.diagnosis.Finding;
import org.pathtracer.diagnosis.FindingKind;
import org.pathtracer.diagnosis.Severity;
import org.pathtracer.result.DiagnosisRecord;
import org.pathtracer.result.ProbabilityText;
import org.pathtracer.result.RunRecord;
import org.pathtracer.service.PortState;

/** Makes a diagnosis of the evidence. What is a consequence of another finding is left out. */
final class Conclusion {
    /** Two to one against all other explanations together: less decides nothing. */
    private static final double UNDECIDED = 2.0 / 3;

    /** A full queue loses packets too. */
    private static final Set<FindingKind> LOSSES = EnumSet.of(
            FindingKind.LOCAL_LOSS,
            FindingKind.LINK_LOSS,
            FindingKind.BAD_BRANCH,
            FindingKind.QUEUE,
            FindingKind.LOCAL_DELAY);

    private final Evidence evidence;
    private final RunRecord run;

    Conclusion(Evidence evidence, RunRecord run) {
        this.evidence = evidence;
        this.run = run;
    }

    DiagnosisRecord diagnosis(Optional<Run> first, long sent, long answered, boolean networkChanged) {
        List<Finding> findings = new ArrayList<>(findings());
        findings.sort(Comparator.comparing(Finding::severity)
                .thenComparing(Comparator.comparingDouble(Finding::probability).reversed()));
        findings.replaceAll(new Networks(evidence.results)::named);
        List<InetAddress> addresses = new ArrayList<>();
        evidence.main().ifPresent(leg -> addresses.add(leg.address));
        evidence.other().ifPresent(leg -> addresses.add(leg.address));
        RunRecord facts = new RunRecord(
                run.protocol(),
                first.map(Run::transport).orElse(run.transport()),
                first.flatMap(Run::source),
                run.started(),
                run.duration(),
                run.stopReason(),
                sent,
                answered,
                networkChanged || run.networkChanged(),
                run.options());
        return new DiagnosisRecord(
                evidence.request.text(),
                addresses,
                facts,
                looked(),
                summary(findings),
                findings,
                List.copyOf(evidence.omissions),
                evidence.results);
    }

    private List<Finding> findings() {
        List<Finding> host = HostVerdicts.of(evidence);
        if (!host.isEmpty() || evidence.moved) {
            return host;
        }
        List<Finding> all = new ArrayList<>(NameVerdicts.of(evidence));
        if (evidence.main().isPresent()) {
            Leg leg = evidence.main().get();
            if (!evidence.isThisHost()) {
                all.addAll(Verdicts.of(evidence, leg));
            }
            boolean pathBlocked = all.stream()
                    .anyMatch(finding ->
                            finding.severity() == Severity.BLOCKS && finding.kind() != FindingKind.MTU_BLACK_HOLE);
            boolean large = all.stream().anyMatch(finding -> finding.kind() == FindingKind.MTU_BLACK_HOLE);
            if (!pathBlocked) {
                ServiceVerdicts.of(evidence, leg, large, loss(all, leg)).ifPresent(all::add);
            }
            all.addAll(Notes.of(evidence, leg));
        }
        return all;
    }

    /** Share of round trips that fail, if a fault of the path says so. */
    private double loss(List<Finding> findings, Leg leg) {
        return findings.stream().anyMatch(finding -> LOSSES.contains(finding.kind()))
                ? new Quality(leg, Verdicts.channel(evidence, leg)).lossShare()
                : 0;
    }

    private String summary(List<Finding> findings) {
        Optional<Finding> worst =
                findings.stream().filter(one -> one.severity() != Severity.NOTE).findFirst();
        if (worst.isPresent()) {
            Finding finding = worst.get();
            String sentence = finding.sentence() + " (" + ProbabilityText.of(finding.probability()) + ").";
            if (finding.probability() < UNDECIDED && !finding.alternatives().isEmpty()) {
                var other = finding.alternatives().get(0);
                return "Undecided: %s, or %s (%s)."
                        .formatted(
                                Words.within(sentence.substring(0, sentence.length() - 1)),
                                Words.within(Words.sentence(other.kind(), other.place(), evidence.request.text())),
                                ProbabilityText.of(other.probability()));
            }
            return sentence;
        }
        return looked()
                ? "Nothing is wrong on the way to %s, as far as was looked at.".formatted(evidence.request.text())
                : "Nothing was found, but not enough could be looked at to call %s healthy."
                        .formatted(evidence.request.text());
    }

    /** Whether enough was, to call the way healthy if nothing was found. */
    private boolean looked() {
        return run.stopReason() == StopReason.COMPLETED
                && !evidence.moved
                && evidence.service()
                        .filter(found -> found.state() == PortState.UNKNOWN)
                        .isEmpty()
                && (evidence.isThisHost()
                        || evidence.main().filter(Leg::answersAnything).isPresent()
                        || evidence.service()
                                .filter(found -> found.state() != PortState.UNKNOWN)
                                .isPresent());
    }
}
