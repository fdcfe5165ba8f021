// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.reading;

import java.util.Optional;
import org.pathtracer.result.DnsCheckResultRecord;
import org.pathtracer.result.HttpResultRecord;
import org.pathtracer.result.QuicResultRecord;
import org.pathtracer.result.TcpResultRecord;
import org.pathtracer.result.TlsResultRecord;
import org.pathtracer.result.UdpResultRecord;
import org.pathtracer.service.Contact;
import org.pathtracer.service.ServiceFailure;
import org.pathtracer.service.ServiceResult;
import org.pathtracer.service.ServiceTarget;
import org.pathtracer.service.TlsCertificate;
import org.pathtracer.service.TlsDistrust;
import org.pathtracer.service.TlsSession;

/** Reads what came of a check; docs/schema/probe-1.json describes it. */
final class CheckReader {
    private CheckReader() {}

    static ServiceResult of(JsonObject json) {
        Contact contact = contact(json);
        Optional<ServiceFailure> failure = json.optionalObject("failure").map(CheckReader::failure);
        return switch (json.text("kind")) {
            case "tcp" -> new TcpResultRecord(contact, json.optionalMillis("connectMs"), failure);
            case "udp" ->
                new UdpResultRecord(
                        contact,
                        json.optionalMillis("rttMs"),
                        json.optionalInt("answerBytes").orElse(0),
                        json.optionalText("answer").orElse(""),
                        failure);
            case "dns" ->
                new DnsCheckResultRecord(contact, json.optionalObject("dns").map(DnsReader::of), failure);
            case "tls" ->
                new TlsResultRecord(
                        contact,
                        json.optionalMillis("connectMs"),
                        json.optionalMillis("handshakeMs"),
                        json.optionalObject("tls").map(CheckReader::session),
                        failure);
            case "http" -> http(json, contact, failure);
            case "quic" -> new QuicResultRecord(contact, json.optionalMillis("rttMs"), json.texts("versions"), failure);
            default -> throw json.damaged("kind", "it is none of the kinds that are known here");
        };
    }

    private static Contact contact(JsonObject json) {
        return new Contact(
                ServiceTarget.of(json.text("host"), json.integer("port")),
                json.optionalAddress("address"),
                json.optionalMillis("resolveMs"),
                json.millis("durationMs"));
    }

    private static ServiceFailure failure(JsonObject json) {
        return new ServiceFailure(
                json.name("phase", ServiceFailure.Phase.class),
                json.name("reason", ServiceFailure.Reason.class),
                json.text("detail"));
    }

    private static ServiceResult http(JsonObject json, Contact contact, Optional<ServiceFailure> failure) {
        return new HttpResultRecord(
                contact,
                json.optionalMillis("connectMs"),
                json.optionalMillis("handshakeMs"),
                json.optionalMillis("firstByteMs"),
                json.optionalMillis("restMs"),
                json.optionalObject("tls").map(CheckReader::session),
                json.optionalInt("statusCode"),
                json.textMembers("headers"),
                json.count("bodyBytes"),
                json.truth("bodyTruncated"),
                failure);
    }

    private static TlsSession session(JsonObject json) {
        return new TlsSession(
                json.text("version"),
                json.text("cipherSuite"),
                json.optionalText("applicationProtocol"),
                json.objects("certificates", CheckReader::certificate),
                json.optionalObject("distrust")
                        .map(distrust -> new TlsDistrust(
                                distrust.name("kind", TlsDistrust.Kind.class), distrust.text("sentence"))));
    }

    private static TlsCertificate certificate(JsonObject json) {
        return new TlsCertificate(
                json.text("subject"),
                json.text("issuer"),
                json.texts("names"),
                json.text("serial"),
                json.instant("notBefore"),
                json.instant("notAfter"),
                json.text("keyAlgorithm"),
                json.text("signatureAlgorithm"),
                json.text("sha256"));
    }
}
