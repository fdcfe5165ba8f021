// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.kind;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pathtracer.AddressFamily;
import org.pathtracer.PathTracer;
import org.pathtracer.exporter.toml.Table;
import org.pathtracer.exporter.meters.Family;
import org.pathtracer.exporter.meters.Series;
import org.pathtracer.service.DnsCheckResult;
import org.pathtracer.service.HttpCheck;
import org.pathtracer.service.HttpResult;
import org.pathtracer.service.QuicCheck;
import org.pathtracer.service.ServiceCheck;
import org.pathtracer.service.ServiceCheckBuilder;
import org.pathtracer.service.ServiceFailure;
import org.pathtracer.service.ServiceResult;
import org.pathtracer.service.TcpCheck;
import org.pathtracer.service.TlsCheck;
import org.pathtracer.service.TlsResult;
import org.pathtracer.service.TlsSession;
import org.pathtracer.service.UdpCheck;

/** Checks a service. */
final class ServiceTask implements Task {
    private static final Family DURATION = Family.histogram(
            "pathtracer_service_duration_seconds", "Time of the checks that were answered, from name to answer");
    private static final Family FAILURES = Family.counter(
            "pathtracer_service_failures_total", "Checks that were not answered, by how far they got", "phase");
    private static final Family STATUS =
            Family.gauge("pathtracer_service_http_status_code", "Status of the last answer");
    private static final Family EXPIRY = Family.gauge(
            "pathtracer_service_certificate_expiry_timestamp_seconds",
            "When the first certificate of the chain to end ends, in Unix time");
    private static final Family TRUSTED =
            Family.gauge("pathtracer_service_certificate_trusted", "1 if the certificate is trusted here, else 0");
    private static final Family RECORDS =
            Family.gauge("pathtracer_dns_records", "Records in the last answer of a name server");
    static final List<Family> FAMILIES = List.of(DURATION, FAILURES, STATUS, EXPIRY, TRUSTED, RECORDS);

    private static final int FIRST_BAD_STATUS = 400;

    private final ServiceCheck<?> check;
    /** Whether a certificate that is not trusted is good enough. */
    private final boolean insecure;

    ServiceTask(ServiceCheck<?> check, boolean insecure) {
        this.check = check;
        this.insecure = insecure;
    }

    /** What a word in a file stands for. */
    private enum Service {
        TCP,
        UDP,
        TLS,
        HTTP,
        QUIC
    }

    /** Reads the options of this kind. */
    static TaskMaker read(Table table) {
        Service service = table.choice(
                        "service",
                        Map.of(
                                "tcp", Service.TCP,
                                "udp", Service.UDP,
                                "tls", Service.TLS,
                                "http", Service.HTTP,
                                "quic", Service.QUIC))
                .orElse(Service.TCP);
        Options options = new Options(table);
        Optional<String> payload = service == Service.UDP ? table.text("payload") : Optional.empty();
        boolean secured = service == Service.TLS || service == Service.HTTP;
        boolean insecure = secured && table.flag("insecure").orElse(false);
        return host -> new ServiceTask(check(service, host, payload, options), insecure);
    }

    private static ServiceCheck<?> check(Service service, String host, Optional<String> payload, Options options) {
        if (service == Service.HTTP) {
            return options.applyTo(HttpCheck.to(url(host))).build();
        }
        HostPort at = HostPort.of(host);
        return switch (service) {
            case TLS -> options.applyTo(TlsCheck.to(at.host(), at.port())).build();
            case QUIC -> options.applyTo(QuicCheck.to(at.host(), at.port())).build();
            case UDP -> {
                UdpCheck.Builder builder = options.applyTo(UdpCheck.to(at.host(), at.port()));
                payload.ifPresent(builder::payload);
                yield builder.build();
            }
            default -> options.applyTo(TcpCheck.to(at.host(), at.port())).build();
        };
    }

    /** As a short form, a host and a port alone. */
    private static URI url(String host) {
        return URI.create(host.contains("://") ? host : "http://" + host);
    }

    /** The options that all services have. */
    record Options(Optional<AddressFamily> family, Optional<Duration> timeout) {
        Options(Table table) {
            this(
                    table.choice("family", ProbeWords.ADDRESS_FAMILIES).filter(only -> only != AddressFamily.ANY),
                    ProbeWords.timeout(table));
        }

        <B extends ServiceCheckBuilder<B>> B applyTo(B builder) {
            family.ifPresent(builder::family);
            timeout.ifPresent(builder::deadline);
            return builder;
        }
    }

    @Override
    public void declare(Series series) {
        series.declare(DURATION);
        for (ServiceFailure.Phase phase : ServiceFailure.Phase.values()) {
            series.declare(FAILURES, word(phase));
        }
    }

    private static String word(ServiceFailure.Phase phase) {
        return phase.name().toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public Attempt start(PathTracer tracer) {
        return attempt(tracer, check);
    }

    private <R extends ServiceResult> Attempt attempt(PathTracer tracer, ServiceCheck<R> one) {
        var future = tracer.services().start(one);
        return new Attempt(future.thenApply(Found::new), () -> future.cancel(false));
    }

    private final class Found implements Finding {
        private final ServiceResult result;

        Found(ServiceResult result) {
            this.result = result;
        }

        @Override
        public boolean up() {
            return result.answered()
                    && status().map(code -> code < FIRST_BAD_STATUS).orElse(true)
                    && session().map(known -> insecure || known.trusted()).orElse(true)
                    && records().map(count -> count >= 0).orElse(true);
        }

        @Override
        public boolean resolved() {
            return result.failure()
                    .map(failure -> failure.reason() != ServiceFailure.Reason.UNKNOWN_NAME)
                    .orElse(true);
        }

        private Optional<Integer> status() {
            return result instanceof HttpResult http && http.status().isPresent()
                    ? Optional.of(http.status().orElseThrow())
                    : Optional.empty();
        }

        private Optional<TlsSession> session() {
            if (result instanceof TlsResult tls) {
                return tls.session();
            }
            return result instanceof HttpResult http ? http.session() : Optional.empty();
        }

        /** How many records a name server gave; less than none if it gave an error. */
        private Optional<Integer> records() {
            return result instanceof DnsCheckResult dns
                    ? dns.answer()
                            .map(answer -> answer.status() == org.pathtracer.dns.DnsStatus.NO_ERROR
                                    ? answer.answers().size()
                                    : -1)
                    : Optional.empty();
        }

        @Override
        public void record(Series series) {
            if (result.answered()) {
                series.observe(DURATION, result.contact().duration());
            } else {
                result.failure().ifPresent(failure -> series.add(FAILURES, 1, word(failure.phase())));
            }
            set(series, STATUS, status().map(Integer::doubleValue));
            set(series, TRUSTED, session().map(known -> known.trusted() ? 1.0 : 0.0));
            set(series, EXPIRY, session().flatMap(Found::expiry));
            set(series, RECORDS, records().map(count -> (double) Math.max(0, count)));
        }

        private static Optional<Double> expiry(TlsSession session) {
            return session.certificates().stream()
                    .map(certificate -> (double) certificate.notAfter().getEpochSecond())
                    .min(Double::compare);
        }

        private static void set(Series series, Family family, Optional<Double> value) {
            if (value.isPresent()) {
                series.set(family, value.orElseThrow());
            } else {
                series.remove(family);
            }
        }
    }
}
