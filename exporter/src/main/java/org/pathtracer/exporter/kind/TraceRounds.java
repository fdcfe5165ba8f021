// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.kind;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pathtracer.Hop;
import org.pathtracer.PathTracer;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.exporter.metric.Metric;
import org.pathtracer.exporter.metric.Series;
import org.pathtracer.exporter.toml.Table;
import org.pathtracer.probe.ProbeOutcome.Answer;
import org.pathtracer.probe.Reception;

/** Traces, all with the same flow, and the changes of their path. */
final class TraceRounds implements Round {
    private final TraceRequest request;

    /** The path that is taken for the present one. */
    private @Nullable TraceResult settled;

    /** The trace before, if it saw another. */
    private @Nullable TraceResult other;

    private TraceRounds(TraceRequest request) {
        this.request = request;
    }

    static Settings read(Table table) {
        Options<TraceRequest.Builder> options = Options.ofProbes(table, TraceRequest.to("127.0.0.1"));
        options.integer("queries", TraceRequest.Builder::queries);
        options.integer("first-hop", TraceRequest.Builder::firstHop);
        options.integer("max-hops", TraceRequest.Builder::maxHops);
        options.integer("gap-limit", TraceRequest.Builder::gapLimit);
        options.integer("retries", TraceRequest.Builder::retries);
        options.integer("mark", TraceRequest.Builder::mark);
        options.duration("timeout", TraceRequest.Builder::timeout);
        options.integer("size", TraceRequest.Builder::size);
        options.end(TraceRequest.Builder::build);
        return host -> new TraceRounds(
                options.on(TraceRequest.to(host)).enrichment(false).build());
    }

    @Override
    public void prepare(Series series) {
        series.set(Metric.TRACE_HOPS, Double.NaN);
        series.add(Metric.TRACE_PATH_CHANGES, 0);
    }

    @Override
    public CompletableFuture<Boolean> start(PathTracer tracer, Series series) {
        return Finished.of(tracer.start(request), result -> record(result, series));
    }

    private boolean record(TraceResult result, Series series) {
        List<Hop> hops = result.hops();
        series.set(
                Metric.TRACE_HOPS,
                hops.isEmpty() ? Double.NaN : hops.get(hops.size() - 1).ttl());
        hops.stream().filter(hop -> series.hop(hop.ttl())).forEach(hop -> record(hop, series));
        series.add(Metric.TRACE_PATH_CHANGES, changed(result) ? 1 : 0);
        return result.reached();
    }

    private static void record(Hop hop, Series series) {
        String ttl = Integer.toString(hop.ttl());
        series.add(Metric.HOP_PROBES, hop.received(), ttl, "answered");
        series.add(Metric.HOP_PROBES, Math.max(0, hop.sent() - hop.received()), ttl, "unanswered");
        series.observe(Metric.HOP_RTT, times(hop), ttl);
    }

    private static List<Duration> times(Hop hop) {
        return hop.probes().stream()
                .flatMap(probe ->
                        probe.outcome() instanceof Answer answer ? Stream.of(answer.reception()) : Stream.empty())
                .filter(reception -> !reception.late())
                .map(Reception::rtt)
                .toList();
    }

    /** A change counts when a second trace sees it too: a single one may have met an answer that went astray. */
    private synchronized boolean changed(TraceResult result) {
        if (settled == null || !differs(settled, result).orElse(false)) {
            settled = result;
            other = null;
            return false;
        }
        boolean confirmed = other != null && !differs(other, result).orElse(true);
        settled = confirmed ? result : settled;
        other = confirmed ? null : result;
        return confirmed;
    }

    /** Nothing if the name has another address by now: then these are paths to two hosts. */
    private static Optional<Boolean> differs(TraceResult earlier, TraceResult later) {
        return earlier.address().equals(later.address())
                ? Optional.of(later.differenceFrom(earlier).pathChanged())
                : Optional.empty();
    }
}
