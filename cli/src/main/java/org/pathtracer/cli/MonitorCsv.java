// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.pathtracer.MonitorEvent;
import org.pathtracer.MonitorRequest;
import org.pathtracer.MonitorResult;
import org.pathtracer.MonitorSeries;
import org.pathtracer.monitor.MonitorHop;
import org.pathtracer.statistics.Statistics;

/** A monitor as comma-separated values (RFC 4180): a line for each hop. What is not known is left empty. */
final class MonitorCsv implements MonitorReport {
    private static final String HEADER = "target,address,ttl,responder,sent,received,lossRatio,lastMs,meanMs,medianMs,"
            + "p95Ms,minMs,maxMs,stddevMs,jitterMs,late,duplicates,notSent";

    private final Terminal terminal;
    private final MonitorProgress progress;

    MonitorCsv(Terminal terminal, MonitorRequest request) {
        this.terminal = terminal;
        progress = new MonitorProgress(terminal, request);
    }

    @Override
    public boolean onEvent(MonitorEvent event) {
        progress.onEvent(event);
        return true;
    }

    @Override
    public void onTick() {
        progress.show();
    }

    @Override
    public void onResult(MonitorResult result) {
        progress.erase();
        terminal.out().print(HEADER + "\r\n");
        for (MonitorSeries series : result.targets()) {
            series.hops().forEach(hop -> terminal.out().print(line(series, hop)));
        }
        terminal.out().flush();
    }

    private static String line(MonitorSeries series, MonitorHop hop) {
        Statistics statistics = hop.statistics();
        List<String> values = List.of(
                quoted(Printable.line(series.target().name())),
                series.target()
                        .address()
                        .map(AddressText::of)
                        .map(MonitorCsv::quoted)
                        .orElse(""),
                Integer.toString(hop.ttl()),
                hop.address().map(AddressText::of).map(MonitorCsv::quoted).orElse(""),
                Long.toString(statistics.sent()),
                Long.toString(statistics.received()),
                statistics.loss().stream()
                        .mapToObj(Double::toString)
                        .findFirst()
                        .orElse(""),
                millis(hop.last()),
                millis(statistics.mean()),
                millis(statistics.median()),
                millis(statistics.p95()),
                millis(statistics.min()),
                millis(statistics.max()),
                millis(statistics.stddev()),
                millis(statistics.jitter()),
                Long.toString(hop.late()),
                Long.toString(hop.duplicates()),
                Long.toString(hop.notSent()));
        return String.join(",", values) + "\r\n";
    }

    private static String millis(Optional<Duration> span) {
        return span.map(Milliseconds::exact).orElse("");
    }

    private static String quoted(String text) {
        return text.contains(",") || text.contains("\"") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
