// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pathtracer.Limit;
import org.pathtracer.Protocol;
import org.pathtracer.TransportReport;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.report.format.Palette;
import org.pathtracer.report.format.Printable;

/** A diagnosis for people: a paragraph per transport, then the verdict. */
public final class DoctorText {
    private DoctorText() {}

    public static void print(Diagnosis diagnosis, Terminal terminal) {
        lines(diagnosis, new Palette(terminal.colours())).forEach(terminal.out()::println);
        terminal.out().flush();
    }

    private static List<String> limits(TransportReport report) {
        return report.limits().stream().map(Limit::sentence).toList();
    }

    public static List<String> lines(Diagnosis diagnosis, Palette palette) {
        List<String> lines = new ArrayList<>();
        diagnosis.transports().forEach((name, reports) -> {
            lines.add(palette.strong(Printable.line(name)));
            byResult(reports).forEach((result, where) -> lines.add("  " + where + ": " + colour(result, palette)));
            collect(reports, DoctorText::limits).forEach(limit -> lines.add("    limit: " + Printable.line(limit)));
            collect(reports, TransportReport::remedies)
                    .forEach(remedy -> lines.add("    to enable it: " + Printable.line(remedy)));
        });
        if (!diagnosis.findings().isEmpty()) {
            lines.add(palette.strong("self-check"));
            diagnosis.findings().forEach(finding -> lines.add("  " + line(finding, palette)));
        }
        diagnosis.environment().forEach((name, value) -> lines.add(name + ": " + Printable.line(value)));
        lines.add(diagnosis.works() ? palette.good(diagnosis.verdict()) : palette.bad(diagnosis.verdict()));
        return lines;
    }

    /** What is the same for several protocols or families is said once. */
    private static Map<String, String> byResult(List<TransportReport> reports) {
        return reports.stream()
                .collect(Collectors.groupingBy(
                        DoctorText::result,
                        LinkedHashMap::new,
                        Collectors.mapping(DoctorText::where, Collectors.joining(", "))));
    }

    private static String where(TransportReport report) {
        return report.protocol() + " " + Diagnosis.name(report.family());
    }

    private static String result(TransportReport report) {
        return (report.available() ? "works: " : "no: ") + Printable.line(report.detail());
    }

    private static String colour(String result, Palette palette) {
        return result.startsWith("works") ? palette.good(result) : palette.faint(result);
    }

    private static String line(SelfCheck.Finding finding, Palette palette) {
        String text = "%s %s %s: %s"
                .formatted(
                        Printable.line(finding.transport()),
                        Diagnosis.name(finding.family()),
                        finding.check(),
                        Printable.line(finding.detail()));
        return switch (finding.outcome()) {
            case PASSED -> palette.good("passed  ") + text;
            case FAILED -> palette.bad("FAILED  ") + text;
            case NOT_APPLICABLE -> palette.faint("left out  " + text);
        };
    }

    private static Set<String> collect(List<TransportReport> reports, Function<TransportReport, List<String>> part) {
        return reports.stream()
                .filter(report -> report.protocol() == Protocol.ICMP || report.available())
                .flatMap(report -> part.apply(report).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
