// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.page;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
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
import org.pathtracer.report.picture.Svg;
import org.pathtracer.statistics.Statistics;

/**
 * A bufferbloat test as a page of its own: no script, and nothing that is loaded from elsewhere.
 *
 * @since 0.1.0
 */
public final class BufferbloatPage {
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s</title>
            <style>
            body { font: 15px/1.5 system-ui, sans-serif; color: #1d2733; background: #fff; margin: 2em auto; max-width: 1000px; padding: 0 1em; }
            h1 { font-size: 1.5em; margin: 0; } h2 { font-size: 1.1em; margin: 2em 0 .5em; }
            .target { color: #5b6875; margin: 0 0 1.5em; overflow-wrap: anywhere; }
            .cards { display: flex; flex-wrap: wrap; gap: 1em; }
            .card { flex: 1 1 9em; border: 1px solid #d6dde4; border-radius: 8px; padding: .7em 1em; }
            .card b { display: block; font-size: 1.7em; line-height: 1.2; } .card span { color: #5b6875; font-size: .9em; }
            .good b { color: #1a7f37; } .middling b { color: #9a6700; } .bad b { color: #b42318; }
            .failure { border-left: 4px solid #b42318; padding: .3em 1em; background: #fdf1f0; }
            table { border-collapse: collapse; width: 100%%; } th, td { text-align: right; padding: .3em .6em; border-bottom: 1px solid #e5eaef; }
            th:first-child, td:first-child { text-align: left; } th { font-weight: 600; }
            tr.phase td { font-weight: 600; background: #f1f5f9; } tr.part td:first-child { padding-left: 1.8em; }
            .key i { display: inline-block; width: .9em; height: .9em; margin: 0 .3em 0 1em; border-radius: 2px; vertical-align: -1px; }
            .wide { overflow-x: auto; } .wide svg { min-width: 800px; } .wide table { min-width: 640px; }
            svg { display: block; width: 100%%; height: auto; font: 12px system-ui, sans-serif; }
            svg text { fill: #45525f; } svg .left { text-anchor: end; } svg .right { text-anchor: start; }
            svg .below, svg .phase { text-anchor: middle; } svg .phase { font-weight: 600; }
            svg .idle { fill: #f1f5f9; } svg .busy { fill: #fdf3e3; } svg .grid { stroke: #d6dde4; stroke-width: .6; }
            svg .probe { fill: #2563a8; fill-opacity: .65; } svg .lost { stroke: #b42318; stroke-width: 1.5; }
            svg .goodput { fill: none; stroke-width: 2; } svg .down { stroke: #1a7f37; } svg .up { stroke: #a0509e; }
            svg .quiet { fill: #9db4cc; } svg .loaded { fill: #2563a8; } svg .marked { fill: #fdf3e3; }
            </style>
            </head>
            <body>
            """;

    private final BufferbloatResult result;
    private final StringBuilder page = new StringBuilder();

    private BufferbloatPage(BufferbloatResult result) {
        this.result = result;
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
        page.page.append(ResultPage.folded(document));
        page.page.append("</body>\n</html>\n");
        return page.page.toString();
    }

    private void head() {
        page.append(HEAD.formatted("Bufferbloat: " + Svg.escaped(result.target())));
        page.append("<h1>Latency under load</h1>\n<p class=\"target\">%s, %s, %s over %s, %s</p>\n"
                .formatted(
                        Svg.escaped(result.target()),
                        AddressText.of(result.address()),
                        result.protocol(),
                        Svg.escaped(result.transport().name()),
                        result.started().truncatedTo(ChronoUnit.SECONDS)));
        result.failure()
                .ifPresent(failure ->
                        page.append("<p class=\"failure\">%s</p>\n".formatted(Svg.escaped(failure.detail()))));
        result.gap()
                .ifPresent(gap -> page.append("<p class=\"failure\">No grade: %s.</p>\n".formatted(gap.description())));
    }

    private void cards() {
        page.append("<div class=\"cards\">\n");
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
        page.append("</div>\n");
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
        page.append("<div class=\"card %s\"><b>%s</b><span>%s</span></div>\n"
                .formatted(mood, Svg.escaped(figure), Svg.escaped(meaning)));
    }

    private void charts() {
        page.append("<h2>Over time</h2>\n<p class=\"key\"><i style=\"background:#2563a8\"></i>round trip of a probe"
                + "<i style=\"background:#b42318\"></i>lost");
        if (result.direction().includes(LoadDirection.DOWN)) {
            page.append("<i style=\"background:#1a7f37\"></i>goodput down");
        }
        if (result.direction().includes(LoadDirection.UP)) {
            page.append("<i style=\"background:#a0509e\"></i>goodput up");
        }
        page.append("</p>\n");
        wide(LatencyChart.of(result));
        Optional<Bottleneck> bottleneck = result.bottleneck();
        result.worstPhase().filter(phase -> !phase.hops().isEmpty()).ifPresent(phase -> {
            page.append("<h2>Where</h2>\n<p>%s</p>\n"
                    .formatted(Svg.escaped(bottleneck
                            .map(BufferbloatPage::where)
                            .orElse(
                                    result.gap().isPresent()
                                            ? "Not known: " + result.gap().get().description() + "."
                                            : "No hop's queue grew."))));
            page.append("<p class=\"key\"><i style=\"background:#9db4cc\"></i>median without load"
                    + "<i style=\"background:#2563a8\"></i>median under load</p>\n");
            wide(HopChart.of(phase, bottleneck.map(Bottleneck::ttl).orElse(-1)));
        });
    }

    /** On a screen narrower than a drawing that can be read, the drawing is pushed sideways, not the page. */
    private void wide(String drawing) {
        page.append("<div class=\"wide\">\n").append(drawing).append("</div>\n");
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
        page.append(
                "<h2>Figures</h2>\n<div class=\"wide\">\n<table>\n<tr><th>phase</th><th>samples</th><th>loss</th><th>min</th><th>median</th>"
                        + "<th>mean</th><th>p95</th><th>p99</th><th>max</th></tr>\n");
        for (BufferbloatPhase phase : result.phases()) {
            row("phase", LatencyChart.name(phase), phase.latency());
            if (phase.direction().isPresent()) {
                row("part", "its first tenth", phase.rampUp());
                row("part", "its last tenth", phase.rampDown());
            }
            requests(phase);
        }
        page.append(
                "</table>\n</div>\n<p>Times in milliseconds. The first and the last tenth of a loaded phase count apart.</p>\n");
    }

    private void requests(BufferbloatPhase phase) {
        row("part", "TCP handshakes", phase.http().tcp());
        row("part", "TLS handshakes", phase.http().tls());
        row("part", "requests on new connections", phase.http().http());
        row("part", "requests on loaded connections", phase.http().loaded());
    }

    private void row(String style, String name, Statistics figures) {
        if (figures.sent() > 0) {
            page.append(
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
