// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.csv;

import java.util.List;
import org.pathtracer.MonitorResult;
import org.pathtracer.MonitorSeries;
import org.pathtracer.monitor.MonitorHop;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.report.format.Printable;
import org.pathtracer.statistics.Statistics;

/**
 * A monitor as comma-separated values (RFC 4180): a line for each hop. What is not known is left empty.
 *
 * @since 0.1.0
 */
public final class MonitorCsv {
    private static final String END = "\r\n";
    private static final String HEADER = "target,address,ttl,responder,sent,received,lossRatio,lastMs,meanMs,medianMs,"
            + "p95Ms,minMs,maxMs,stddevMs,jitterMs,late,duplicates,notSent";

    private MonitorCsv() {}

    public static String of(MonitorResult result) {
        StringBuilder table = new StringBuilder(HEADER).append(END);
        for (MonitorSeries series : result.targets()) {
            series.hops().forEach(hop -> table.append(line(series, hop)));
        }
        return table.toString();
    }

    private static String line(MonitorSeries series, MonitorHop hop) {
        Statistics statistics = hop.statistics();
        List<String> values = List.of(
                CsvText.quoted(Printable.line(series.target().name())),
                series.target()
                        .address()
                        .map(AddressText::of)
                        .map(CsvText::quoted)
                        .orElse(""),
                Integer.toString(hop.ttl()),
                hop.address().map(AddressText::of).map(CsvText::quoted).orElse(""),
                Long.toString(statistics.sent()),
                Long.toString(statistics.received()),
                statistics.loss().stream()
                        .mapToObj(Double::toString)
                        .findFirst()
                        .orElse(""),
                CsvText.millis(hop.last()),
                CsvText.millis(statistics.mean()),
                CsvText.millis(statistics.median()),
                CsvText.millis(statistics.p95()),
                CsvText.millis(statistics.min()),
                CsvText.millis(statistics.max()),
                CsvText.millis(statistics.stddev()),
                CsvText.millis(statistics.jitter()),
                Long.toString(hop.late()),
                Long.toString(hop.duplicates()),
                Long.toString(hop.notSent()));
        return String.join(",", values) + END;
    }
}
