// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.web.page;

import java.util.List;
import java.util.Optional;
import org.pathtracer.TraceResult;
import org.pathtracer.fleet.web.access.Caller;
import org.pathtracer.fleet.web.pair.PairFigures;
import org.pathtracer.fleet.web.pair.PairHistory;

/** A pair: its figures over time, and the paths of both ways side by side. */
public final class PairPage {
    private PairPage() {}

    /** Returns the page. */
    public static String of(Caller caller, String from, String to, PairHistory pairs) {
        Html page = new Html("From " + from + " to " + to, caller);
        page.markup("<p class=\"note\">%s</p>\n".formatted(Html.pointLink(from)));
        List<PairFigures> there = pairs.series(from, to);
        List<PairFigures> back = pairs.series(to, from);
        if (there.isEmpty()) {
            page.paragraph("note", "There are no figures of this pair.");
        } else {
            figures(page, there.get(there.size() - 1));
            page.heading("Over time, from " + from).markup(SeriesChart.of(there));
        }
        if (!back.isEmpty()) {
            page.heading("Over time, from " + to).markup(SeriesChart.of(back));
        }
        if (!there.isEmpty() || !back.isEmpty()) {
            page.paragraph(
                    "note",
                    "Dots are median round trips, bars are lost shares. Loss and round trip are of both ways together,"
                            + " as a ping sees them.");
        }
        page.markup("<div class=\"sides\">\n");
        path(page, from, to, pairs.path(from, to));
        Optional<TraceResult> reverse = pairs.path(to, from);
        if (reverse.isPresent()) {
            path(page, to, from, reverse);
        }
        return page.markup("</div>\n").end();
    }

    private static void figures(Html page, PairFigures newest) {
        page.markup("<div class=\"cards\">\n");
        page.card(
                newest.loss().orElse(0) > 0 ? "bad" : "good",
                Measure.percent(newest),
                "of %d probes lost".formatted(newest.sent()));
        page.card(
                "",
                newest.rttMillis().isPresent() ? Measure.RTT.figure(newest) + " ms" : "no answer",
                "median round trip");
        page.card("", PairTable.TIME.format(newest.at()), "newest measurement");
        page.markup("</div>\n");
    }

    private static void path(Html page, String from, String to, Optional<TraceResult> trace) {
        page.markup("<section>\n").heading("Path from %s to %s".formatted(from, to));
        if (trace.isPresent()) {
            page.markup(HopList.of(trace.get()));
        } else {
            page.paragraph("note", "It was not traced yet.");
        }
        page.markup("</section>\n");
    }
}
