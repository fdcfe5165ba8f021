// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.diagnose;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pathtracer.core.explanation.Posterior;
import org.pathtracer.diagnosis.Finding;
import org.pathtracer.diagnosis.FindingKind;
import org.pathtracer.diagnosis.PlaceSegment;
import org.pathtracer.diagnosis.Severity;
import org.pathtracer.result.PlaceRecord;
import org.pathtracer.service.HttpResult;
import org.pathtracer.service.ServiceFailure;
import org.pathtracer.service.ServiceResult;
import org.pathtracer.service.TlsResult;
import org.pathtracer.service.TlsSession;

/** What is wrong with the service itself. */
final class ServiceVerdicts {
    /** "Good" time to first byte ends here (Google's Web Vitals, 75th percentile of page loads). */
    private static final Duration SLOW = Duration.ofMillis(800);
    /** How often a service is slow by itself: a choice. It matters only on a path that loses a fifth or more. */
    private static final double SLOW_PRIOR = 0.02;
    /** RFC 6585 section 6: the status by which networks ask for a login. */
    private static final int LOGIN_STATUS = 511;

    private static final int FIRST_ERROR = 500;
    /**
     * A server that refuses a handshake says why by an alert (RFC 8446 section 6.2). What says nothing may be a service
     * that has died behind its port, or one that can't bear what a modern client offers: which of them, nothing tells.
     */
    private static final String BROKEN_OFF = "(?i).*(reset|closed the connection|broken pipe).*";

    private ServiceVerdicts() {}

    /**
     * Judges the service.
     *
     * @param large whether large packets are known to vanish: what then fails is a consequence
     * @param loss share of round trips that the path is known to fail: they delay answers
     */
    static Optional<Finding> of(Evidence evidence, Leg leg, boolean large, double loss) {
        if (evidence.service().isEmpty()) {
            return Optional.empty();
        }
        ServiceResult result = evidence.service().get();
        Optional<TlsSession> session = session(result);
        Optional<ServiceFailure> failure = result.failure();
        if (session.flatMap(TlsSession::distrust).isPresent()) {
            String sentence = session.get().distrust().orElseThrow().sentence();
            return find(
                    evidence,
                    leg,
                    FindingKind.TLS,
                    0.97,
                    Severity.BLOCKS,
                    "the certificate is not trusted: " + sentence);
        } else if (failure.isPresent()) {
            return large && failure.get().phase() != ServiceFailure.Phase.CONNECT
                    ? Optional.empty()
                    : failure(evidence, leg, failure.get());
        }
        return result instanceof HttpResult http ? http(evidence, leg, http, loss) : Optional.empty();
    }

    private static Optional<TlsSession> session(ServiceResult result) {
        if (result instanceof HttpResult http) {
            return http.session();
        }
        return result instanceof TlsResult tls ? tls.session() : Optional.empty();
    }

    private static Optional<Finding> failure(Evidence evidence, Leg leg, ServiceFailure failure) {
        String why = "the check of the service failed: " + failure.detail();
        return switch (failure.phase()) {
            case NAME -> Optional.empty();
            case CONNECT ->
                switch (failure.reason()) {
                    case REFUSED -> find(evidence, leg, FindingKind.PORT_CLOSED, 0.9, Severity.BLOCKS, why);
                    // This host's own: it says nothing of the port.
                    case BROKEN -> Optional.empty();
                    default -> find(evidence, leg, FindingKind.FILTERED, 0.7, Severity.BLOCKS, why);
                };
            case TLS -> handshake(evidence, leg, failure, why);
            case ANSWER, REST ->
                failure.reason() == ServiceFailure.Reason.NO_ANSWER
                        ? find(evidence, leg, FindingKind.SERVICE_SLOW, 0.85, Severity.BLOCKS, why)
                        : find(evidence, leg, FindingKind.SERVICE_FAILING, 0.93, Severity.BLOCKS, why);
        };
    }

