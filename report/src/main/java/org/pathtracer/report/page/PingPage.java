// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.page;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pathtracer.PingResult;
import org.pathtracer.PingSeries;
import org.pathtracer.report.csv.Table;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.report.format.Milliseconds;
import org.pathtracer.report.format.Palette;
import org.pathtracer.report.picture.PingChart;
import org.pathtracer.report.picture.Plot;
import org.pathtracer.report.text.PingSummary;
import org.pathtracer.statistics.Statistics;

/**
 * A ping as a page of its own: round trips over time and their distribution, or a line for each of several targets.
 *
 * @since 0.1.0
 */
public final class PingPage {
    private static final int DRAWING_HEIGHT = 22;
    private static final int MOST_TARGETS = 500;

    /** So that the dot of the longest is whole. */
    private static final double ROOM = 1.02;

    private final PingResult ping;
    private final Page page;

    private PingPage(PingResult ping) {
        this.ping = ping;
        String subject =
                ping.targets().size() == 1 ? ping.targets().get(0).target().name() : ping.targetCount() + " targets";
        page = new Page("Ping of " + subject, "");
    }

    /**
     * Returns the page.
     *
     * @param figures of the answers or targets
     * @param document the result as JSON
     */
    public static String of(PingResult ping, Table figures, String document) {
        return new PingPage(ping).write(figures, document);
    }

    private String write(Table figures, String document) {
        List<String> lines = new PingSummary(Palette.NONE).lines(ping);
        page.verdict(lines.get(0), ping.reached()).facts(ping);
        cards();
        if (ping.targets().size() == 1) {
            charts(ping.targets().get(0));
        } else {
            targets();
        }
        return page.list("In words", lines.stream().skip(1).toList())
                .heading("Figures")
                .table("Figures", figures)
                .folded("JSON", document)
                .end();
    }

    private void cards() {
        Statistics statistics = ping.statistics();
        page.beginCards();
        String loss = statistics.loss().isPresent()
                ? PingSummary.percent(statistics.loss().getAsDouble())
                : "unknown";
        boolean some = statistics.loss().orElse(1) > 0;
        page.card(some ? "bad" : "good", loss, "of %d probes lost".formatted(statistics.sent()));
        card("median", statistics.median());
        card("95th percentile", statistics.p95());
        card("longest", statistics.max());
        card("jitter (RFC 3550)", statistics.jitter());
        page.endCards();
    }

    private void card(String meaning, Optional<Duration> span) {
        span.ifPresent(value -> page.card("", Milliseconds.fixed(value) + " ms", meaning));
    }

    private void charts(PingSeries series) {
        series.target().failure().ifPresent(failure -> page.paragraph("failure", String.valueOf(failure.getMessage())));
        PingChart chart = new PingChart(series);
        if (series.replies().isEmpty()) {
            page.paragraph(
                    "note",
                    series.repliesLeftOut() > 0 || series.received() > 0
                            ? "The single answers were not kept, so there is nothing to draw."
                            : "There was no answer, so there is nothing to draw.");
            return;
        }
        page.heading("Over time")
                .key(
                        "",
                        "round trip of a probe",
                        "other",
                        "late, or not of the target itself",
                        "lost",
                        "lost",
                        "outage",
                        "outage")
                .wide("Over time", chart.overTime());
        if (series.repliesLeftOut() > 0) {
            page.paragraph(
                    "note",
                    "Drawn are the first %d answers, not %d further ones; which probes were lost is not shown then."
                            .formatted(series.replies().size(), series.repliesLeftOut()));
        } else if (!chart.showsLosses()) {
            page.paragraph("note", "Some probes could not leave this host, so which ones were lost is not shown.");
        }
        if (chart.hasDistribution()) {
            page.heading("Distribution").wide("Distribution", chart.distribution());
        }
    }

    private void targets() {
        if (ping.targets().isEmpty()) {
            page.paragraph("note", "The result does not list the targets.");
            return;
        }
        List<PingSeries> shown =
                ping.targets().subList(0, Math.min(MOST_TARGETS, ping.targets().size()));
        double widest = shown.stream()
                        .flatMap(series -> series.statistics().p95().stream())
                        .mapToDouble(Milliseconds::decimal)
                        .max()
                        .orElse(1)
                * ROOM;
        StringBuilder items = new StringBuilder("<ol class=\"hops\">\n");
        for (int i = 0; i < shown.size(); i++) {
            items.append(item(i + 1, shown.get(i), widest));
        }
        page.heading("Target by target")
                .key("", "median", "soft", "from the shortest round trip to the longest")
                .wide("Target by target", items.append("</ol>\n").toString());
        if (shown.size() < ping.targets().size()) {
            page.paragraph(
                    "note",
                    "%d further targets are in the figures below."
                            .formatted(ping.targets().size() - shown.size()));
        }
    }

    private static String item(int number, PingSeries series, double widest) {
        List<String> details = new ArrayList<>();
        series.target()
                .address()
                .map(AddressText::of)
                .filter(text -> !text.equals(series.target().name()))
                .ifPresent(details::add);
        series.target().failure().ifPresent(failure -> details.add(String.valueOf(failure.getMessage())));
        Statistics statistics = series.statistics();
        boolean loss = statistics.loss().orElse(0) > 0;
        String lost = loss
                ? "<span class=\"loss\">" + Page.text(PingSummary.percent(statistics.lossRatio()) + " lost") + "</span>"
                : "";
        return "<li><span class=\"ttl\">%d</span><span><b>%s</b> %s %s<span class=\"detail\">%s</span></span><span class=\"drawing\">%s</span></li>\n"
                .formatted(
                        number,
                        Page.text(series.target().name()),
                        statistics
                                .median()
                                .map(median -> Page.text(Milliseconds.fixed(median) + " ms"))
                                .orElse(""),
                        lost,
                        Page.text(String.join(" · ", details)),
                        statistics.median().isPresent() ? drawing(statistics, widest) : "");
    }

    private static String drawing(Statistics statistics, double widest) {
        String min = statistics.min().map(Milliseconds::fixed).orElse("");
        String max = statistics.max().map(Milliseconds::fixed).orElse("");
        Plot plot = new Plot("%s to %s ms".formatted(min, max), 0, widest, 1, DRAWING_HEIGHT, false);
        plot.span("grid", 0, widest, 1);
        plot.span("range", decimal(statistics.min()), decimal(statistics.max()), 8);
        return plot.dot("dot", decimal(statistics.median()), 0.5, "median").toString();
    }

    private static double decimal(Optional<Duration> span) {
        return span.map(Milliseconds::decimal).orElse(0.0);
    }
}
