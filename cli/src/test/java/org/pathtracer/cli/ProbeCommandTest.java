// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.cli.output.ExitStatus;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.publicaddress.PublicAddressFailure;
import org.pathtracer.publicaddress.PublicAddressResult;
import org.pathtracer.publicaddress.PublicAddressSource;
import org.pathtracer.report.ReportOptions;
import org.pathtracer.report.Reports;
import org.pathtracer.report.format.Palette;
import org.pathtracer.report.text.CheckText;
import org.pathtracer.report.text.PublicIpText;
import org.pathtracer.result.AddressInfoRecord;
import org.pathtracer.result.HttpResultRecord;
import org.pathtracer.result.PublicAddressResultRecord;
import org.pathtracer.result.QuicResultRecord;
import org.pathtracer.result.TcpResultRecord;
import org.pathtracer.result.UdpResultRecord;
import org.pathtracer.samples.Samples;
import org.pathtracer.samples.Schemas;
import org.pathtracer.service.Contact;
import org.pathtracer.service.HttpResult;
import org.pathtracer.service.ServiceFailure;
import org.pathtracer.service.ServiceTarget;
import org.pathtracer.service.TcpResult;
import org.pathtracer.service.TlsCertificate;
import org.pathtracer.service.TlsDistrust;
import org.pathtracer.service.TlsSession;

/** {@code pathtracer probe} and {@code pathtracer public-ip}: what they print, and what they refuse. */
class ProbeCommandTest {
    private static final Contact CONTACT = new Contact(
            ServiceTarget.of("web.test", 443),
            Optional.of(Samples.address("192.0.2.1")),
            Optional.of(Duration.ofMillis(2)),
            Duration.ofMillis(40));
    private static final TlsSession SESSION = new TlsSession(
            "TLSv1.3",
            "TLS_AES_128_GCM_SHA256",
            Optional.of("http/1.1"),
            List.of(new TlsCertificate(
                    "CN=web.test\u001b[2J",
                    "CN=Somebody",
                    List.of("web.test"),
                    "1f",
                    Instant.parse("2026-01-01T00:00:00Z"),
                    Instant.parse("2027-01-01T00:00:00Z"),
                    "EC",
                    "SHA256withECDSA",
                    "ab".repeat(32))),
            Optional.of(new TlsDistrust(TlsDistrust.Kind.OTHER_NAME, "the name differs")));
    private static final HttpResult HTTP = new HttpResultRecord(
            CONTACT,
            time(1),
            time(10),
            time(5),
            time(3),
            Optional.of(SESSION),
            OptionalInt.of(301),
            Map.of("location", "/other"),
            12,
            false,
            Optional.empty());

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    private final Terminal terminal = new Terminal(print, print, false, false);

