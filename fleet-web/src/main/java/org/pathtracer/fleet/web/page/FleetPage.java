// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.web.page;

import java.util.Comparator;
import java.util.List;
import org.pathtracer.fleet.VantagePoint;
import org.pathtracer.fleet.web.access.Caller;
import org.pathtracer.fleet.web.pair.PairFigures;

/** The first page: how many there are, the matrix, and the pairs that lose most. */
public final class FleetPage {
    private static final int MOST_WORST = 20;

    private FleetPage() {}

    /** Returns the page. */
    public static String of(Caller caller, List<VantagePoint> points, List<PairFigures> pairs, Measure measure) {
        List<PairFigures> lossy = pairs.stream()
                .filter(pair -> pair.loss().orElse(0) > 0)
                .sorted(Comparator.comparingDouble(
                                (PairFigures pair) -> -pair.loss().orElse(0))
                        .thenComparing(PairFigures::from)
                        .thenComparing(PairFigures::to))
                .toList();
        Html page = new Html("Fleet", caller).markup("<div class=\"cards\">\n");
        page.card("", count(points.size(), "vantage point"), "attached");
        page.card("", count(points.stream().map(VantagePoint::hub).distinct().count(), "hub"), "with vantage points");
        page.card("", count(pairs.size(), "pair"), "measured");
        page.card(lossy.isEmpty() ? "good" : "bad", count(lossy.size(), "pair"), "with loss in the newest measurement");
        page.markup("</div>\n").heading("Each pair, by " + (measure == Measure.LOSS ? "loss (%)" : "round trip (ms)"));
        if (pairs.isEmpty()) {
            page.paragraph("note", "Nothing was measured yet.");
        } else {
            page.markup(
                    measure == Measure.LOSS
                            ? "<p class=\"note\"><b>Loss</b> · <a href=\"/?by=rtt\">Round trip</a></p>\n"
                            : "<p class=\"note\"><a href=\"/?by=loss\">Loss</a> · <b>Round trip</b></p>\n");
            page.wide("Matrix", MatrixPicture.of(measure, pairs))
                    .markup(
                            "<p id=\"cell\" class=\"note\" aria-live=\"polite\">From a line's vantage point to a column's target.</p>\n")
                    .markup(key(measure))
                    .script("matrix.js");
        }
        if (!lossy.isEmpty()) {
            page.heading("Most loss")
                    .wide(
                            "Most loss",
                            PairTable.of(lossy.stream().limit(MOST_WORST).toList()));
        }
        return page.end();
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String key(Measure measure) {
        StringBuilder key = new StringBuilder("<p class=\"key note\">");
        for (int level = 0; level <= Measure.UNKNOWN; level++) {
            key.append("<i class=\"l%d\"></i>%s ".formatted(level, Html.text(measure.meaning(level))));
        }
        return key.append("</p>\n").toString();
    }
}
