// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.toml;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as they are written in a file: {@code 500ms}, {@code 10s}, {@code 1.5m}, {@code 6h}, {@code 1d}. */
final class Spans {
    /** Few digits, so that none is beyond a long's nanoseconds. */
    private static final Pattern FORM = Pattern.compile("(\\d{1,5}(?:\\.\\d{1,6})?)(ms|s|m|h|d)");

    private static final long SECOND = 1_000_000_000L;

    private Spans() {}

    /** Returns it, or nothing if it is none. */
    static Optional<Duration> read(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        BigDecimal nanos = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit(matcher.group(2))));
        return Optional.of(Duration.ofNanos(nanos.longValue()));
    }

    private static long unit(String name) {
        return switch (name) {
            case "ms" -> SECOND / 1000;
            case "s" -> SECOND;
            case "m" -> 60 * SECOND;
            case "h" -> 3600 * SECOND;
            default -> 86_400 * SECOND;
        };
    }

    /** Returns it as one would write it. */
    static String text(Duration span) {
        long millis = span.toMillis();
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1000;
        if (seconds % 86_400 == 0 && seconds > 0) {
            return seconds / 86_400 + "d";
        } else if (seconds % 3600 == 0 && seconds > 0) {
            return seconds / 3600 + "h";
        }
        return seconds % 60 == 0 && seconds > 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
