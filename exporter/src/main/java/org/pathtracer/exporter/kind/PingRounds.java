// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.kind;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.pathtracer.PathTracer;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.PingSeries;
import org.pathtracer.exporter.metric.Metric;
import org.pathtracer.exporter.metric.Series;
import org.pathtracer.exporter.toml.Table;
import org.pathtracer.ping.PingReply;

/** Pings: one probe a round by default. */
record PingRounds(PingRequest request) implements Round {
    private static final List<String> OUTCOMES = List.of("answered", "error", "lost", "late", "duplicate", "not-sent");

    static Settings read(Table table) {
        Options<PingRequest.Builder> options =
                Options.ofProbes(table, PingRequest.to("127.0.0.1").count(1));
        options.integer("count", PingRequest.Builder::count);
        options.duration("period", PingRequest.Builder::period);
        options.integer("mark", PingRequest.Builder::mark);
        options.duration("timeout", PingRequest.Builder::timeout);
        options.integer("ttl", PingRequest.Builder::ttl);
        options.integer("size", PingRequest.Builder::size);
        options.truth("dont-fragment", PingRequest.Builder::dontFragment);
        options.end(PingRequest.Builder::build);
        return host -> new PingRounds(options.on(PingRequest.to(host).count(1)).build());
    }

    @Override
    public void prepare(Series series) {
        OUTCOMES.forEach(outcome -> series.add(Metric.PING_PROBES, 0, outcome));
        series.observe(Metric.PING_RTT, List.of());
    }

    @Override
    public CompletableFuture<Boolean> start(PathTracer tracer, Series series) {
        return Finished.of(tracer.start(request), result -> record(result, series));
    }

    private static boolean record(PingResult result, Series series) {
        for (PingSeries pinged : result.targets()) {
            PingSeries.Counts counts = pinged.counts();
            long errors = counts.unreachable() + counts.timeExceeded();
            series.add(Metric.PING_PROBES, pinged.received(), "answered");
            series.add(Metric.PING_PROBES, errors, "error");
            series.add(Metric.PING_PROBES, Math.max(0, pinged.sent() - pinged.received() - errors), "lost");
            series.add(Metric.PING_PROBES, counts.late(), "late");
            series.add(Metric.PING_PROBES, counts.duplicates(), "duplicate");
            long failures = pinged.sendFailures().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            series.add(Metric.PING_PROBES, failures, "not-sent");
            series.observe(Metric.PING_RTT, times(pinged));
        }
        return result.received() > 0;
    }

    private static List<Duration> times(PingSeries pinged) {
        return pinged.replies().stream()
                .map(PingReply::answer)
                .filter(answer -> !answer.reception().late() && pinged.target().isAuthorOf(answer))
                .map(answer -> answer.reception().rtt())
                .toList();
    }
}
