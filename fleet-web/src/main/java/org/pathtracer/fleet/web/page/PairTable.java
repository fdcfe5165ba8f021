// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.web.page;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.pathtracer.fleet.web.pair.PairFigures;

/** Pairs with their figures, a line each. */
final class PairTable {
    static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private PairTable() {}

    static String of(List<PairFigures> pairs) {
        StringBuilder table = new StringBuilder(
                "<table>\n<tr><th>From</th><th>To</th><th>Loss</th><th>Probes</th><th>Median round trip</th><th>Measured</th></tr>\n");
        for (PairFigures pair : pairs) {
            table.append(
                    "<tr><td><a href=\"%s\">%s</a></td><td>%s</td><td>%s</td><td>%d</td><td>%s</td><td>%s</td></tr>\n"
                            .formatted(
                                    Html.pairAddress(pair.from(), pair.to()),
                                    Html.text(pair.from()),
                                    Html.text(pair.to()),
                                    pair.loss().isPresent() ? Measure.percent(pair) : "unknown",
                                    pair.sent(),
                                    pair.rttMillis().isPresent()
                                            ? String.format(
                                                    Locale.ROOT,
                                                    "%.3f ms",
                                                    pair.rttMillis().getAsDouble())
                                            : "no answer",
                                    TIME.format(pair.at())));
        }
        return table.append("</table>\n").toString();
    }
}
