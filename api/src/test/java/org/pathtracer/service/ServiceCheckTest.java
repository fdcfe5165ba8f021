// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.StandardProtocolFamily;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathtracer.dns.RecordType;

class ServiceCheckTest {
    @Test
    void nothingSaid_givesTheDocumentedDefaults() {
        assertThat(TcpCheck.to("h", 80).build().target()).isEqualTo(ServiceTarget.of("h", 80));
        assertThat(TcpCheck.to("h", 80).build().target().deadline()).isEqualTo(Duration.ofSeconds(5));
        assertThat(UdpCheck.to("h", 7).build().payload()).isEqualTo("00");
        DnsCheck dns = DnsCheck.to("h").build();
        assertThat(dns.target().port()).isEqualTo(53);
        assertThat(dns.type()).isEqualTo(RecordType.NS);
        assertThat(dns.name()).isEqualTo(".");
        TlsCheck tls = TlsCheck.to("h", 443).build();
        assertThat(tls.serverName()).isEqualTo("h");
        assertThat(tls.protocols()).containsExactly("h2", "http/1.1");
        assertThat(HttpCheck.to(URI.create("http://h/")).build().method()).isEqualTo("GET");
    }

    @Test
    void options_changeTheCheck() {
        ServiceTarget target = QuicCheck.to("h", 443)
                .family(StandardProtocolFamily.INET6)
                .deadline(Duration.ofSeconds(1))
                .build()
                .target();
        assertThat(target.family()).contains(StandardProtocolFamily.INET6);
        assertThat(target.deadline()).isEqualTo(Duration.ofSeconds(1));
        assertThat(UdpCheck.to("h", 7)
                        .payload(new byte[] {1, (byte) 0xab})
                        .build()
                        .payload())
                .isEqualTo("01ab");
        assertThat(UdpCheck.to("h", 7).payload("7F00").build().payload()).isEqualTo("7F00");
        DnsCheck dns =
                DnsCheck.to("h", 5353).type(RecordType.A).name("a.example").build();
        assertThat(dns).hasToString("DnsCheck[h, port 5353]");
        assertThat(dns.type()).isEqualTo(RecordType.A);
        assertThat(dns.name()).isEqualTo("a.example");
        TlsCheck tls =
                TlsCheck.to("h", 443).serverName("other").protocols(List.of()).build();
        assertThat(tls.serverName()).isEqualTo("other");
        assertThat(tls.protocols()).isEmpty();
        assertThat(HttpCheck.to(URI.create("http://h/")).method("HEAD").build().method())
                .isEqualTo("HEAD");
    }

    @ParameterizedTest
    @CsvSource({
        "http://h/x, h, 80, false",
        "https://h, h, 443, true",
        "HTTPS://h:8443/, h, 8443, true",
        "http://[2001:db8::1]:81/, 2001:db8::1, 81, false"
    })
    void uri_tellsWhereTheServiceIs(URI uri, String host, int port, boolean secure) {
        HttpCheck check = HttpCheck.to(uri).build();
        assertThat(check.target().host()).isEqualTo(host);
        assertThat(check.target().port()).isEqualTo(port);
        assertThat(check.secure()).isEqualTo(secure);
        assertThat(check.uri()).isEqualTo(uri);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal(() -> TcpCheck.to("h", 0), "port is 0, but must be from 1 to 65535"),
                refusal(() -> TcpCheck.to("a b", 80), "host \"a b\" has a space or control character in it"),
                refusal(
                        () -> TcpCheck.to("h", 80).deadline(Duration.ZERO),
                        "deadline is 0 s, but must be more than zero and at most a day"),
                refusal(() -> UdpCheck.to("h", 7).payload("0"), "the payload must be pairs of hex digits"),
                refusal(() -> UdpCheck.to("h", 7).payload("xy"), "the payload must be pairs of hex digits"),
                refusal(
                        () -> UdpCheck.to("h", 7).payload(new byte[1401]),
                        "the payload has 1401 bytes, but must have 1 to 1400"),
                refusal(() -> TlsCheck.to("h", 443).serverName(""), "the server name is empty"),
                refusal(
                        () -> TlsCheck.to("h", 443).protocols(List.of("")),
                        "an application protocol has 1 to 255 characters"),
                refusal(
                        () -> HttpCheck.to(URI.create("ftp://h/")),
                        "ftp://h/ is not a URI that begins with http:// or https:// and has a host"),
                refusal(
                        () -> HttpCheck.to(URI.create("http://u@h/")),
                        "user information in a URI is not used: leave it out"),
                refusal(
                        () -> HttpCheck.to(URI.create("http://h/")).method("POST"),
                        "method is POST, but must be GET or HEAD"));
    }

    private static Arguments refusal(ThrowingCallable call, String sentence) {
        return Arguments.of(call, sentence);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void optionOutOfRange_isRefusedAtOnceWithASentence(ThrowingCallable call, String sentence) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(sentence);
    }
}
