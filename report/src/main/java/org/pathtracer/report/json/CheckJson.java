// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.json;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.pathtracer.dns.DnsAnswer;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.service.Contact;
import org.pathtracer.service.DnsCheckResult;
import org.pathtracer.service.HttpResult;
import org.pathtracer.service.QuicResult;
import org.pathtracer.service.ServiceFailure;
import org.pathtracer.service.ServiceResult;
import org.pathtracer.service.TcpResult;
import org.pathtracer.service.TlsCertificate;
import org.pathtracer.service.TlsDistrust;
import org.pathtracer.service.TlsResult;
import org.pathtracer.service.TlsSession;
import org.pathtracer.service.UdpResult;

/**
 * What came of a check, for programs; docs/schema/probe-1.json describes it.
 *
 * @since 0.1.0
 */
public final class CheckJson {
    /** The member "host" is the host that was asked. */
    public static final String LOCAL_HOST = "localHost";

    private final JsonDocument json;

    private CheckJson(boolean compact) {
        json = new JsonDocument(compact);
    }

    public static String of(ServiceResult result, RunFacts facts, boolean compact) {
        CheckJson writer = new CheckJson(compact);
        return writer.json.write(() -> {
            writer.members(result);
            facts.members(LOCAL_HOST, writer.json);
        });
    }

    private void members(ServiceResult result) throws IOException {
        json.string("schema", "pathtracer/probe/1");
        json.string("kind", kind(result));
        Contact contact = result.contact();
        json.string("host", contact.target().host());
        json.number("port", contact.target().port());
        json.string("address", contact.address().map(AddressText::of));
        json.name("state", result.state());
        json.bool("works", result.failure().isEmpty());
        json.millis("durationMs", contact.duration());
        json.millis("resolveMs", contact.resolve());
        details(result);
        if (result.failure().isPresent()) {
            ServiceFailure failure = result.failure().get();
            json.object("failure", () -> {
                json.name("phase", failure.phase());
                json.name("reason", failure.reason());
                json.string("detail", failure.detail());
            });
        }
    }

    public static String kind(ServiceResult result) {
        if (result instanceof TcpResult) {
            return "tcp";
        } else if (result instanceof UdpResult) {
            return "udp";
        } else if (result instanceof DnsCheckResult) {
            return "dns";
        } else if (result instanceof TlsResult) {
            return "tls";
        }
        return result instanceof HttpResult ? "http" : "quic";
    }

    private void details(ServiceResult result) throws IOException {
        if (result instanceof TcpResult tcp) {
            connect(tcp, tcp.connect());
        } else if (result instanceof UdpResult udp) {
            json.millis("rttMs", udp.rtt());
            if (udp.rtt().isPresent()) {
                json.number("answerBytes", udp.answerBytes());
                json.string("answer", udp.answer());
            }
        } else if (result instanceof DnsCheckResult dns) {
            dns(dns.answer());
        } else if (result instanceof TlsResult tls) {
            connect(tls, tls.connect());
            secured(tls.handshake(), tls.session());
        } else if (result instanceof HttpResult http) {
            http(http);
        } else if (result instanceof QuicResult quic) {
            json.millis("rttMs", quic.rtt());
            json.strings("versions", quic.versions());
        }
    }

    private void connect(ServiceResult result, Optional<Duration> span) throws IOException {
        json.millis("connectMs", span);
        if (result.connectMayBeRepeated()) {
            json.bool("connectMayBeRepeated", true);
        }
    }

    private void dns(Optional<DnsAnswer> answer) throws IOException {
        if (answer.isPresent()) {
            json.millis("rttMs", answer.get().duration());
            json.name("status", answer.get().status());
            json.bool("authoritative", answer.get().authoritative());
            json.number("records", answer.get().answers().size());
            json.object("dns", () -> new DnsJson(json).members(answer.get()));
        }
    }

    private void http(HttpResult http) throws IOException {
        connect(http, http.connect());
        secured(http.handshake(), http.session());
        json.millis("firstByteMs", http.firstByte());
        json.millis("restMs", http.rest());
        json.number("statusCode", http.status());
        if (http.status().isPresent()) {
            json.number("bodyBytes", http.bodyBytes());
            json.bool("bodyTruncated", http.bodyTruncated());
            json.object("headers", () -> {
                for (Map.Entry<String, String> header : http.headers().entrySet()) {
                    json.string(header.getKey(), header.getValue());
                }
            });
        }
    }

    private void secured(Optional<Duration> handshake, Optional<TlsSession> session) throws IOException {
        json.millis("handshakeMs", handshake);
        if (session.isPresent()) {
            json.object("tls", () -> session(session.get()));
        }
    }

    private void session(TlsSession session) throws IOException {
        json.string("version", session.version());
        json.string("cipherSuite", session.cipherSuite());
        json.string("applicationProtocol", session.applicationProtocol());
        json.bool("trusted", session.trusted());
        if (session.distrust().isPresent()) {
            json.object("distrust", () -> distrust(session.distrust().get()));
        }
        json.array("certificates", session.certificates(), this::certificate);
    }

    private void distrust(TlsDistrust distrust) throws IOException {
        json.name("kind", distrust.kind());
        json.string("sentence", distrust.sentence());
    }

    private void certificate(TlsCertificate certificate) throws IOException {
        json.object(() -> {
            json.string("subject", certificate.subject());
            json.string("issuer", certificate.issuer());
            json.strings("names", certificate.names());
            json.string("serial", certificate.serial());
            json.string("notBefore", certificate.notBefore().toString());
            json.string("notAfter", certificate.notAfter().toString());
            json.string("keyAlgorithm", certificate.keyAlgorithm());
            json.string("signatureAlgorithm", certificate.signatureAlgorithm());
            json.string("sha256", certificate.sha256());
        });
    }
}