    private static Optional<Finding> handshake(Evidence evidence, Leg leg, ServiceFailure failure, String why) {
        if (failure.reason() == ServiceFailure.Reason.NO_ANSWER) {
            return find(evidence, leg, FindingKind.SERVICE_FAILING, 0.75, Severity.BLOCKS, why);
        } else if (!failure.detail().matches(BROKEN_OFF)) {
            return find(evidence, leg, FindingKind.TLS, 0.93, Severity.BLOCKS, why);
        }
        PlaceRecord place = PlaceRecord.host(PlaceSegment.SERVICE, Optional.of(leg.address));
        var claims = new Posterior<Claim>()
                .add(Claim.of(FindingKind.SERVICE_FAILING, place), 0.55, 0)
                .add(Claim.of(FindingKind.TLS, place), 0.4, 0)
                .add(Claim.nothing(), 0.05, 0)
                .weighed();
        return Claim.finding(claims, Severity.BLOCKS, List.of(why), evidence.request.text());
    }

    private static Optional<Finding> http(Evidence evidence, Leg leg, HttpResult http, double loss) {
        int status = http.status().orElse(0);
        Optional<String> elsewhere = foreignRedirect(evidence, http, status);
        if (status == LOGIN_STATUS) {
            return find(
                    evidence,
                    leg,
                    FindingKind.PORTAL,
                    0.97,
                    Severity.BLOCKS,
                    "the answer has status 511, which asks for a login to the network");
        } else if (elsewhere.isPresent()) {
            boolean secure = http.session().isPresent();
            // A certificate that is trusted shows that it is the service itself that sends its users elsewhere.
            return secure
                    ? Optional.empty()
                    : find(
                            evidence,
                            leg,
                            FindingKind.PORTAL,
                            0.86,
                            Severity.BLOCKS,
                            "status %d sends this request to another site, %s".formatted(status, elsewhere.get()));
        } else if (status >= FIRST_ERROR) {
            return find(
                    evidence,
                    leg,
                    FindingKind.SERVICE_FAILING,
                    0.96,
                    Severity.BLOCKS,
                    "the answer has status " + status);
        }
        Duration network = http.connect().orElse(Duration.ZERO);
        Duration own = http.firstByte().orElse(Duration.ZERO).minus(network);
        if (own.compareTo(SLOW) < 0) {
            return Optional.empty();
        }
        double itself = SLOW_PRIOR / (SLOW_PRIOR + Retransmissions.explain(own, network, loss));
        return itself < 0.5
                ? Optional.empty()
                : find(
                        evidence,
                        leg,
                        FindingKind.SERVICE_SLOW,
                        0.93 * itself,
                        Severity.DEGRADES,
                        "the first byte of the answer took %d ms, while a connection takes %d ms"
                                .formatted(http.firstByte().orElseThrow().toMillis(), network.toMillis()));
    }

    /** Where a redirect leads that does not stay at the site that was asked for. */
    private static Optional<String> foreignRedirect(Evidence evidence, HttpResult http, int status) {
        String location = http.headers().get("location");
        if (status < 300 || status >= 400 || location == null) {
            return Optional.empty();
        }
        String host;
        try {
            host = Optional.ofNullable(evidence.request
                            .url()
                            .orElseThrow()
                            .resolve(location)
                            .getHost())
                    .orElse("");
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        String own = String.valueOf(evidence.request.url().orElseThrow().getHost());
        return host.isEmpty() || site(host).equals(site(own)) ? Optional.empty() : Optional.of(printable(host));
    }

    /** The last two labels: www.example.com and example.com are one site. */
    private static String site(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        if (lower.matches("[0-9.]+") || lower.contains(":")) {
            return lower;
        }
        String[] labels = lower.split("\\.", -1);
        return labels.length < 2 ? lower : labels[labels.length - 2] + "." + labels[labels.length - 1];
    }

    private static String printable(String host) {
        return host.replaceAll("[^A-Za-z0-9.:_\\[\\]-]", "?");
    }

    private static Optional<Finding> find(
            Evidence evidence, Leg leg, FindingKind kind, double probability, Severity severity, String why) {
        PlaceSegment segment = kind == FindingKind.PORTAL ? PlaceSegment.LAN : PlaceSegment.SERVICE;
        PlaceRecord place = kind == FindingKind.PORTAL
                ? PlaceRecord.of(segment)
                : PlaceRecord.host(segment, Optional.of(leg.address));
        var claims = new Posterior<Claim>()
                .add(Claim.of(kind, place), probability, 0)
                .add(Claim.nothing(), 1 - probability, 0)
                .weighed();
        return Claim.finding(claims, severity, List.of(why), evidence.request.text());
    }
}
