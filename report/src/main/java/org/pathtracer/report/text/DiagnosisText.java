// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.pathtracer.DiagnoseEvent;
import org.pathtracer.Diagnosis;
import org.pathtracer.diagnosis.Alternative;
import org.pathtracer.diagnosis.Finding;
import org.pathtracer.diagnosis.Severity;
import org.pathtracer.publicaddress.PublicAddressResult;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.report.format.FindingText;
import org.pathtracer.report.format.Palette;
import org.pathtracer.report.format.Printable;
import org.pathtracer.result.ProbabilityText;

/**
 * A diagnosis for people: one sentence, the evidence, what to do, and what was not looked at.
 *
 * @since 0.1.0
 */
public final class DiagnosisText {
    private final LineOutput out;
    private final Palette palette;
    private String waiting = "looking at this host ...";

    public DiagnosisText(LineOutput out, Palette palette) {
        this.out = out;
        this.palette = palette;
    }

    public boolean onEvent(DiagnoseEvent event) {
        if (event instanceof DiagnoseEvent.StageStarted started) {
            waiting = switch (started.stage()) {
                case SURROUNDINGS -> "looking at this host and its name servers ...";
                case FIRST_LOOK -> "looking at the path and the service ...";
                case SECOND_LOOK -> "looking at each hop ...";
                case CLOSER_LOOK -> "looking closer where there is doubt ...";
            };
        }
        return !out.lost();
    }

    public String waiting() {
        return waiting;
    }

    /** All of it. */
    public void whole(Diagnosis diagnosis) {
        String summary = Printable.line(diagnosis.summary());
        out.line(diagnosis.healthy() ? palette.good(summary) : palette.bad(summary));
        for (Finding finding : diagnosis.findings()) {
            List<String> all = lines(finding);
            // The verdict is the first finding's own sentence, unless it is undecided.
            boolean told = finding.equals(diagnosis.findings().get(0))
                    && diagnosis.summary().startsWith(finding.sentence());
            all.subList(told ? 1 : 0, all.size()).forEach(out::line);
        }
        diagnosis.results().stream()
                .filter(PublicAddressResult.class::isInstance)
                .map(PublicAddressResult.class::cast)
                .flatMap(found -> found.address().stream())
                .forEach(address -> out.line("others see this host as " + AddressText.of(address)));
        diagnosis.notLookedAt().forEach(limit -> out.line("not looked at: " + Printable.line(limit.sentence())));
        out.line(palette.faint("%d probes, %d answered, in %.1f s"
                .formatted(
                        diagnosis.probesSent(),
                        diagnosis.repliesReceived(),
                        diagnosis.duration().toMillis() / 1000.0)));
    }

    private List<String> lines(Finding finding) {
        List<String> lines = new ArrayList<>();
        String head = "%s%s (%s)"
                .formatted(
                        finding.severity() == Severity.NOTE ? "note: " : "",
                        Printable.line(finding.sentence()),
                        ProbabilityText.of(finding.probability()));
        lines.add(finding.severity() == Severity.NOTE ? palette.faint(head) : palette.strong(head));
        finding.evidence().forEach(why -> lines.add("  - " + Printable.line(why)));
        if (!finding.alternatives().isEmpty()) {
            lines.add("  or: "
                    + finding.alternatives().stream()
                            .limit(3)
                            .map(DiagnosisText::text)
                            .collect(Collectors.joining("; ")));
        }
        if (finding.severity() != Severity.NOTE) {
            lines.add("  what to do: " + Printable.line(finding.advice()));
        }
        return lines;
    }

    private static String text(Alternative other) {
        return "%s%s (%s)"
                .formatted(
                        FindingText.of(other.kind()),
                        FindingText.place(other.place()),
                        ProbabilityText.of(other.probability()));
    }
}