    private static Optional<Duration> time(int millis) {
        return Optional.of(Duration.ofMillis(millis));
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void text_hasATimeForEachPhase() {
        assertThat(CheckText.lines(HTTP, new Palette(false)))
                .containsExactly(
                        "http to web.test (192.0.2.1 port 443)",
                        "  name        2.000 ms",
                        "  connect     1.000 ms",
                        "  TLS         10.000 ms",
                        "  first byte  5.000 ms",
                        "  rest        3.000 ms",
                        "  TLSv1.3 TLS_AES_128_GCM_SHA256 http/1.1",
                        "  certificate of CN=web.test?[2J by CN=Somebody, valid to 2027-01-01T00:00:00Z",
                        "  not trusted: the name differs",
                        "  status 301, 12 bytes",
                        "  location /other",
                        "open, 40 ms");
    }

    @Test
    void longConnection_isCalledNoRoundTrip() {
        TcpResult quick = new TcpResultRecord(CONTACT, time(899), Optional.empty());
        assertThat(CheckText.lines(quick, new Palette(false)))
                .noneSatisfy(line -> assertThat(line).contains("round trip"));
        print.print(Reports.json(quick, ReportOptions.standard().compact(true)));
        assertThat(Schemas.valid("probe-1.json", printed()).has("connectMayBeRepeated"))
                .isFalse();
        out.reset();
        TcpResult repeated = new TcpResultRecord(CONTACT, time(1019), Optional.empty());
        assertThat(CheckText.lines(repeated, new Palette(false)))
                .contains("  that may be no round trip: the system repeats its packet after 1 s, and doesn't tell");
        print.print(Reports.json(repeated, ReportOptions.standard().compact(true)));
        assertThat(Schemas.valid("probe-1.json", printed())
                        .at("/connectMayBeRepeated")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void json_isAsTheSchemaSays() {
        print.print(Reports.json(HTTP, ReportOptions.standard().compact(true)));
        JsonNode http = Schemas.valid("probe-1.json", printed());
        assertThat(http.at("/tls/trusted").asBoolean()).isFalse();
        assertThat(http.at("/tls/distrust/kind").asText()).isEqualTo("other-name");
        assertThat(http.at("/tls/distrust/sentence").asText()).isEqualTo("the name differs");
        assertThat(http.at("/firstByteMs").asInt()).isEqualTo(5);
        out.reset();
        print.print(Reports.json(
                new QuicResultRecord(CONTACT, time(4), List.of("v1", "v2"), Optional.empty()),
                ReportOptions.standard().compact(true)));
        assertThat(Schemas.valid("probe-1.json", printed()).at("/versions").toString())
                .isEqualTo("[\"v1\",\"v2\"]");
        out.reset();
        ServiceFailure failure = new ServiceFailure(
                ServiceFailure.Phase.CONNECT, ServiceFailure.Reason.NO_ANSWER, "nothing came before the deadline");
        print.print(Reports.json(
                new UdpResultRecord(CONTACT, Optional.empty(), 0, "", Optional.of(failure)),
                ReportOptions.standard().compact(true)));
        JsonNode udp = Schemas.valid("probe-1.json", printed());
        assertThat(udp.at("/state").asText()).isEqualTo("filtered");
        assertThat(udp.at("/failure/reason").asText()).isEqualTo("no-answer");
    }

    @Test
    void openPort_isFound() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(server.getLocalPort());
            assertThat(PathTracerCommand.run(terminal, "probe", "tcp", "127.0.0.1", port, "--json"))
                    .isEqualTo(ExitStatus.DONE);
            JsonNode tcp = Schemas.valid("probe-1.json", printed());
            assertThat(tcp.at("/state").asText()).isEqualTo("open");
            assertThat(tcp.at("/connectMs").asDouble()).isPositive();
        }
    }

    @Test
    void nameServer_isAsked() {
        try (NameServer server = new NameServer("n.test 60 A 192.0.2.9")) {
            String[] address = server.address().split(":");
            int status = PathTracerCommand.run(
                    terminal,
                    "probe",
                    "dns",
                    address[0],
                    "-p",
                    address[1],
                    "--type",
                    "A",
                    "--name",
                    "n.test",
                    "--json");
            assertThat(status).isEqualTo(ExitStatus.DONE);
            assertThat(Schemas.valid("probe-1.json", printed()).at("/records").asInt())
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "probe",
                "probe tcp 127.0.0.1",
                "probe tcp 127.0.0.1 0",
                "probe tcp 127.0.0.1 65536",
                "probe http ftp://127.0.0.1/",
                "probe http http://u:p@127.0.0.1/",
                "probe udp 127.0.0.1 9 --hex abc",
                "probe tls 127.0.0.1 443 -w 0",
                "probe quic -4 -6 127.0.0.1",
                "public-ip --https http://127.0.0.1/",
                "public-ip --dns 127.0.0.1",
                "public-ip --stun 127.0.0.1:0"
            })
    void wrongUsage_isRefusedBeforeAnythingIsSent(String line) {
        assertThat(PathTracerCommand.run(terminal, line.split(" "))).isEqualTo(ExitStatus.INVALID);
    }

    @Test
    void publicAddress_isPrinted() {
        PublicAddressResult result = new PublicAddressResultRecord(
                Optional.of(Samples.address("198.51.100.7")),
                Optional.of(new PublicAddressSource.Stun("stun.test", 3478)),
                true,
                AddressInfoRecord.NONE,
                List.of(new PublicAddressFailure(
                        new PublicAddressSource.Stun("dead.test", 3478),
                        PublicAddressFailure.Kind.NO_ANSWER,
                        "no answer in 500 ms")),
                false,
                Duration.ofMillis(600));
        assertThat(PublicIpText.lines(result, new Palette(false)))
                .containsExactly(
                        "stun:dead.test:3478: no answer in 500 ms",
                        "198.51.100.7  behind a translator (NAT), says stun:stun.test:3478");
        JsonNode json = Schemas.valid("public-ip-1.json", Reports.json(result));
        assertThat(json.at("/address").asText()).isEqualTo("198.51.100.7");
        assertThat(json.at("/translated").asBoolean()).isTrue();
        assertThat(json.at("/failures/0/source").asText()).isEqualTo("stun:dead.test:3478");
        assertThat(json.at("/failures/0/kind").asText()).isEqualTo("no-answer");
        assertThat(json.at("/failures/0/sentence").asText()).isEqualTo("no answer in 500 ms");
    }

    @Test
    void serverThatDoesNotAnswer_isNotReached() {
        int status = PathTracerCommand.run(terminal, "public-ip", "--stun", "127.0.0.1:9", "-w", "2s", "-4", "--json");
        assertThat(status).isEqualTo(ExitStatus.NOT_REACHED);
        assertThat(Schemas.valid("public-ip-1.json", printed()).at("/failures")).hasSize(1);
    }
}
