// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.csv;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.pathtracer.BufferbloatResult;
import org.pathtracer.BulkTraceResult;
import org.pathtracer.Diagnosis;
import org.pathtracer.Hop;
import org.pathtracer.MonitorResult;
import org.pathtracer.MonitorSeries;
import org.pathtracer.MultipathResult;
import org.pathtracer.PathMtuResult;
import org.pathtracer.PingResult;
import org.pathtracer.PingSeries;
import org.pathtracer.TraceResult;
import org.pathtracer.TraceSeries;
import org.pathtracer.annotation.Reportable;
import org.pathtracer.bufferbloat.BufferbloatPhase;
import org.pathtracer.diagnosis.Finding;
import org.pathtracer.diagnosis.Place;
import org.pathtracer.monitor.MonitorHop;
import org.pathtracer.mtu.SizeStep;
import org.pathtracer.multipath.MultipathVertex;
import org.pathtracer.ping.PingReply;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.Reception;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.report.format.EnumText;
import org.pathtracer.report.format.Milliseconds;
import org.pathtracer.statistics.Statistics;
import org.pathtracer.trace.Responder;

/**
 * Which table a result has: a line for each hop, answer, target, size, vertex or series of times.
 *
 * @since 0.1.0
 */
public final class Tables {
    private static final String TRACE = "ttl,address,hostname,asn,sent,received,lossRatio,minMs,medianMs,maxMs";

    private Tables() {}

    /** Returns the table of a result, if there is one. */
    public static Optional<Table> of(Reportable result) {
        if (result instanceof TraceResult trace) {
            return Optional.of(Table.of(TRACE, rows(trace)));
        } else if (result instanceof BulkTraceResult traces) {
            return Optional.of(traces(traces));
        } else if (result instanceof PingResult ping) {
            return Optional.of(ping.targets().size() == 1 ? replies(ping) : targets(ping));
        } else if (result instanceof MonitorResult monitor) {
            return Optional.of(hops(monitor));
        } else if (result instanceof MultipathResult multipath) {
            return Optional.of(vertices(multipath));
        } else if (result instanceof PathMtuResult mtu) {
            return Optional.of(sizes(mtu));
        }
        if (result instanceof Diagnosis diagnosis) {
            return Optional.of(findings(diagnosis));
        }
        return result instanceof BufferbloatResult bufferbloat ? Optional.of(phases(bufferbloat)) : Optional.empty();
    }

    /** The rows of each trace, behind its target. */
    private static Table traces(BulkTraceResult traces) {
        List<List<String>> rows = new ArrayList<>();
        for (TraceSeries series : traces.targets()) {
            for (List<String> hop : series.trace().map(Tables::rows).orElse(List.of())) {
                List<String> row = new ArrayList<>(hop);
                row.add(0, series.target().name());
                rows.add(row);
            }
        }
        return Table.of("target," + TRACE, rows);
    }

    private static Table findings(Diagnosis diagnosis) {
        List<List<String>> rows = new ArrayList<>();
        for (Finding finding : diagnosis.findings()) {
            Place place = finding.place();
            rows.add(List.of(
                    EnumText.of(finding.kind()),
                    EnumText.of(finding.severity()),
                    String.format(Locale.ROOT, "%.4f", finding.probability()),
                    EnumText.of(place.segment()),
                    place.ttl().isPresent() ? Integer.toString(place.ttl().getAsInt()) : "",
                    place.address().map(AddressText::of).orElse(""),
                    place.from().map(AddressText::of).orElse(""),
                    place.to().map(AddressText::of).orElse(""),
                    finding.sentence()));
        }
        return Table.of("kind,severity,probability,segment,ttl,address,from,to,sentence", rows);
    }

    private static List<List<String>> rows(TraceResult trace) {
        List<List<String>> rows = new ArrayList<>();
        for (Hop hop : trace.hops()) {
            List<Responder> responders = hop.responders();
            if (responders.isEmpty()) {
                // One that is inferred has an address, and no probes.
                String address = hop.address().map(AddressText::of).orElse("");
                rows.add(List.of(
                        ttl(hop), address, "", "", sent(hop), received(hop), loss(hop.statistics()), "", "", ""));
            }
            for (Responder responder : responders) {
                rows.add(List.of(
                        ttl(hop),
                        AddressText.of(responder.address()),
                        responder.hostname().orElse(""),
                        responder.asn().map(String::valueOf).orElse(""),
                        sent(hop),
                        Long.toString(responder.statistics().received()),
                        loss(hop.statistics()),
                        millis(responder.statistics().min()),
                        millis(responder.statistics().median()),
                        millis(responder.statistics().max())));
            }
        }
        return rows;
    }

    private static String ttl(Hop hop) {
        return Integer.toString(hop.ttl());
    }

    private static String sent(Hop hop) {
        return Integer.toString(hop.sent());
    }

    private static String received(Hop hop) {
        return Integer.toString(hop.received());
    }

