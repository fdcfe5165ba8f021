// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.option;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code 500ms}, {@code 1s}, {@code 1.5s}, {@code 2m}, and {@code 0} in no unit. What is negative or too long is left
 * to the library to refuse.
 */
public final class DurationConverter implements ITypeConverter<Duration> {
    /** Few digits, so that no number here is beyond a long's nanoseconds. */
    private static final Pattern FORM = Pattern.compile("(-?\\d{1,8}(?:\\.\\d{1,9})?)(ms|s|m)");

    @Override
    public Duration convert(String value) {
        if (value.equals("0")) {
            return Duration.ZERO;
        }
        Matcher matcher = FORM.matcher(value);
        if (!matcher.matches()) {
            throw new TypeConversionException(
                    "'" + value
                            + "' is not a duration: write a number and its unit without a space, such as 500ms, 1s, 1.5s or 2m");
        }
        BigDecimal nanos = new BigDecimal(matcher.group(1)).multiply(unit(matcher.group(2)));
        return Duration.ofNanos(nanos.longValue());
    }

    private static BigDecimal unit(String name) {
        return BigDecimal.valueOf(
                switch (name) {
                    case "ms" -> 1_000_000L;
                    case "s" -> 1_000_000_000L;
                    default -> 60_000_000_000L;
                });
    }
}
