// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.report.format.EnumText;
import org.pathtracer.report.format.Milliseconds;
import org.pathtracer.report.format.Palette;
import org.pathtracer.report.format.Printable;
import org.pathtracer.report.json.CheckJson;
import org.pathtracer.service.Contact;
import org.pathtracer.service.DnsCheckResult;
import org.pathtracer.service.HttpResult;
import org.pathtracer.service.QuicResult;
import org.pathtracer.service.ServiceResult;
import org.pathtracer.service.TcpResult;
import org.pathtracer.service.TlsResult;
import org.pathtracer.service.TlsSession;
import org.pathtracer.service.UdpResult;

/**
 * What came of a check, for people: the server asked, what was found, a time for each phase.
 *
 * @since 0.1.0
 */
public final class CheckText {
    private CheckText() {}

    public static List<String> lines(ServiceResult result, Palette palette) {
        Contact contact = result.contact();
        List<String> lines = new ArrayList<>();
        String server =
                contact.address().map(AddressText::of).orElse(contact.target().host()) + " port "
                        + contact.target().port();
        lines.add(CheckJson.kind(result) + " to "
                + palette.strong(Printable.line(contact.target().host())) + " (" + Printable.line(server) + ")");
        details(result).forEach(line -> lines.add("  " + Printable.line(line)));
        String verdict = Printable.line(verdict(result));
        lines.add(result.failure().isEmpty() ? palette.good(verdict) : palette.bad(verdict));
        return lines;
    }

    private static String verdict(ServiceResult result) {
        String took = ", " + Milliseconds.rough(result.contact().duration());
        return result.failure()
                .map(failure -> EnumText.of(result.state()) + ": " + EnumText.of(failure.reason()) + " at "
                        + EnumText.of(failure.phase()) + ", " + failure.detail() + took)
                .orElse(EnumText.of(result.state()) + took);
    }

    private static List<String> details(ServiceResult result) {
        List<String> lines = new ArrayList<>();
        time(lines, "name", result.contact().resolve());
        if (result instanceof TcpResult tcp) {
            connect(lines, tcp, tcp.connect());
        } else if (result instanceof UdpResult udp) {
            time(lines, "answer", udp.rtt());
            udp.rtt().ifPresent(rtt -> lines.add(udp.answerBytes() + " bytes: " + udp.answer()));
        } else if (result instanceof DnsCheckResult dns) {
            dns.answer().ifPresent(answer -> {
                time(lines, "answer", Optional.of(answer.duration()));
                lines.add(EnumText.of(answer.status()) + ", " + answer.answers().size() + " records"
                        + (answer.authoritative() ? ", authoritative" : ""));
            });
        } else if (result instanceof TlsResult tls) {
            connect(lines, tls, tls.connect());
            time(lines, "TLS", tls.handshake());
            tls.session().ifPresent(session -> session(lines, session));
        } else if (result instanceof HttpResult http) {
            http(lines, http);
        } else if (result instanceof QuicResult quic && quic.rtt().isPresent()) {
            time(lines, "answer", quic.rtt());
            lines.add("versions " + String.join(" ", quic.versions()));
        }
        return lines;
    }

    private static void http(List<String> lines, HttpResult http) {
        connect(lines, http, http.connect());
        time(lines, "TLS", http.handshake());
        time(lines, "first byte", http.firstByte());
        time(lines, "rest", http.rest());
        http.session().ifPresent(session -> session(lines, session));
        if (http.status().isPresent()) {
            lines.add("status " + http.status().getAsInt() + ", " + http.bodyBytes() + " bytes"
                    + (http.bodyTruncated() ? ", and more: only the beginning is read" : ""));
        }
        Optional.ofNullable(http.headers().get("location")).ifPresent(target -> lines.add("location " + target));
    }

    private static void session(List<String> lines, TlsSession session) {
        lines.add(session.version() + " " + session.cipherSuite()
                + session.applicationProtocol().map(name -> " " + name).orElse(""));
        session.certificates()
                .forEach(certificate -> lines.add("certificate of " + certificate.subject() + " by "
                        + certificate.issuer() + ", valid to " + certificate.notAfter()));
        lines.add(session.distrust().map(why -> "not trusted: " + why).orElse("trusted"));
    }

    private static void connect(List<String> lines, ServiceResult result, Optional<Duration> span) {
        time(lines, "connect", span);
        if (result.connectMayBeRepeated()) {
            lines.add("that may be no round trip: the system repeats its packet after 1 s, and doesn't tell");
        }
    }

    private static void time(List<String> lines, String what, Optional<Duration> span) {
        span.ifPresent(time -> lines.add((what + "          ").substring(0, 12) + Milliseconds.fixed(time) + " ms"));
    }
}
