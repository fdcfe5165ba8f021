// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.PingRequest;
import org.pathtracer.TraceRequest;

class HostTextTest {
    /** Names as other implementations of IDNA 2008 (UTS 46, non-transitional) encode them. */
    @ParameterizedTest
    @CsvSource({
        "bücher.example, xn--bcher-kva.example",
        "BÜCHER.example, xn--bcher-kva.example",
        "faß.de, xn--fa-hia.de",
        "straße.example, xn--strae-oqa.example",
        "βόλος.com, xn--nxasmm1c.com",
        "παράδειγμα.δοκιμή, xn--hxajbheg2az3al.xn--jxalpdlp",
        "例え.テスト, xn--r8jz45g.xn--zckzah",
        "例え。テスト, xn--r8jz45g.xn--zckzah",
        "испытание.test, xn--80akhbyknj4f.test",
        "😀.example, xn--e28h.example",
        "localhost, localhost",
        "under_score.example., under_score.example.",
    })
    void internationalName_isEncoded(String name, String ascii) {
        assertThat(HostText.ascii(name)).isEqualTo(ascii);
        assertThat(HostText.checkHost("target", name)).isEqualTo(name);
        assertThat(TraceRequest.to(name).build().target()).hasToString(name);
    }

    @Test
    void internationalHostOfAUrl_isEncoded() {
        assertThat(HostText.ascii(URI.create("https://bücher.example:8443/a?b=ü")))
                .isEqualTo(URI.create("https://xn--bcher-kva.example:8443/a?b=ü"));
        assertThat(HostText.ascii(URI.create("https://example.com/ü"))).isEqualTo(URI.create("https://example.com/ü"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.1",
                "0.0.0.1",
                "2001:db8::1",
                "::ffff:192.0.2.1",
                "fe80::1%eth0",
                "[2001:db8::1]",
                "255.0.0.0"
            })
    void literal_isAnAddress(String text) {
        assertThat(HostText.literal(text)).isPresent();
        assertThat(HostText.checkHost("target", text)).isEqualTo(text);
    }

    /** Each of them is an address to the system's resolver, and not the one that it looks like. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.2.3",
                "1.2",
                "1",
                "2130706433",
                "0x7f.1",
                "0x7f000001",
                "010.0.0.1",
                "1.2.3.04",
                "1.2.3.4.5",
                "256.0.0.1",
                "1.2.3.4.",
                "１.２.３",
                "1.2.3.0x4",
                "999999999999"
            })
    void oddFormOfAnAddress_isRefused(String text) {
        assertThat(HostText.literal(text)).isEmpty();
        assertThatThrownBy(() -> TraceRequest.to(text))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("is not a valid address");
    }

    @ParameterizedTest
    @CsvSource({
        "224.0.0.1, a multicast address",
        "ff02::1%eth0, a multicast address",
        "::ffff:239.1.1.1, a multicast address",
        "0.0.0.0, the unspecified address",
        "::, the unspecified address",
        "255.255.255.255, the broadcast address"
    })
    void addressOfNoHost_isRefusedAsTargetAndSource(String text, String kind) {
        assertThatThrownBy(() -> PingRequest.to(text)).hasMessageContaining("is " + kind);
        assertThatThrownBy(() -> PingRequest.toAll(java.util.List.of("localhost", text)))
                .hasMessageContaining("is " + kind);
        assertThatThrownBy(() -> TraceRequest.to("localhost")
                        .source(HostText.literal(text).orElseThrow()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("source address")
                .hasMessageContaining("is " + kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a..b",
                ".a",
                ".",
                "-a",
                "a b",
                "a\tb",
                "a\u0000b",
                "a\u202eb",
                "a\u00a0b",
                "exa$mple",
                "a@b",
                "a,b",
                "http://a/",
                "a:80",
                "[::1]:80",
                ":::",
                "1::2::3",
                "fe80::1%",
                "a/24",
                "\ud800.example"
            })
    void otherText_isRefused(String text) {
        assertThatThrownBy(() -> TraceRequest.to(text)).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void longText_isRefusedAndNotRepeated() {
        assertThatThrownBy(() -> TraceRequest.to("a".repeat(300)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("longer than 253 characters")
                .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(150));
        assertThatThrownBy(() -> TraceRequest.to("a".repeat(64) + ".example")).hasMessageContaining("at most 63");
        assertThatThrownBy(() -> TraceRequest.to("ü".repeat(63) + ".example"))
                .isInstanceOf(InvalidRequestException.class);
    }
}
