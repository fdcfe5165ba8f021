// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.check;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * Checks arguments. Each method throws {@link IllegalArgumentException} with a sentence that names the argument, its
 * value and what is allowed; a sentence is made only if it is thrown.
 *
 * @since 0.1.0
 */
public final class Argument {
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int NANO_DIGITS = 9;

    private Argument() {}

    /**
     * Returns an unmodifiable copy.
     *
     * @throws NullPointerException if it or an element is missing, with its name
     */
    public static <T> List<T> copy(String what, Collection<T> values) {
        Objects.requireNonNull(values, what);
        // A sweep has a million lists of at most one.
        if (values.isEmpty()) {
            return Collections.emptyList();
        } else if (values instanceof List<T> list && list.size() == 1) {
            return Collections.singletonList(Objects.requireNonNull(list.get(0), () -> what + "[0]"));
        }
        List<T> copy = new ArrayList<>(values.size());
        for (T value : values) {
            if (value == null) {
                throw new NullPointerException(what + "[" + copy.size() + "]");
            }
            copy.add(value);
        }
        return Collections.unmodifiableList(copy);
    }

    /** Returns the value if it is from {@code lowest} to {@code highest}. */
    public static int range(String what, int value, int lowest, int highest) {
        if (value < lowest || value > highest) {
            throw new IllegalArgumentException(
                    "%s is %d, but must be from %d to %d".formatted(what, value, lowest, highest));
        }
        return value;
    }

    /** Returns the value if it is from 1 to 1000. */
    public static double factor(String what, double value) {
        if (!(value >= 1 && value <= 1000)) {
            throw new IllegalArgumentException("%s is %s, but must be from 1 to 1000".formatted(what, value));
        }
        return value;
    }

    /** Returns the value if it is between 0 and 1, both excluded. */
    public static double confidence(String what, double value) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException(
                    "%s is %s, but must be between 0 and 1, both excluded, such as 0.95".formatted(what, value));
        }
        return value;
    }

    /** Returns the value if it is from 0.01 to 1. */
    public static double share(String what, double value) {
        if (!(value >= 0.01 && value <= 1)) {
            throw new IllegalArgumentException("%s is %s, but must be from 0.01 to 1".formatted(what, value));
        }
        return value;
    }

    /** Returns the value if it is more than zero and at most a day. */
    public static Duration span(String what, Duration value) {
        if (Objects.requireNonNull(value, what).isNegative() || value.isZero() || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "%s is %s s, but must be more than zero and at most a day".formatted(what, seconds(value)));
        }
        return value;
    }

    /** Returns the value if it is from zero to a day. */
    public static Duration pause(String what, Duration value) {
        if (Objects.requireNonNull(value, what).isNegative() || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "%s is %s s, but must be from zero to a day".formatted(what, seconds(value)));
        }
        return value;
    }

    private static String seconds(Duration span) {
        return BigDecimal.valueOf(span.getSeconds())
                .add(BigDecimal.valueOf(span.getNano(), NANO_DIGITS))
                .stripTrailingZeros()
                .toPlainString();
    }

    /** Returns the value if it is a name without spaces and control characters. */
    public static String name(String what, String value, int longest) {
        require(!Objects.requireNonNull(value, what).isBlank(), what + " is empty");
        if (value.length() > longest) {
            throw new IllegalArgumentException("%s is longer than %d characters".formatted(what, longest));
        }
        require(
                value.chars().noneMatch(c -> Character.isISOControl(c) || Character.isWhitespace(c)),
                what + " has a space or control character in it");
        return value;
    }

    /** Throws unless the condition holds. */
    public static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
