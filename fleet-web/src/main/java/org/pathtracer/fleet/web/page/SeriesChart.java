// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.web.page;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.pathtracer.fleet.web.pair.PairFigures;
import org.pathtracer.report.picture.Scale;

/** Round trips as dots and lost shares as bars over time. Widths are shares, so that its text fits narrow screens. */
final class SeriesChart {
    private static final int TOP = 18;
    private static final int FLOOR = 138;
    private static final double ROOM = 98;

    private final List<PairFigures> series;
    private final Instant first;
    private final double span;
    private final Scale heights;
    private final StringBuilder svg = new StringBuilder();

    private SeriesChart(List<PairFigures> series) {
        this.series = series;
        first = series.get(0).at();
        span = Math.max(1, series.get(series.size() - 1).at().toEpochMilli() - (double) first.toEpochMilli());
        heights = new Scale(
                series.stream()
                        .mapToDouble(one -> one.rttMillis().orElse(0))
                        .max()
                        .orElse(1),
                true,
                FLOOR,
                TOP);
    }

    static String of(List<PairFigures> series) {
        return new SeriesChart(series).draw();
    }

    private String draw() {
        svg.append("<svg class=\"plot series\" role=\"img\" aria-label=\"%d measurements over time\">\n"
                .formatted(series.size()));
        for (double tick : heights.ticks()) {
            add(
                    "<line class=\"grid\" x1=\"0\" y1=\"%.1f\" x2=\"100%%\" y2=\"%.1f\"/>",
                    heights.pixel(tick), heights.pixel(tick));
        }
        series.forEach(this::loss);
        series.forEach(this::dot);
        for (double tick : heights.ticks()) {
            if (tick > 0) {
                add("<text x=\"0\" y=\"%.1f\">%s ms</text>", heights.pixel(tick) - 3, Scale.label(tick));
            }
        }
        add("<text x=\"0\" y=\"%d\">%s</text>", FLOOR + 16, PairTable.TIME.format(first));
        if (series.size() > 1) {
            add(
                    "<text class=\"end\" x=\"100%%\" y=\"%d\">%s</text>",
                    FLOOR + 16,
                    PairTable.TIME.format(series.get(series.size() - 1).at()).substring(11));
        }
        return svg.append("</svg>\n").toString();
    }

    private void loss(PairFigures one) {
        double share = one.loss().orElse(0);
        if (share > 0) {
            add(
                    "<rect class=\"lostshare\" x=\"%.2f%%\" y=\"%.1f\" width=\"5\" height=\"%.1f\"><title>%s</title></rect>",
                    x(one), FLOOR - share * (FLOOR - TOP), share * (FLOOR - TOP), words(one));
        }
    }

    private void dot(PairFigures one) {
        if (one.rttMillis().isPresent()) {
            add(
                    "<circle class=\"dot\" cx=\"%.2f%%\" cy=\"%.1f\" r=\"3\"><title>%s</title></circle>",
                    x(one), heights.pixel(one.rttMillis().getAsDouble()), words(one));
        }
    }

    private static String words(PairFigures one) {
        return Html.text(PairTable.TIME.format(one.at()) + ": " + Measure.words(one));
    }

    private double x(PairFigures one) {
        return 1 + ROOM * (one.at().toEpochMilli() - first.toEpochMilli()) / span;
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
