// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.kind;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.pathtracer.PathTracer;
import org.pathtracer.dns.DnsAnswer;
import org.pathtracer.dns.DnsStatus;
import org.pathtracer.dns.RecordType;
import org.pathtracer.exporter.metric.Metric;
import org.pathtracer.exporter.metric.Series;
import org.pathtracer.exporter.toml.Table;
import org.pathtracer.service.DnsCheck;
import org.pathtracer.service.DnsCheckResult;

/** Queries to a name server. */
record DnsRounds(DnsCheck check) implements Round {
    private static final int PORT = 53;

    static Settings read(Table table) {
        Options<DnsCheck.Builder> options = new Options<>(table, DnsCheck.to("127.0.0.1"));
        options.name("type", RecordType.class, DnsCheck.Builder::type);
        options.text("name", DnsCheck.Builder::name);
        options.duration("timeout", DnsCheck.Builder::deadline);
        options.end(DnsCheck.Builder::build);
        return host -> {
            HostAndPort server = HostAndPort.of(host);
            return new DnsRounds(
                    options.on(DnsCheck.to(server.host(), server.port().orElse(PORT)))
                            .build());
        };
    }

    @Override
    public void prepare(Series series) {
        Options.ids(DnsStatus.values()).forEach(status -> series.add(Metric.DNS_ANSWERS, 0, status));
        series.observe(Metric.DNS_DURATION, List.of());
    }

    @Override
    public CompletableFuture<Boolean> start(PathTracer tracer, Series series) {
        return Finished.of(tracer.services().start(check), result -> record(result, series));
    }

    private static boolean record(DnsCheckResult result, Series series) {
        result.answer().ifPresent(answer -> record(answer, series));
        return result.answered();
    }

    private static void record(DnsAnswer answer, Series series) {
        series.add(Metric.DNS_ANSWERS, 1, Options.id(answer.status()));
        series.observe(Metric.DNS_DURATION, List.of(answer.duration()));
    }
}
