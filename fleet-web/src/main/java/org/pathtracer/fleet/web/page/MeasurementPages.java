// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.web.page;

import java.util.List;
import org.pathtracer.fleet.web.access.Caller;
import org.pathtracer.fleet.web.access.Role;
import org.pathtracer.fleet.web.live.LiveMeasurement;
import org.pathtracer.fleet.web.live.OutcomeRow;

/** The measurements, and each with its outcomes as they arrive. */
public final class MeasurementPages {
    private static final String FORM = """
            <form id="measure" class="measure" autocomplete="off">
            <label>Operation <select name="operation"><option>trace</option><option>ping</option><option>mtu</option><option>multipath</option><option>diagnose</option></select></label>
            <label>Target <input name="target" required maxlength="300" placeholder="shop.example"></label>
            <label>From <input name="from" maxlength="1000" placeholder="all, or region=eu,has:ipv6"></label>
            <button>Measure</button>
            <p id="problem" class="note" role="alert"></p>
            </form>
            <noscript><p class="note">To measure from this page takes JavaScript; programs POST to /api/v1/measurements.</p></noscript>
            """;

    private MeasurementPages() {}

    /** Returns the page of all. */
    public static String list(Caller caller, List<LiveMeasurement> measurements) {
        Html page = new Html("Measurements", caller);
        if (caller.role().includes(Role.OPERATOR)) {
            page.markup(FORM).script("measure.js");
        }
        if (measurements.isEmpty()) {
            return page.paragraph("note", "None was asked for here.").end();
        }
        StringBuilder table = new StringBuilder(
                "<table>\n<tr><th>Operation</th><th>Targets</th><th>From</th><th>By</th><th>Started</th><th>Outcomes</th><th>State</th></tr>\n");
        for (LiveMeasurement one : measurements) {
            table.append(
                    "<tr><td><a href=\"/measurements/%s\">%s</a></td><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%d</td><td>%s</td></tr>\n"
                            .formatted(
                                    Html.part(one.id()),
                                    Html.text(one.ask().operation()),
                                    Html.text(targets(one)),
                                    Html.text(from(one)),
                                    Html.text(one.caller()),
                                    PairTable.TIME.format(one.started()),
                                    one.count(),
                                    Html.text(state(one))));
        }
        return page.wide("Measurements", table + "</table>\n").end();
    }

    private static String targets(LiveMeasurement one) {
        return String.join(", ", one.ask().targets());
    }

    private static String from(LiveMeasurement one) {
        return one.ask().from().isEmpty() ? "all" : one.ask().from();
    }

    private static String state(LiveMeasurement one) {
        return one.end().isEmpty() ? "running" : one.end();
    }

    /** Returns the page of one. What comes later is added by a script. */
    public static String one(Caller caller, LiveMeasurement one) {
        List<OutcomeRow> rows = one.rows();
        Html page = new Html(one.ask().operation() + " " + targets(one), caller);
        page.markup("<p id=\"state\" class=\"verdict plain\">%s</p>\n".formatted(Html.text(state(one))));
        page.markup(
                "<dl><div><dt>From</dt><dd>%s</dd></div><div><dt>Started</dt><dd>%s</dd></div><div><dt>Outcomes</dt><dd id=\"count\">%d</dd></div></dl>\n"
                        .formatted(Html.text(from(one)), PairTable.TIME.format(one.started()), rows.size()));
        StringBuilder table = new StringBuilder(
                "<table>\n<thead><tr><th>Vantage point</th><th>Outcome</th><th>Summary</th></tr></thead>\n<tbody id=\"outcomes\" data-events=\"/api/v1/measurements/%s/events\" data-from=\"%d\">\n"
                        .formatted(Html.part(one.id()), rows.size()));
        rows.forEach(row -> table.append("<tr><td>%s</td><td>%s</td><td>%s</td></tr>\n"
                .formatted(
                        Html.pointLink(row.vantagePoint()),
                        row.failure().isEmpty() ? "result" : Html.text(row.failure()),
                        Html.text(row.summary()))));
        return page.wide("Outcomes", table + "</tbody>\n</table>\n")
                .markup(
                        "<p class=\"note\"><a href=\"/api/v1/measurements/%s\">JSON</a> · <a href=\"/api/v1/measurements/%s?format=atlas\">RIPE Atlas</a></p>\n"
                                .formatted(Html.part(one.id()), Html.part(one.id())))
                .script("live.js")
                .end();
    }
}
