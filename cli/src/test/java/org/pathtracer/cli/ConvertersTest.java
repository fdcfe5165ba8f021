// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.cli.option.AddressConverter;
import org.pathtracer.cli.option.ByteConverter;
import org.pathtracer.cli.option.DurationConverter;
import org.pathtracer.report.format.AddressText;

class ConvertersTest {
    @ParameterizedTest
    @CsvSource({
        "500ms, 500000000",
        "0, 0",
        "1s, 1000000000",
        "1.5s, 1500000000",
        "2m, 120000000000",
        "0.25ms, 250000",
        "-1s, -1000000000"
    })
    void duration_isNumberAndUnit(String text, long nanos) {
        assertThat(new DurationConverter().convert(text)).isEqualTo(Duration.ofNanos(nanos));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "s", "1 s", "1h", "1S", "1e3s", ".5s", "1.s", "999999999m", "PT1S", "+1s"})
    void otherDuration_isRefusedWithWhatIsAllowed(String text) {
        assertThatThrownBy(() -> new DurationConverter().convert(text))
                .hasMessageContaining("'" + text + "' is not a duration")
                .hasMessageContaining("500ms, 1s, 1.5s or 2m");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "184, 184", "0xb8, 184", "0XB8, 184", "-1, -1", "256, 256"})
    void byte_isDecimalOrHexadecimal(String text, int value) {
        assertThat(new ByteConverter().convert(text)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "b8", "0x", "0xzz", "0x-1", "1.5", "99999999999"})
    void otherByte_isRefused(String text) {
        assertThatThrownBy(() -> new ByteConverter().convert(text)).hasMessageContaining("is not a number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.7", "2001:db8::7"})
    void address_isALiteral(String text) {
        assertThat(AddressText.of(new AddressConverter().convert(text))).isEqualTo(text);
    }

    @Test
    void zone_isShownByItsName() throws SocketException {
        NetworkInterface first =
                NetworkInterface.networkInterfaces().findFirst().orElseThrow();
        assertThat(AddressText.of(new AddressConverter().convert("fe80::1%" + first.getIndex())))
                .isEqualTo("fe80::1%" + first.getName());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "1.2.3.4.5", "300.1.1.1", "::1::", "cafe"})
    void name_isNoAddress(String text) {
        assertThatThrownBy(() -> new AddressConverter().convert(text)).hasMessageContaining("is not an address");
    }
}
