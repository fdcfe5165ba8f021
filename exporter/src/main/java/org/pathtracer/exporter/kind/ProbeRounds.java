// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.kind;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.pathtracer.AddressFamily;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.PathTracer;
import org.pathtracer.exporter.metric.Metric;
import org.pathtracer.exporter.metric.Series;
import org.pathtracer.exporter.toml.Table;
import org.pathtracer.service.HttpCheck;
import org.pathtracer.service.HttpResult;
import org.pathtracer.service.QuicCheck;
import org.pathtracer.service.ServiceCheck;
import org.pathtracer.service.ServiceCheckBuilder;
import org.pathtracer.service.ServiceResult;
import org.pathtracer.service.TcpCheck;
import org.pathtracer.service.TcpResult;
import org.pathtracer.service.TlsCheck;
import org.pathtracer.service.TlsResult;
import org.pathtracer.service.TlsSession;
import org.pathtracer.service.UdpCheck;

/** Checks of a service, whose kind is the scheme of the target: http, https, tls, tcp, udp, quic. */
record ProbeRounds(ServiceCheck<?> check) implements Round {
    private static final String SCHEME_END = "://";
    private static final int HTTPS = 443;
    private static final int GOOD = 200;
    private static final int BAD = 400;

    /** What a module says of all its checks. */
    private static final class Choice {
        private @Nullable Duration timeout;
        private @Nullable AddressFamily family;
        private String method = "GET";

        private <B extends ServiceCheckBuilder<B>> B on(B builder) {
            if (timeout != null) {
                builder.deadline(timeout);
            }
            if (family != null) {
                builder.family(family);
            }
            return builder;
        }
    }

    static Settings read(Table table) {
        Choice choice = new Choice();
        Options<Choice> options = new Options<>(table, choice);
        options.duration("timeout", (all, value) -> {
            TcpCheck.to("127.0.0.1", 1).deadline(value);
            all.timeout = value;
        });
        options.name("family", AddressFamily.class, (all, value) -> all.family = value);
        options.text("method", (all, value) -> {
            HttpCheck.to(URI.create("http://127.0.0.1/")).method(value);
            all.method = value;
        });
        options.end(all -> {});
        return host -> new ProbeRounds(check(host, choice));
    }

    private static ServiceCheck<?> check(String text, Choice choice) {
        int end = text.indexOf(SCHEME_END);
        String scheme = end < 0 ? "" : text.substring(0, end);
        if (scheme.equals("http") || scheme.equals("https")) {
            return choice.on(HttpCheck.to(uri(text))).method(choice.method).build();
        }
        HostAndPort server = HostAndPort.of(end < 0 ? text : text.substring(end + SCHEME_END.length()));
        return switch (scheme) {
            case "tcp" ->
                choice.on(TcpCheck.to(server.host(), server.required(scheme))).build();
            case "udp" ->
                choice.on(UdpCheck.to(server.host(), server.required(scheme))).build();
            case "tls" ->
                choice.on(TlsCheck.to(server.host(), server.port().orElse(HTTPS)))
                        .build();
            case "quic" ->
                choice.on(QuicCheck.to(server.host(), server.port().orElse(HTTPS)))
                        .build();
            default ->
                throw new InvalidRequestException(
                        "\"%s\" is no service: begin with https://, http://, tls://, tcp://, udp:// or quic://"
                                .formatted(text));
        };
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new InvalidRequestException("\"%s\" is no URL: %s".formatted(text, e.getReason()));
        }
    }

    @Override
    public void prepare(Series series) {
        series.observe(Metric.PROBE_DURATION, List.of());
        phases(null).forEach((phase, span) -> series.set(Metric.PROBE_PHASE, span, phase));
        if (check instanceof HttpCheck) {
            series.set(Metric.PROBE_STATUS, Double.NaN);
        }
        if (check instanceof TlsCheck || check instanceof HttpCheck http && http.secure()) {
            certificate(Optional.empty(), series);
        }
    }

    @Override
    public CompletableFuture<Boolean> start(PathTracer tracer, Series series) {
        return Finished.of(tracer.services().start(check), result -> record(result, series));
    }

    private static boolean record(ServiceResult result, Series series) {
        boolean good = result.answered();
        phases(result).forEach((phase, span) -> series.set(Metric.PROBE_PHASE, span, phase));
        if (result instanceof HttpResult http) {
            int status = http.status().orElse(0);
            series.set(Metric.PROBE_STATUS, status == 0 ? Double.NaN : status);
            good &= status >= GOOD && status < BAD;
        }
        Optional<TlsSession> session = result instanceof HttpResult http
                ? http.session()
                : result instanceof TlsResult tls ? tls.session() : Optional.empty();
        if (session.isPresent()) {
            certificate(session, series);
            good &= session.get().trusted();
        }
        if (good) {
            series.observe(Metric.PROBE_DURATION, List.of(result.contact().duration()));
        }
        return good;
    }

    private static void certificate(Optional<TlsSession> session, Series series) {
        Optional<Instant> end = session.flatMap(known -> known.certificates().stream()
                .map(certificate -> certificate.notAfter())
                .min(Instant::compareTo));
        series.set(
                Metric.PROBE_CERTIFICATE_END,
                end.map(time -> (double) time.getEpochSecond()).orElse(Double.NaN));
        series.set(
                Metric.PROBE_CERTIFICATE_TRUSTED,
                session.map(known -> known.trusted() ? 1.0 : 0.0).orElse(Double.NaN));
    }

    private static Map<String, Optional<Duration>> phases(@Nullable ServiceResult result) {
        List<Optional<Duration>> spans = new ArrayList<>();
        if (result instanceof HttpResult http) {
            spans.addAll(List.of(http.connect(), http.handshake(), http.firstByte(), http.rest()));
        } else if (result instanceof TlsResult tls) {
            spans.addAll(List.of(tls.connect(), tls.handshake()));
        } else if (result instanceof TcpResult tcp) {
            spans.add(tcp.connect());
        }
        while (spans.size() < 4) {
            spans.add(Optional.empty());
        }
        Optional<Duration> resolve =
                result == null ? Optional.empty() : result.contact().resolve();
        return Map.of(
                "resolve",
                resolve,
                "connect",
                spans.get(0),
                "handshake",
                spans.get(1),
                "first-byte",
                spans.get(2),
                "rest",
                spans.get(3));
    }
}
