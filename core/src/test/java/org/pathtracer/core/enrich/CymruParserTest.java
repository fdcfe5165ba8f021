// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.enrich.Origin;

/** Texts as Team Cymru's zones have them, and such as they should not have. */
class CymruParserTest {
    private static final InetAddress HOST = address("8.8.8.8");

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (java.net.UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void origin_hasAllFields() {
        Origin origin = CymruParser.origin(List.of("15169 | 8.8.8.0/24 | US | arin | 2023-12-28"), HOST)
                .orElseThrow();
        assertThat(origin.asns()).containsExactly(15169L);
        assertThat(origin.prefix().orElseThrow()).hasToString("8.8.8.0/24");
        assertThat(origin.country()).contains("US");
        assertThat(origin.registry()).contains("arin");
        assertThat(origin.asName()).isEmpty();
    }

    @Test
    void severalSystems_areAllKept() {
        assertThat(CymruParser.origin(List.of("23028 1 4294967295 | 8.8.8.0/24 | US | arin |"), HOST)
                        .orElseThrow()
                        .asns())
                .containsExactly(23028L, 1L, 4294967295L);
    }

    @Test
    void severalAnnouncements_giveTheLongestPrefix() {
        Origin origin = CymruParser.origin(
                        List.of(
                                "1 | 8.0.0.0/9 | US | arin | 1992-12-01",
                                "2 | 8.8.8.0/24 | US | arin | 2023-12-28",
                                "3 | 8.8.8.0/24 | US | arin | 2023-12-28"),
                        HOST)
                .orElseThrow();
        assertThat(origin.asns()).containsExactly(2L, 3L);
        assertThat(origin.prefix().orElseThrow()).hasToString("8.8.8.0/24");
    }

    @Test
    void ipv6_isReadToo() {
        assertThat(CymruParser.origin(
                                List.of("13335 | 2606:4700::/36 | US | arin | 2011-11-01"), address("2606:4700::1111"))
                        .orElseThrow()
                        .prefix()
                        .orElseThrow()
                        .length())
                .isEqualTo(36);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "|",
                "||||",
                "15169",
                "15169 |",
                "NA | 8.8.8.0/24 | US | arin |",
                "4294967296 | 8.8.8.0/24 | US | arin |",
                "-1 | 8.8.8.0/24 | US | arin |",
                "15169 | 8.8.8.0/33 | US | arin |",
                "15169 | 9.9.9.0/24 | US | arin |",
                "15169 | 0.0.0.0/0 | US | arin |",
                "15169 | 8.0.0.0/7 | US | arin |",
                "15169 | evil.test | US | arin |",
            })
    void textThatIsNone_isLeftOut(String text) {
        assertThat(CymruParser.origin(List.of(text), HOST)).isEmpty();
    }

    @Test
    void strangeFields_areLeftOutOfTheOrigin() {
        Origin origin = CymruParser.origin(List.of("1 | 8.8.8.0/24 | \033[31m | rm -rf | x"), HOST)
                .orElseThrow();
        assertThat(origin.country()).isEmpty();
        assertThat(origin.registry()).isEmpty();
    }

    @Test
    void name_isTheLastField() {
        assertThat(CymruParser.name(List.of("15169 | US | arin | 2000-03-30 | GOOGLE, US")))
                .contains("GOOGLE, US");
        assertThat(CymruParser.name(List.of("15169 | US | arin | 2000-03-30 | ")))
                .isEmpty();
        assertThat(CymruParser.name(List.of("15169 | US", "x".repeat(5000)))).isEmpty();
    }

    @Test
    void anything_isReadWithoutAnException() {
        Random random = new Random(8_20_26);
        String alphabet = "0123456789 |./:abcdefARIN\0\n\u00e9";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(60); n > 0; n--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            CymruParser.origin(List.of(text.toString()), HOST);
            CymruParser.name(List.of(text.toString()));
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            CymruParser.origin(List.of(new String(bytes, StandardCharsets.UTF_8)), HOST);
        }
    }
}
