// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.page;

import org.pathtracer.Run;
import org.pathtracer.report.csv.Table;

/**
 * A result without a page of its own kind: a drawing, a table, and the document folded away.
 *
 * @since 0.1.0
 */
public final class ResultPage {
    private ResultPage() {}

    /**
     * Returns a page.
     *
     * @param summary how it ended, in words
     * @param drawing an SVG element
     * @param document the result as JSON
     */
    public static String of(String title, String summary, Run run, String drawing, Table table, String document) {
        return new Page(title, ".wide svg { width: auto; }\n")
                .paragraph("verdict plain", summary)
                .facts(run)
                .wide("Drawing", drawing)
                .heading("Figures")
                .table("Figures", table)
                .folded("JSON", document)
                .end();
    }
}
