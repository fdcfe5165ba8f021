// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.page;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pathtracer.Diagnosis;
import org.pathtracer.annotation.Reportable;
import org.pathtracer.diagnosis.Alternative;
import org.pathtracer.diagnosis.Finding;
import org.pathtracer.diagnosis.Severity;
import org.pathtracer.publicaddress.PublicAddressResult;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.report.format.FindingText;
import org.pathtracer.report.json.RunFacts;
import org.pathtracer.report.picture.DiagnosisPicture;
import org.pathtracer.report.picture.Svg;
import org.pathtracer.result.ProbabilityText;

/**
 * A diagnosis as a page of its own, to be sent to a provider: the verdict, the path with the fault marked, the
 * evidence, and the results folded away. Nothing is loaded, nothing runs.
 *
 * @since 0.1.0
 */
public final class DiagnosisPage {
    private static final String STYLE = """
            .columns { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.5em 2.5em; }
            @media (min-width: 800px) { .columns { grid-template-columns: minmax(0, 1fr) 380px; } .path { order: 2; } }
            .path { max-width: 380px; }
            section.blocks { border-left: 6px solid var(--bad); } section.degrades { border-left: 6px dashed var(--bad); }
            """;

    private final Diagnosis diagnosis;
    private final Page page;

    private DiagnosisPage(Diagnosis diagnosis) {
        this.diagnosis = diagnosis;
        page = new Page("Network diagnosis of " + diagnosis.target(), STYLE);
    }

    /**
     * Returns the page.
     *
     * @param text writes a result for people
     * @param json writes a result as a document
     */
    public static String of(Diagnosis diagnosis, Function<Reportable, String> text, Function<Reportable, String> json) {
        DiagnosisPage page = new DiagnosisPage(diagnosis);
        page.head();
        page.page
                .markup("<div class=\"columns\">\n<div class=\"path\">\n<h3>The path</h3>\n")
                .markup(DiagnosisPicture.of(diagnosis))
                .markup("</div>\n<div>\n");
        page.findings();
        page.omissions();
        page.page.markup("</div>\n</div>\n");
        page.results(text);
        return page.page.folded("JSON", json.apply(diagnosis)).end();
    }

    private void head() {
        page.verdict(diagnosis.summary(), diagnosis.healthy()).beginFacts();
        fact("Measured", time(diagnosis.started()) + String.format(Locale.ROOT, ", for %.1f s", seconds()));
        RunFacts facts = RunFacts.of(diagnosis);
        facts.host()
                .ifPresent(host -> fact(
                        "From",
                        host + diagnosis.source().map(DiagnosisPage::behind).orElse("")));
        if (!diagnosis.addresses().isEmpty()) {
            fact(
                    "Target addresses",
                    diagnosis.addresses().stream().map(AddressText::of).collect(Collectors.joining(", ")));
        }
        diagnosis.results().stream()
                .filter(PublicAddressResult.class::isInstance)
                .map(PublicAddressResult.class::cast)
                .flatMap(found -> found.address().stream())
                .forEach(address -> fact("Public address", AddressText.of(address)));
        fact("Probes", "%d sent, %d answered".formatted(diagnosis.probesSent(), diagnosis.repliesReceived()));
        facts.version().ifPresent(version -> fact("Made by", "PathTracer " + version));
        page.endFacts();
    }

    private static String time(Instant instant) {
        return Page.time(instant);
    }

    private double seconds() {
        return diagnosis.duration().toMillis() / 1000.0;
    }

    private static String behind(InetAddress source) {
        return " (" + AddressText.of(source) + ")";
    }

    private void fact(String name, String value) {
        page.fact(name, value);
    }

    private void findings() {
        diagnosis.findings().stream()
                .filter(finding -> finding.severity() != Severity.NOTE)
                .forEach(this::finding);
        List<Finding> notes = diagnosis.findings().stream()
                .filter(finding -> finding.severity() == Severity.NOTE)
                .toList();
        if (!notes.isEmpty()) {
            page.markup("<section>\n<h2>Good to know, and no fault</h2>\n<ul>\n");
            notes.forEach(note -> item("%s (%s): %s"
                    .formatted(
                            note.sentence(),
                            ProbabilityText.of(note.probability()),
                            String.join("; ", note.evidence()))));
            page.markup("</ul>\n</section>\n");
        }
    }

    private void finding(Finding finding) {
        page.markup("<section class=\"%s\">\n<h2>%s</h2>\n<p class=\"facts\">%s, %s</p>\n"
                .formatted(
                        finding.severity() == Severity.BLOCKS ? "blocks" : "degrades",
                        Page.text(finding.sentence()),
                        Page.text("Probability " + ProbabilityText.of(finding.probability())),
                        finding.severity() == Severity.BLOCKS
                                ? "the target can't be used"
                                : "the target can be used, but badly"));
        if (!finding.evidence().isEmpty()) {
            page.markup("<h3>What shows it</h3>\n<ul>\n");
            finding.evidence().forEach(this::item);
            page.markup("</ul>\n");
        }
        if (!finding.alternatives().isEmpty()) {
            page.markup("<h3>What else it may be</h3>\n<ul>\n");
            finding.alternatives().stream().limit(4).forEach(other -> item(other(other)));
            page.markup("</ul>\n");
        }
        page.markup("<h3>What to do</h3>\n<p>%s</p>\n</section>\n".formatted(Page.text(finding.advice())));
    }

    private static String other(Alternative other) {
        return FindingText.of(other.kind()) + FindingText.place(other.place()) + " ("
                + ProbabilityText.of(other.probability()) + ")";
    }

    private void item(String text) {
        page.markup("<li>").markup(Page.text(text)).markup("</li>\n");
    }

    private void omissions() {
        if (!diagnosis.notLookedAt().isEmpty()) {
            page.markup("<section>\n<h2>Not looked at</h2>\n<ul>\n");
            diagnosis.notLookedAt().forEach(one -> item(one.sentence()));
            page.markup("</ul>\n</section>\n");
        }
    }

    private void results(Function<Reportable, String> text) {
        if (!diagnosis.results().isEmpty()) {
            page.markup("<details>\n<summary>Results that this rests on (%d)</summary>\n"
                    .formatted(diagnosis.results().size()));
            diagnosis
                    .results()
                    .forEach(result -> result(text.apply(result).lines().toList()));
            page.markup("</details>\n");
        }
    }

    /** Its first line, and all when that is pressed. */
    private void result(List<String> lines) {
        if (!lines.isEmpty()) {
            page.markup("<details>\n<summary>%s</summary>\n<pre>".formatted(Page.text(lines.get(0))));
            lines.forEach(line -> page.markup(Svg.escaped(line)).markup("\n"));
            page.markup("</pre>\n</details>\n");
        }
    }
}
