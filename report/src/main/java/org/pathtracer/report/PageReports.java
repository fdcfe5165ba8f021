// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report;

import java.util.List;
import java.util.Optional;
import org.pathtracer.BufferbloatResult;
import org.pathtracer.Diagnosis;
import org.pathtracer.MultipathResult;
import org.pathtracer.annotation.Reportable;
import org.pathtracer.report.csv.Table;
import org.pathtracer.report.csv.Tables;
import org.pathtracer.report.page.BufferbloatPage;
import org.pathtracer.report.page.DiagnosisPage;
import org.pathtracer.report.page.ResultPage;
import org.pathtracer.report.picture.BarChart;
import org.pathtracer.report.picture.DiagnosisPicture;
import org.pathtracer.report.picture.LatencyChart;
import org.pathtracer.report.picture.MultipathSvg;

/** Which page and which drawing a result has. */
final class PageReports {
    private PageReports() {}

    static Optional<String> page(Reportable result) {
        if (result instanceof BufferbloatResult bufferbloat) {
            return Optional.of(BufferbloatPage.of(bufferbloat, Reports.json(bufferbloat)));
        } else if (result instanceof Diagnosis diagnosis) {
            return Optional.of(DiagnosisPage.of(diagnosis, Reports::text, Reports::json));
        }
        return Tables.of(result).flatMap(table -> drawing(result).map(picture -> page(result, table, picture)));
    }

    /** Its title is the first line of its text, and its summary the last. */
    private static String page(Reportable result, Table table, String picture) {
        List<String> lines = Reports.text(result).lines().toList();
        return ResultPage.of(lines.get(0), lines.get(lines.size() - 1), picture, table, Reports.json(result));
    }

    static Optional<String> drawing(Reportable result) {
        if (result instanceof MultipathResult multipath) {
            return Optional.of(new MultipathSvg(multipath, multipath.graph()).draw());
        } else if (result instanceof Diagnosis diagnosis) {
            return Optional.of(DiagnosisPicture.of(diagnosis));
        }
        return result instanceof BufferbloatResult bufferbloat
                ? Optional.of(LatencyChart.of(bufferbloat))
                : BarChart.of(result);
    }
}
