// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report;

import java.util.List;
import java.util.Optional;
import org.pathtracer.BufferbloatResult;
import org.pathtracer.Diagnosis;
import org.pathtracer.MonitorResult;
import org.pathtracer.MultipathResult;
import org.pathtracer.PingResult;
import org.pathtracer.Run;
import org.pathtracer.TraceResult;
import org.pathtracer.annotation.Reportable;
import org.pathtracer.report.csv.Table;
import org.pathtracer.report.csv.Tables;
import org.pathtracer.report.page.BufferbloatPage;
import org.pathtracer.report.page.DiagnosisPage;
import org.pathtracer.report.page.MonitorPage;
import org.pathtracer.report.page.MultipathPage;
import org.pathtracer.report.page.PingPage;
import org.pathtracer.report.page.ResultPage;
import org.pathtracer.report.page.TracePage;
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
        return result instanceof Run run ? Tables.of(run).flatMap(table -> page(run, table)) : Optional.empty();
    }

    private static Optional<String> page(Run run, Table table) {
        if (run instanceof TraceResult trace) {
            return Optional.of(TracePage.of(trace, table, Reports.json(trace)));
        } else if (run instanceof PingResult ping) {
            return Optional.of(PingPage.of(ping, table, Reports.json(ping)));
        } else if (run instanceof MonitorResult monitor) {
            return Optional.of(MonitorPage.of(monitor, table, Reports.json(monitor)));
        } else if (run instanceof MultipathResult multipath) {
            return Optional.of(MultipathPage.of(multipath, table, Reports.json(multipath)));
        }
        return drawing(run).map(picture -> page(run, table, picture));
    }

    /** Its title is the first line of its text, and its summary the last. */
    private static String page(Run run, Table table, String picture) {
        List<String> lines = Reports.text(run).lines().toList();
        return ResultPage.of(lines.get(0), lines.get(lines.size() - 1), run, picture, table, Reports.json(run));
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
