// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.page;

import java.util.List;
import java.util.function.Function;
import org.pathtracer.Diagnosis;
import org.pathtracer.Limit;
import org.pathtracer.annotation.Reportable;
import org.pathtracer.diagnosis.Alternative;
import org.pathtracer.diagnosis.Finding;
import org.pathtracer.diagnosis.Omission;
import org.pathtracer.diagnosis.Severity;
import org.pathtracer.report.format.EnumText;
import org.pathtracer.report.picture.DiagnosisPicture;
import org.pathtracer.report.picture.Svg;
import org.pathtracer.report.text.DiagnosisText;

/**
 * A diagnosis as a page of its own, to be sent to a provider: the verdict, the path with the fault marked, the
 * evidence, and the results folded away. Nothing is loaded, nothing runs.
 *
 * @since 0.1.0
 */
public final class DiagnosisPage {
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s</title>
            <style>
            body { font: 16px/1.5 system-ui, sans-serif; color: #1d2733; background: #fff; margin: 1.5em auto; max-width: 1000px; padding: 0 1em; }
            h1 { font-size: 1.1em; font-weight: 600; color: #5b6875; margin: 0; overflow-wrap: anywhere; }
            .verdict { font-size: 1.5em; line-height: 1.3; margin: .4em 0 .2em; overflow-wrap: anywhere; }
            .blocks, .degrades { border-left: 4px solid #c62828; } .degrades { border-color: #d97706; } .note { border-left: 4px solid #94a3b8; }
            section.blocks, section.degrades, section.note { padding: .1em 1em; margin: 1em 0; background: #f8fafc; }
            h2 { font-size: 1.05em; margin: .6em 0 .3em; overflow-wrap: anywhere; } p, li { overflow-wrap: anywhere; } .facts { color: #5b6875; font-size: .9em; }
            .columns { display: flex; flex-wrap: wrap; gap: 1em 2.5em; } .columns > div { flex: 1 1 320px; min-width: 0; } .path { max-width: 380px; }
            svg { display: block; width: 100%%; height: auto; }
            pre { font-size: 12px; overflow-x: auto; background: #f1f5f9; padding: 1em; }
            </style>
            </head>
            <body>
            <h1>Diagnosis of %s</h1>
            <p class="verdict">%s</p>
            <p class="facts">%s, %d probes sent, %d answered, %.1f s, %s</p>
            """;

    private DiagnosisPage() {}

    /**
     * Returns the page.
     *
     * @param json writes a result as a document
     */
    public static String of(Diagnosis diagnosis, Function<Reportable, String> json) {
        String target = Svg.escaped(diagnosis.target());
        StringBuilder page = new StringBuilder(HEAD.formatted(
                "Diagnosis of " + target,
                target,
                Svg.escaped(diagnosis.summary()),
                diagnosis.started(),
                diagnosis.probesSent(),
                diagnosis.repliesReceived(),
                diagnosis.duration().toMillis() / 1000.0,
                EnumText.of(diagnosis.stopReason())));
        page.append("<div class=\"columns\">\n<div>\n");
        diagnosis.findings().forEach(finding -> finding(page, finding));
        omissions(page, diagnosis.notLookedAt());
        page.append("</div>\n<div class=\"path\">\n")
                .append(DiagnosisPicture.of(diagnosis))
                .append("</div>\n</div>\n");
        page.append(ResultPage.folded(json.apply(diagnosis)));
        diagnosis.results().forEach(result -> page.append(ResultPage.folded(json.apply(result))));
        return page.append("</body>\n</html>\n").toString();
    }

    private static void finding(StringBuilder page, Finding finding) {
        page.append("<section class=\"%s\">\n<h2>%s (%d %%)</h2>\n<ul>\n"
                .formatted(
                        EnumText.of(finding.severity()),
                        Svg.escaped(finding.sentence()),
                        Math.min(99, Math.round(100 * finding.probability()))));
        finding.evidence()
                .forEach(why -> page.append("<li>").append(Svg.escaped(why)).append("</li>\n"));
        finding.alternatives().stream()
                .limit(3)
                .forEach(other -> page.append("<li>").append(text(other)).append("</li>\n"));
        page.append("</ul>\n");
        if (finding.severity() != Severity.NOTE) {
            page.append("<p>").append(Svg.escaped(finding.advice())).append("</p>\n");
        }
        page.append("</section>\n");
    }

    private static String text(Alternative other) {
        return Svg.escaped("or " + EnumText.of(other.kind()) + " " + DiagnosisText.place(other.place()) + "("
                + Math.round(100 * other.probability()) + " %)");
    }

    private static void omissions(StringBuilder page, List<Limit<Omission>> all) {
        if (!all.isEmpty()) {
            page.append("<h2>Not looked at</h2>\n<ul>\n");
            all.forEach(one ->
                    page.append("<li>").append(Svg.escaped(one.sentence())).append("</li>\n"));
            page.append("</ul>\n");
        }
    }
}
