// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.csv;

import java.time.Duration;
import java.util.Optional;
import org.pathtracer.report.format.Milliseconds;

/** Values of a table (RFC 4180). */
final class CsvText {
    private CsvText() {}

    static String millis(Optional<Duration> span) {
        return span.map(Milliseconds::exact).orElse("");
    }

    static String quoted(String text) {
        return text.contains(",") || text.contains("\"") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
