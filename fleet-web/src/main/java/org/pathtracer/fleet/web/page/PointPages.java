// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.web.page;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pathtracer.fleet.VantagePoint;
import org.pathtracer.fleet.web.access.Caller;
import org.pathtracer.fleet.web.pair.PairFigures;

/** The vantage points, and each with what it measured. */
public final class PointPages {
    /** Browsers take long for more lines. */
    private static final int MOST_SHOWN = 1000;

    private PointPages() {}

    /** Returns the page of all. */
    public static String list(Caller caller, List<VantagePoint> points) {
        Html page = new Html("Vantage points", caller);
        StringBuilder table =
                new StringBuilder("<table>\n<tr><th>Name</th><th>Labels</th><th>Capabilities</th><th>Hub</th></tr>\n");
        points.stream()
                .limit(MOST_SHOWN)
                .forEach(point -> table.append("<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>\n"
                        .formatted(
                                Html.pointLink(point.name()),
                                Html.text(labels(point.labels())),
                                Html.text(String.join(", ", point.capabilities())),
                                Html.text(point.hub()))));
        if (points.isEmpty()) {
            return page.paragraph("note", "No vantage point is attached.").end();
        }
        if (points.size() > MOST_SHOWN) {
            page.paragraph("note", "The first %d of %d.".formatted(MOST_SHOWN, points.size()));
        }
        return page.wide("Vantage points", table + "</table>\n").end();
    }

    private static String labels(Map<String, String> labels) {
        return labels.entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(", "));
    }

    /** Returns the page of one; it may have left since it measured. */
    public static String one(Caller caller, String name, Optional<VantagePoint> point, List<PairFigures> pairs) {
        Html page = new Html("Vantage point " + name, caller);
        if (point.isPresent()) {
            page.markup("<dl>\n");
            fact(page, "Labels", labels(point.get().labels()));
            fact(page, "Capabilities", String.join(", ", point.get().capabilities()));
            fact(page, "Hub", point.get().hub());
            page.markup("</dl>\n");
        } else {
            page.paragraph("verdict", "It is not attached.");
        }
        table(
                page,
                "From here",
                pairs.stream().filter(pair -> pair.from().equals(name)).toList());
        table(
                page,
                "To here",
                pairs.stream().filter(pair -> pair.to().equals(name)).toList());
        return page.end();
    }

    private static void table(Html page, String heading, List<PairFigures> pairs) {
        page.heading(heading);
        if (pairs.isEmpty()) {
            page.paragraph("note", "Nothing was measured yet.");
        } else {
            page.wide(heading, PairTable.of(pairs.stream().limit(MOST_SHOWN).toList()));
        }
    }

    private static void fact(Html page, String name, String value) {
        page.markup("<div><dt>%s</dt><dd>%s</dd></div>\n".formatted(Html.text(name), Html.text(value)));
    }
}