    private static Table replies(PingResult ping) {
        List<List<String>> rows = new ArrayList<>();
        for (PingReply reply : ping.targets().get(0).replies()) {
            Reception reception = reply.answer().reception();
            rows.add(List.of(
                    Long.toString(reply.sequence()),
                    AddressText.of(reception.address()),
                    Milliseconds.exact(reception.rtt()),
                    reception.replyTtl().isPresent()
                            ? Integer.toString(reception.replyTtl().getAsInt())
                            : "",
                    Boolean.toString(reception.late())));
        }
        return Table.of("sequence,address,rttMs,replyTtl,late", rows);
    }

    private static Table targets(PingResult ping) {
        List<List<String>> rows = new ArrayList<>();
        for (PingSeries series : ping.targets()) {
            rows.add(figures(
                    List.of(
                            series.target().name(),
                            series.target().address().map(AddressText::of).orElse("")),
                    series.statistics()));
        }
        return Table.of("target,address,sent,received,lossRatio,minMs,medianMs,maxMs", rows);
    }

    private static Table hops(MonitorResult monitor) {
        List<List<String>> rows = new ArrayList<>();
        for (MonitorSeries series : monitor.targets()) {
            series.hops().forEach(hop -> rows.add(hop(series, hop)));
        }
        return Table.of(
                "target,address,ttl,responder,sent,received,lossRatio,lastMs,meanMs,medianMs,p95Ms,minMs,maxMs,stddevMs,"
                        + "jitterMs,late,duplicates,notSent",
                rows);
    }

    private static List<String> hop(MonitorSeries series, MonitorHop hop) {
        Statistics statistics = hop.statistics();
        return List.of(
                series.target().name(),
                series.target().address().map(AddressText::of).orElse(""),
                Integer.toString(hop.ttl()),
                hop.address().map(AddressText::of).orElse(""),
                Long.toString(statistics.sent()),
                Long.toString(statistics.received()),
                loss(statistics),
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
    }

    private static Table phases(BufferbloatResult bufferbloat) {
        List<List<String>> rows = new ArrayList<>();
        for (BufferbloatPhase phase : bufferbloat.phases()) {
            String name = phase.direction().map(EnumText::of).orElse("idle");
            series(rows, name, "probes", phase.latency());
            series(rows, name, "rampUp", phase.rampUp());
            series(rows, name, "rampDown", phase.rampDown());
            series(rows, name, "tcp", phase.http().tcp());
            series(rows, name, "tls", phase.http().tls());
            series(rows, name, "http", phase.http().http());
            series(rows, name, "loadedHttp", phase.http().loaded());
        }
        return Table.of("phase,series,sent,received,lossRatio,minMs,medianMs,maxMs", rows);
    }

    private static void series(List<List<String>> rows, String phase, String name, Statistics statistics) {
        if (statistics.sent() > 0) {
            rows.add(figures(List.of(phase, name), statistics));
        }
    }

    private static List<String> figures(List<String> before, Statistics statistics) {
        List<String> row = new ArrayList<>(before);
        row.add(Long.toString(statistics.sent()));
        row.add(Long.toString(statistics.received()));
        row.add(loss(statistics));
        row.add(millis(statistics.min()));
        row.add(millis(statistics.median()));
        row.add(millis(statistics.max()));
        return row;
    }

    private static Table sizes(PathMtuResult mtu) {
        List<List<String>> rows = new ArrayList<>();
        for (SizeStep step : mtu.steps()) {
            boolean answered = step.evidence() instanceof ProbeOutcome.Answer;
            Optional<Reception> reception =
                    answered ? Optional.of(((ProbeOutcome.Answer) step.evidence()).reception()) : Optional.empty();
            rows.add(List.of(
                    Integer.toString(step.size()),
                    EnumText.of(step.outcome()),
                    Integer.toString(step.sent()),
                    reception.map(Reception::address).map(AddressText::of).orElse(""),
                    millis(reception.map(Reception::rtt))));
        }
        return Table.of("size,outcome,sent,address,rttMs", rows);
    }

    private static Table vertices(MultipathResult multipath) {
        List<List<String>> rows = new ArrayList<>();
        for (MultipathVertex vertex : multipath.vertices()) {
            rows.add(List.of(
                    Integer.toString(vertex.id()),
                    Integer.toString(vertex.ttl()),
                    vertex.address().map(AddressText::of).orElse(""),
                    Long.toString(vertex.statistics().received()),
                    millis(vertex.statistics().min()),
                    millis(vertex.statistics().median()),
                    millis(vertex.statistics().max())));
        }
        return Table.of("id,ttl,address,received,minMs,medianMs,maxMs", rows);
    }

    private static String millis(Optional<Duration> span) {
        return span.map(Milliseconds::exact).orElse("");
    }

    private static String loss(Statistics statistics) {
        OptionalDouble loss = statistics.loss();
        return loss.isPresent() ? Double.toString(loss.getAsDouble()) : "";
    }
}
