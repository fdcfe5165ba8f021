// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.format;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.pathtracer.AddressFamily;
import org.pathtracer.ProbeOptions;
import org.pathtracer.Run;

/**
 * The options of a run as values. A document from elsewhere may have any text there: what is no value counts as not
 * known.
 *
 * @since 0.1.0
 */
public final class OptionValues {
    private static final int NANO_DIGITS = 6;
    private static final int MILLI_DIGITS = 3;
    private static final int LONGEST = 30;

    private final Map<String, String> options;

    /** Takes the options as {@link Run#options} has them. */
    public OptionValues(Map<String, String> options) {
        this.options = options;
    }

    public static OptionValues of(Run run) {
        return new OptionValues(run.options());
    }

    /** Returns a whole number that is not negative. */
    public OptionalInt number(String name) {
        String text = options.getOrDefault(name, "");
        return text.matches("[0-9]{1,9}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }

    public boolean on(String name) {
        return Boolean.parseBoolean(options.get(name));
    }

    /** Returns a time such as {@code 1s} or {@code 1.5ms}. */
    public Optional<Duration> span(String name) {
        String text = options.getOrDefault(name, "");
        boolean millis = text.endsWith("ms");
        if (text.length() > LONGEST || !text.endsWith("s")) {
            return Optional.empty();
        }
        try {
            BigDecimal value = new BigDecimal(text.substring(0, text.length() - (millis ? 2 : 1)));
            int digits = millis ? NANO_DIGITS : NANO_DIGITS + MILLI_DIGITS;
            return Optional.of(Duration.ofNanos(value.movePointRight(digits).longValueExact()));
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Returns the bytes of a packet to an address; empty if no options are known at all. */
    public OptionalInt packetSize(InetAddress address) {
        OptionalInt size = number("size");
        return size.isPresent() || options.isEmpty()
                ? size
                : OptionalInt.of(ProbeOptions.defaultSizeFor(AddressFamily.of(address)));
    }
}
