// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.page;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pathtracer.BufferbloatResult;
import org.pathtracer.bufferbloat.Bottleneck;
import org.pathtracer.bufferbloat.BufferbloatPhase;
import org.pathtracer.bufferbloat.Grade;
import org.pathtracer.bufferbloat.LoadDirection;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.report.format.EnumText;
import org.pathtracer.report.format.Milliseconds;
import org.pathtracer.report.json.BufferbloatJson;
import org.pathtracer.report.picture.HopChart;
import org.pathtracer.report.picture.LatencyChart;
import org.pathtracer.statistics.Statistics;

/**
 * A bufferbloat test as a page of its own: nothing is loaded, nothing runs.
 *
 * @since 0.1.0
 */
public final class BufferbloatPage {
    /** Its charts keep a size at which they can be read. */
    private static final String STYLE = """
            .wide svg { min-width: 800px; font: 12px system-ui, sans-serif; } .wide table { min-width: 640px; }
            svg text { fill: var(--faint); } svg .left { text-anchor: end; } svg .right { text-anchor: start; }
            svg .below, svg .phase { text-anchor: middle; } svg .phase { font-weight: 600; }
            svg .idle { fill: var(--card); } svg .busy, svg .marked { fill: var(--busy); } svg .grid { stroke: var(--rule); stroke-width: .6; }
            svg .probe { fill: var(--line); fill-opacity: .65; } svg .lost { stroke: var(--bad); stroke-width: 1.5; }
            svg .goodput { fill: none; stroke-width: 2; } svg .down { stroke: var(--good); } svg .up { stroke: var(--up); }
            svg .quiet { fill: var(--soft); } svg .loaded { fill: var(--line); }
            """;

    private final BufferbloatResult result;
    private final Page page;
    private final StringBuilder rows = new StringBuilder();

    private BufferbloatPage(BufferbloatResult result) {
        this.result = result;
        page = new Page("Latency under load: " + result.target(), STYLE);
    }

    /**
     * Returns a page.
     *
     * @param document the result as JSON
     */
    public static String of(BufferbloatResult result, String document) {
        BufferbloatPage page = new BufferbloatPage(result);
        page.head();
        page.cards();
        page.charts();
        page.table();
        return page.page.folded("JSON", document).end();
    }

    private void head() {
        boolean graded = result.grade() != Grade.UNKNOWN;
        page.verdict(
                        graded
                                ? "Grade %s: %s more latency under load"
                                        .formatted(
                                                result.grade().label(),
                                                result.increase()
                                                        .map(BufferbloatPage::rough)
                                                        .orElse("unknown"))
                                : "No grade",
                        mood(result.grade()).equals("good"))
                .facts(result);
        result.failure().ifPresent(failure -> page.paragraph("failure", failure.detail()));
        result.gap().ifPresent(gap -> page.paragraph("failure", "No grade: %s.".formatted(gap.description())));
    }

    private void cards() {
        page.beginCards();
        card(mood(result.grade()), result.grade().label(), "grade (" + EnumText.of(result.gradingProfile()) + ")");
        card("", result.increase().map(BufferbloatPage::rough).orElse("unknown"), "more latency under load");
        String rpm = result.responsiveness().rpm().isPresent()
                ? String.format(
                        Locale.ROOT, "%.0f", result.responsiveness().rpm().getAsDouble())
                : "unknown";
        card(
                "",
                rpm,
                "round trips a minute: " + EnumText.of(result.responsiveness().responsivenessClass()) + ", confidence "
                        + EnumText.of(result.responsiveness().confidence()));
        if (!result.loadedPhases().isEmpty()) {
            card("", goodput(), "Mbit/s of load, " + ways());
        }
        card("", EnumText.of(result.callImpact().verdict()), "impact on calls");
        page.endCards();
    }

    private String goodput() {
        return switch (result.direction()) {
            case DOWN -> number(BufferbloatJson.mbpsDown(result));
            case UP -> number(BufferbloatJson.mbpsUp(result));
            case BOTH -> number(BufferbloatJson.mbpsDown(result)) + " / " + number(BufferbloatJson.mbpsUp(result));
        };
    }

