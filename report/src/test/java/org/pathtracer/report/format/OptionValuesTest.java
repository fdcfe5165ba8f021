// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.MonitorRequest;
import org.pathtracer.result.UsedOptions;

class OptionValuesTest {
    private static OptionValues option(String value) {
        return new OptionValues(Map.of("x", value));
    }

    @ParameterizedTest
    @CsvSource({"1s, 1000000000", "1.5ms, 1500000", "0.000001ms, 1", "1.0E-6ms, 1", "90s, 90000000000"})
    void span_isRead(String text, long nanos) {
        assertThat(option(text).span("x")).contains(Duration.ofNanos(nanos));
    }

    @Test
    void spanOfARequest_isTheSame() {
        Duration interval = Duration.ofNanos(1_234_567);
        OptionValues options = new OptionValues(
                UsedOptions.of(MonitorRequest.to("a.example").interval(interval).build()));
        assertThat(options.span("interval")).contains(interval);
    }

    /** A document from elsewhere may have them. */
    @ParameterizedTest
    @ValueSource(
            strings = {"", "s", "ms", "x", "xs", "1e999999999s", "-", "1 s", "0x1s", "1e400ms", "99999999999999999999s"
            })
    void whatIsNoValue_isNotKnown(String text) {
        assertThat(option(text).span("x")).isEmpty();
        assertThat(option(text).number("x")).isEmpty();
        assertThat(option(text).on("x")).isFalse();
    }

    @Test
    void number_isNotNegative() {
        assertThat(option("30").number("x")).hasValue(30);
        assertThat(option("-1").number("x")).isEmpty();
        assertThat(option("99999999999").number("x")).isEmpty();
    }

    @Test
    void packetSize_isKnownIfAnyOptionIs() throws Exception {
        InetAddress ipv4 = InetAddress.getByName("192.0.2.1");
        assertThat(new OptionValues(Map.of()).packetSize(ipv4)).isEmpty();
        assertThat(option("1").packetSize(ipv4)).hasValue(60);
        assertThat(option("1").packetSize(InetAddress.getByName("::1"))).hasValue(80);
        assertThat(new OptionValues(Map.of("size", "100")).packetSize(ipv4)).hasValue(100);
    }
}
