// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.toml;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time as text: a number and its unit. */
final class DurationText {
    static final String FORM = "a number and its unit, such as \"500ms\", \"10s\", \"5m\", \"6h\" or \"1d\"";

    /** Few digits, so that no number here is beyond a long's nanoseconds. */
    private static final Pattern PATTERN = Pattern.compile("(\\d{1,4}(?:\\.\\d{1,9})?)(ms|s|m|h|d)");

    private static final Map<String, Duration> UNITS = Map.of(
            "ms",
            Duration.ofMillis(1),
            "s",
            Duration.ofSeconds(1),
            "m",
            Duration.ofMinutes(1),
            "h",
            Duration.ofHours(1),
            "d",
            Duration.ofDays(1));

    private DurationText() {}

    /** Returns the span; empty if the text has another form. */
    static Optional<Duration> read(String text) {
        Matcher matcher = PATTERN.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long unit = Objects.requireNonNull(UNITS.get(matcher.group(2))).toNanos();
        return Optional.of(Duration.ofNanos(new BigDecimal(matcher.group(1))
                .multiply(BigDecimal.valueOf(unit))
                .longValue()));
    }
}
