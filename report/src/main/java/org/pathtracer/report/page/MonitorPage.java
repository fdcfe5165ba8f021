// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pathtracer.MonitorResult;
import org.pathtracer.MonitorSeries;
import org.pathtracer.monitor.MonitorHop;
import org.pathtracer.report.csv.Table;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.report.format.Milliseconds;
import org.pathtracer.report.picture.HopHistory;
import org.pathtracer.report.text.MonitorText;
import org.pathtracer.report.text.PingSummary;
import org.pathtracer.report.text.RunNotes;
import org.pathtracer.statistics.Statistics;

/**
 * A monitor as a page of its own: each hop over time, with its losses, and the changes of the path.
 *
 * @since 0.1.0
 */
public final class MonitorPage {
    private static final int MOST_TARGETS = 100;

    private final MonitorResult monitor;
    private final Page page;

    private MonitorPage(MonitorResult monitor) {
        this.monitor = monitor;
        String subject = monitor.targets().size() == 1
                ? monitor.targets().get(0).target().name()
                : monitor.targets().size() + " targets";
        page = new Page("Monitor of " + subject, "");
    }

    /**
     * Returns the page.
     *
     * @param figures of the hops
     * @param document the result as JSON
     */
    public static String of(MonitorResult monitor, Table figures, String document) {
        return new MonitorPage(monitor).write(figures, document);
    }

    private String write(Table figures, String document) {
        page.verdict(verdict(), monitor.reached()).facts(monitor);
        List<MonitorSeries> shown = monitor.targets()
                .subList(0, Math.min(MOST_TARGETS, monitor.targets().size()));
        shown.forEach(this::target);
        if (shown.size() < monitor.targets().size()) {
            page.paragraph(
                    "note",
                    "%d further targets are in the figures below."
                            .formatted(monitor.targets().size() - shown.size()));
        }
        List<String> notes = new ArrayList<>(RunNotes.ofEnd(
                monitor.stopReason(), "a trace that was under way is not counted, only its answers so far"));
        notes.addAll(RunNotes.ofHost(monitor.transport(), monitor.networkChanged()));
        return page.list("Good to know", notes)
                .heading("Figures")
                .table("Figures", figures)
                .folded("JSON", document)
                .end();
    }

    private String verdict() {
        if (monitor.targets().size() == 1) {
            return MonitorText.summary(monitor.targets().get(0));
        }
        long reached = monitor.targets().stream().filter(MonitorSeries::reached).count();
        return "%d of %d targets answered".formatted(reached, monitor.targets().size());
    }

    private void target(MonitorSeries series) {
        if (monitor.targets().size() > 1) {
            page.heading(MonitorText.name(series.target())).paragraph("facts", MonitorText.summary(series));
        }
        series.target().failure().ifPresent(failure -> page.paragraph("failure", String.valueOf(failure.getMessage())));
        if (series.hops().isEmpty()) {
            page.paragraph("note", "No hop answered.");
            return;
        }
        cards(series);
        hops(series);
        changes(series);
    }

    private void cards(MonitorSeries series) {
        MonitorHop end = series.hops().get(series.hops().size() - 1);
        Statistics statistics = end.statistics();
        String place = series.reached() ? "the target" : "hop " + end.ttl() + ", the last one";
        page.beginCards();
        if (statistics.loss().isPresent()) {
            double loss = statistics.loss().getAsDouble();
            page.card(
                    loss > 0 ? "bad" : "good",
                    PingSummary.percent(loss),
                    "of %d probes to %s lost".formatted(statistics.sent(), place));
        }
        statistics
                .median()
                .ifPresent(
                        median -> page.card("", Milliseconds.fixed(median) + " ms", "median round trip to " + place));
        statistics.p95().ifPresent(value -> page.card("", Milliseconds.fixed(value) + " ms", "95th percentile"));
        long changes = series.pathChanges().size() + series.pathChangesLeftOut();
        page.card(
                changes > 0 ? "middling" : "",
                Long.toString(changes),
                changes == 1 ? "change of the path" : "changes of the path");
        page.endCards();
    }

    private void hops(MonitorSeries series) {
        HopHistory history = new HopHistory(series);
        String name = "Hops on the way to " + series.target().name();
        if (history.hasSome()) {
            page.heading("Each hop over time").key("", "round trip", "lost", "lost", "change", "the path changed here");
        } else {
            page.heading("Each hop");
        }
        String items = series.hops().stream().map(hop -> item(hop, history)).collect(Collectors.joining());
        page.wide(name, "<ol class=\"hops\">\n" + items + "</ol>\n");
        page.paragraph(
                "note",
                history.hasSome()
                        ? "The latest %d probes of each hop, the last one at the right end; those of one trace stand below each other. Each line has a height of its own: its longest time, but no less than a tenth of the slowest hop's."
                                .formatted(history.columns())
                        : "There is no history of single probes: that takes two traces, and a result that was read from a document has none.");
    }

    private static String item(MonitorHop hop, HopHistory history) {
        Statistics statistics = hop.statistics();
        List<String> details = new ArrayList<>();
        span(details, "median", statistics.median().map(Milliseconds::fixed));
        span(details, "p95", statistics.p95().map(Milliseconds::fixed));
        span(details, "max", statistics.max().map(Milliseconds::fixed));
        hop.responders().stream()
                .skip(1)
                .map(other -> "also " + AddressText.of(other.address()))
                .forEach(details::add);
        double loss = statistics.loss().orElse(0);
        String lost =
                loss > 0 ? "<span class=\"loss\">" + Page.text(PingSummary.percent(loss) + " lost") + "</span>" : "";
        boolean silent = hop.address().isEmpty();
        return "<li><span class=\"ttl\">%d</span><span><b>%s</b> %s<span class=\"detail\">%s</span></span><span class=\"drawing\">%s</span></li>\n"
                .formatted(
                        hop.ttl(),
                        Page.text(hop.address().map(AddressText::of).orElse("no answer")),
                        silent ? "" : lost,
                        Page.text(String.join(" · ", details)),
                        silent || !history.hasSome() ? "" : history.of(hop));
    }

    private static void span(List<String> details, String name, Optional<String> millis) {
        millis.ifPresent(value -> details.add(name + "\u00a0" + value + "\u00a0ms"));
    }

    private void changes(MonitorSeries series) {
        if (series.pathChanges().isEmpty()) {
            return;
        }
        page.heading("Changes of the path")
                .wide("When the path changed", new HopHistory(series).changes(monitor.duration()));
        page.markup("<ul>\n");
        series.pathChanges()
                .forEach(change -> page.markup("<li>%s</li>\n"
                        .formatted(Page.text("trace %d, after %s: %s"
                                .formatted(
                                        change.cycle() + 1,
                                        Milliseconds.rough(change.at()),
                                        MonitorText.change(change))))));
        page.markup("</ul>\n");
        if (series.pathChangesLeftOut() > 0) {
            page.paragraph("note", "%d changes before these are not listed.".formatted(series.pathChangesLeftOut()));
        }
    }
}