    private String ways() {
        return result.direction() == LoadDirection.BOTH ? "down / up" : EnumText.of(result.direction());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String mood(Grade grade) {
        return switch (grade) {
            case A_PLUS, A -> "good";
            case B, C -> "middling";
            case D, F -> "bad";
            case UNKNOWN -> "";
        };
    }

    private void card(String mood, String figure, String meaning) {
        page.card(mood, figure, meaning);
    }

    private void charts() {
        List<String> key = new ArrayList<>(List.of("", "round trip of a probe", "lost", "lost"));
        if (result.direction().includes(LoadDirection.DOWN)) {
            key.addAll(List.of("down", "goodput down"));
        }
        if (result.direction().includes(LoadDirection.UP)) {
            key.addAll(List.of("up", "goodput up"));
        }
        page.heading("Over time").key(key.toArray(String[]::new)).wide("Latency and goodput", LatencyChart.of(result));
        Optional<Bottleneck> bottleneck = result.bottleneck();
        result.worstPhase()
                .filter(phase -> !phase.hops().isEmpty())
                .ifPresent(phase -> page.heading("Where")
                        .paragraph(
                                "",
                                bottleneck
                                        .map(BufferbloatPage::where)
                                        .orElse(
                                                result.gap().isPresent()
                                                        ? "Not known: "
                                                                + result.gap()
                                                                        .get()
                                                                        .description() + "."
                                                        : "No hop's queue grew."))
                        .key("soft", "median without load", "", "median under load")
                        .wide(
                                "Latency of hops",
                                HopChart.of(
                                        phase, bottleneck.map(Bottleneck::ttl).orElse(-1))));
    }

    private static String where(Bottleneck bottleneck) {
        String hop = bottleneck.ttl() == 0
                ? "this host"
                : "hop " + bottleneck.ttl()
                        + bottleneck
                                .address()
                                .map(address ->
                                        " (" + AddressText.of(address) + ", " + EnumText.of(bottleneck.segment()) + ")")
                                .orElse("");
        return "The queue of " + hop + " grew, by " + rough(bottleneck.increase()) + ": later answers from hop "
                + bottleneck.delayedFrom() + " on.";
    }

    private static String rough(Duration span) {
        // Not "-0.0".
        return String.format(Locale.ROOT, "%.1f ms", Math.round(span.toNanos() / 1e5) / 10.0);
    }

    private void table() {
        rows.append("<table>\n<tr><th>phase</th><th>samples</th><th>loss</th><th>min</th><th>median</th>"
                + "<th>mean</th><th>p95</th><th>p99</th><th>max</th></tr>\n");
        for (BufferbloatPhase phase : result.phases()) {
            row("phase", LatencyChart.name(phase), phase.latency());
            if (phase.direction().isPresent()) {
                row("part", "its first tenth", phase.rampUp());
                row("part", "its last tenth", phase.rampDown());
            }
            requests(phase);
        }
        page.heading("Figures")
                .wide("Figures", rows.append("</table>\n").toString())
                .paragraph(
                        "note", "Times in milliseconds. The first and the last tenth of a loaded phase count apart.");
    }

    private void requests(BufferbloatPhase phase) {
        row("part", "TCP handshakes", phase.http().tcp());
        row("part", "TLS handshakes", phase.http().tls());
        row("part", "requests on new connections", phase.http().http());
        row("part", "requests on loaded connections", phase.http().loaded());
    }

    private void row(String style, String name, Statistics figures) {
        if (figures.sent() > 0) {
            rows.append(
                    ("<tr class=\"%s\"><td>%s</td><td>%d</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td>"
                                    + "<td>%s</td></tr>\n")
                            .formatted(
                                    style,
                                    name,
                                    figures.received(),
                                    number(100 * figures.lossRatio()) + " %",
                                    cell(figures.min()),
                                    cell(figures.median()),
                                    cell(figures.mean()),
                                    cell(figures.p95()),
                                    cell(figures.p99()),
                                    cell(figures.max())));
        }
    }

    private static String cell(Optional<Duration> span) {
        return span.map(Milliseconds::fixed).orElse("");
    }
}
