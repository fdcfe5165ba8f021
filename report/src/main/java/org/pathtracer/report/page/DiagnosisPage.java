// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.page;

import java.net.InetAddress;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
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
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>%s</title>
            <style>
            :root { --ink: #1d2733; --faint: #55626f; --paper: #ffffff; --card: #f4f6f8; --bad: #b34700; --good: #00694a; --rule: #d3dae1; }
            @media (prefers-color-scheme: dark) { :root { --ink: #e6eaee; --faint: #a9b4be; --paper: #14181d; --card: #1f262d; --bad: #ff9a4d; --good: #4cc99a; --rule: #3a444e; } }
            * { box-sizing: border-box; }
            body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); margin: 1.5em auto 3em; max-width: 1060px; padding: 0 1em; overflow-wrap: anywhere; }
            h1 { font-size: 1em; font-weight: 600; color: var(--faint); margin: 0; }
            .verdict { font-size: 1.5em; line-height: 1.3; margin: .4em 0 .5em; font-weight: 600; padding-left: .6em; border-left: 6px solid var(--bad); }
            .healthy { border-color: var(--good); }
            dl { display: flex; flex-wrap: wrap; gap: .2em 2em; margin: 0 0 1.5em; font-size: .9em; } dl div { display: flex; gap: .5em; min-width: 0; }
            dt { color: var(--faint); white-space: nowrap; } dd { margin: 0; min-width: 0; }
            .columns { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.5em 2.5em; }
            @media (min-width: 800px) { .columns { grid-template-columns: minmax(0, 1fr) 380px; } .path { order: 2; } }
            .path { max-width: 380px; } svg { display: block; width: 100%%; height: auto; }
            section { padding: .8em 1.1em; margin: 0 0 1em; background: var(--card); border-radius: 6px; }
            section.blocks { border-left: 6px solid var(--bad); } section.degrades { border-left: 6px dashed var(--bad); }
            h2 { font-size: 1.1em; line-height: 1.35; margin: 0; } h3 { font-size: .8em; letter-spacing: .04em; text-transform: uppercase; color: var(--faint); margin: .9em 0 .1em; }
            p { margin: .2em 0; } ul { margin: .2em 0; padding-left: 1.2em; } .facts { color: var(--faint); font-size: .9em; }
            details { margin: .4em 0; } details details { margin-left: 1em; } summary { cursor: pointer; }
            pre { font-size: 12px; overflow-x: auto; overflow-wrap: normal; background: var(--card); padding: 1em; border-radius: 6px; }
            </style>
            </head>
            <body>
            """;

    private final Diagnosis diagnosis;
    private final StringBuilder page = new StringBuilder();

    private DiagnosisPage(Diagnosis diagnosis) {
        this.diagnosis = diagnosis;
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
                .append("<div class=\"columns\">\n<div class=\"path\">\n<h3>The path</h3>\n")
                .append(DiagnosisPicture.of(diagnosis))
                .append("</div>\n<div>\n");
        page.findings();
        page.omissions();
        page.page.append("</div>\n</div>\n");
        page.results(text);
        page.page.append(ResultPage.folded(json.apply(diagnosis))).append("</body>\n</html>\n");
        return page.page.toString();
    }

    private void head() {
        String title = "Network diagnosis of " + text(diagnosis.target());
        page.append(HEAD.formatted(title));
        page.append("<h1>%s</h1>\n<p class=\"verdict%s\">%s</p>\n<dl>\n"
                .formatted(title, diagnosis.healthy() ? " healthy" : "", text(diagnosis.summary())));
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
        page.append("</dl>\n");
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }

    private double seconds() {
        return diagnosis.duration().toMillis() / 1000.0;
    }

    private static String behind(InetAddress source) {
        return " (" + AddressText.of(source) + ")";
    }

    private void fact(String name, String value) {
        page.append("<div><dt>%s</dt><dd>%s</dd></div>\n".formatted(name, text(value)));
    }

    private void findings() {
        diagnosis.findings().stream()
                .filter(finding -> finding.severity() != Severity.NOTE)
                .forEach(this::finding);
        List<Finding> notes = diagnosis.findings().stream()
                .filter(finding -> finding.severity() == Severity.NOTE)
                .toList();
        if (!notes.isEmpty()) {
            page.append("<section>\n<h2>Good to know, and no fault</h2>\n<ul>\n");
            notes.forEach(note -> item("%s (%s): %s"
                    .formatted(
                            note.sentence(),
                            ProbabilityText.of(note.probability()),
                            String.join("; ", note.evidence()))));
            page.append("</ul>\n</section>\n");
        }
    }

    private void finding(Finding finding) {
        page.append("<section class=\"%s\">\n<h2>%s</h2>\n<p class=\"facts\">%s, %s</p>\n"
                .formatted(
                        finding.severity() == Severity.BLOCKS ? "blocks" : "degrades",
                        text(finding.sentence()),
                        text("Probability " + ProbabilityText.of(finding.probability())),
                        finding.severity() == Severity.BLOCKS
                                ? "the target can't be used"
                                : "the target can be used, but badly"));
        if (!finding.evidence().isEmpty()) {
            page.append("<h3>What shows it</h3>\n<ul>\n");
            finding.evidence().forEach(this::item);
            page.append("</ul>\n");
        }
        if (!finding.alternatives().isEmpty()) {
            page.append("<h3>What else it may be</h3>\n<ul>\n");
            finding.alternatives().stream().limit(4).forEach(other -> item(other(other)));
            page.append("</ul>\n");
        }
        page.append("<h3>What to do</h3>\n<p>%s</p>\n</section>\n".formatted(text(finding.advice())));
    }

    /** Escaped, and with numbers beside their percent signs. */
    private static String text(String text) {
        return Svg.escaped(text).replace(" %", "&nbsp;%");
    }

    private static String other(Alternative other) {
        return FindingText.of(other.kind()) + FindingText.place(other.place()) + " ("
                + ProbabilityText.of(other.probability()) + ")";
    }

    private void item(String text) {
        page.append("<li>").append(text(text)).append("</li>\n");
    }

    private void omissions() {
        if (!diagnosis.notLookedAt().isEmpty()) {
            page.append("<section>\n<h2>Not looked at</h2>\n<ul>\n");
            diagnosis.notLookedAt().forEach(one -> item(one.sentence()));
            page.append("</ul>\n</section>\n");
        }
    }

    private void results(Function<Reportable, String> text) {
        if (!diagnosis.results().isEmpty()) {
            page.append("<details>\n<summary>Results that this rests on (%d)</summary>\n"
                    .formatted(diagnosis.results().size()));
            diagnosis
                    .results()
                    .forEach(result -> result(text.apply(result).lines().toList()));
            page.append("</details>\n");
        }
    }

    /** Its first line, and all when that is pressed. */
    private void result(List<String> lines) {
        if (!lines.isEmpty()) {
            page.append("<details>\n<summary>%s</summary>\n<pre>".formatted(text(lines.get(0))));
            lines.forEach(line -> page.append(Svg.escaped(line)).append('\n'));
            page.append("</pre>\n</details>\n");
        }
    }
}
