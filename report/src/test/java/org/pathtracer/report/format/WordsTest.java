// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How numbers, addresses and foreign text look. */
public class WordsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0.000, 0",
        "499, 0.000, 0.000499",
        "500, 0.001, 0.0005",
        "1999999, 2.000, 1.999999",
        "1000000000, 1000.000, 1000"
    })
    public void milliseconds_areDecimals(long nanos, String fixed, String exact) {
        assertThat(Milliseconds.fixed(Duration.ofNanos(nanos))).isEqualTo(fixed);
        assertThat(Milliseconds.exact(Duration.ofNanos(nanos))).isEqualTo(exact);
    }

    @ParameterizedTest
    @CsvSource({"45, 45 ms", "999, 999 ms", "1000, 1.0 s", "61949, 61.9 s"})
    public void longTimes_areRough(long millis, String text) {
        assertThat(Milliseconds.rough(Duration.ofMillis(millis))).isEqualTo(text);
    }

    @Test
    public void foreignText_losesWhatMovesTheCursor() {
        assertThat(Printable.line("a\033[2Jb\nc\u202ed\u009bé")).isEqualTo("a?[2Jb?c?d?é");
        assertThat(Printable.paragraph("a\nb\r")).isEqualTo("a\nb?");
    }
}
