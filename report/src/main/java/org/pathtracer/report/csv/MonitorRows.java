// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.csv;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.pathtracer.MonitorEvent;
import org.pathtracer.MonitorSeries;
import org.pathtracer.monitor.MonitorHop;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.report.format.Milliseconds;
import org.pathtracer.statistics.Statistics;

/**
 * A monitor as a table that grows while it runs: a row for each hop after each trace. Behind what this trace saw come
 * the figures of all traces so far.
 *
 * @since 0.1.0
 */
public final class MonitorRows {
    private static final String HEADER =
            "time,target,address,cycle,reached,ttl,responder,rttMs,sent,received,lossRatio,"
                    + "meanMs,medianMs,p95Ms,minMs,maxMs,stddevMs,jitterMs,late,duplicates,notSent";

    private MonitorRows() {}

    /** Returns the line with the names of the columns. */
    public static String header() {
        return Table.of(HEADER, List.of()).csv();
    }

    /**
     * Returns the rows of a trace.
     *
     * @param time when it ended, which is written to the millisecond
     */
    public static String of(MonitorEvent.CycleCompleted cycle, Instant time) {
        String when = time.truncatedTo(ChronoUnit.MILLIS).toString();
        return Table.of(
                        HEADER,
                        cycle.series().hops().stream()
                                .map(hop -> row(when, cycle, hop))
                                .toList())
                .lines();
    }

    private static List<String> row(String when, MonitorEvent.CycleCompleted cycle, MonitorHop hop) {
        MonitorSeries series = cycle.series();
        Statistics statistics = hop.statistics();
        return List.of(
                when,
                series.target().name(),
                series.target().address().map(AddressText::of).orElse(""),
                Long.toString(series.cycles()),
                Boolean.toString(cycle.path().reached()),
                Integer.toString(hop.ttl()),
                hop.last()
                        .flatMap(answered -> hop.address())
                        .map(AddressText::of)
                        .orElse(""),
                millis(hop.last()),
                Long.toString(statistics.sent()),
                Long.toString(statistics.received()),
                loss(statistics.loss()),
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
    }

    private static String millis(Optional<Duration> span) {
        return span.map(Milliseconds::exact).orElse("");
    }

    private static String loss(OptionalDouble share) {
        return share.isPresent() ? Double.toString(share.getAsDouble()) : "";
    }
}
