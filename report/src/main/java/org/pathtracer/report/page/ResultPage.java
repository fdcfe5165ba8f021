// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.page;

import java.util.List;
import org.pathtracer.report.csv.Table;
import org.pathtracer.report.picture.Svg;

/**
 * A result as a page of its own: a drawing, a table, and the document folded away. Nothing is loaded, nothing runs.
 *
 * @since 0.1.0
 */
public final class ResultPage {
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s</title>
            <style>
            body { font: 15px/1.5 system-ui, sans-serif; color: #1d2733; background: #fff; margin: 2em auto; max-width: 1000px; padding: 0 1em; }
            h1 { font-size: 1.4em; margin: 0; overflow-wrap: anywhere; } h2 { font-size: 1.1em; margin: 2em 0 .5em; }
            .summary { color: #5b6875; margin: .3em 0 1.5em; overflow-wrap: anywhere; }
            table { border-collapse: collapse; } th, td { text-align: right; padding: .3em .6em; border-bottom: 1px solid #e5eaef; white-space: nowrap; }
            th:first-child, td:first-child { text-align: left; } th { font-weight: 600; }
            .wide { overflow-x: auto; } pre { font-size: 12px; overflow-x: auto; background: #f1f5f9; padding: 1em; }
            svg { display: block; }
            </style>
            </head>
            <body>
            <h1>%s</h1>
            <p class="summary">%s</p>
            """;

    private ResultPage() {}

    /**
     * Returns a page.
     *
     * @param summary how it ended, in words
     * @param drawing an SVG element
     * @param document the result as JSON
     */
    public static String of(String title, String summary, String drawing, Table table, String document) {
        String escaped = Svg.escaped(title);
        StringBuilder page = new StringBuilder(HEAD.formatted(escaped, escaped, Svg.escaped(summary)));
        page.append("<div class=\"wide\">\n").append(drawing).append("</div>\n");
        page.append("<h2>Figures</h2>\n<div class=\"wide\">\n<table>\n");
        row(page, "th", table.header());
        table.rows().forEach(row -> row(page, "td", row));
        page.append("</table>\n</div>\n");
        page.append(folded(document));
        return page.append("</body>\n</html>\n").toString();
    }

    private static void row(StringBuilder page, String element, List<String> cells) {
        page.append("<tr>");
        cells.forEach(cell -> page.append("<%s>%s</%s>".formatted(element, Svg.escaped(cell), element)));
        page.append("</tr>\n");
    }

    /** The document, shown when its heading is pressed. */
    static String folded(String document) {
        StringBuilder text = new StringBuilder("<details>\n<summary>JSON</summary>\n<pre>");
        document.lines().forEach(line -> text.append(Svg.escaped(line)).append('\n'));
        return text.append("</pre>\n</details>\n").toString();
    }
}
