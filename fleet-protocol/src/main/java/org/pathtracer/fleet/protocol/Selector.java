// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.protocol;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.pathtracer.InvalidRequestException;

/**
 * A choice of vantage points, such as {@code region=eu,net!=AS64500,has:ipv6}: each condition must hold. The empty text
 * chooses all, {@code name=fra-1} chooses one.
 */
public final class Selector {
    private static final String NAME = "name";
    private static final String CAPABILITY = "has:";
    private static final int LONGEST = 4096;

    private final String text;
    private final List<Condition> conditions;

    private Selector(String text, List<Condition> conditions) {
        this.text = text;
        this.conditions = conditions;
    }

    /**
     * Reads a selector.
     *
     * @throws InvalidRequestException if the text is not such conditions
     */
    public static Selector parse(String text) {
        if (text.length() > LONGEST) {
            throw new InvalidRequestException(
                    "a selection of vantage points has at most %d characters".formatted(LONGEST));
        }
        List<Condition> conditions = text.isBlank()
                ? List.of()
                : Stream.of(text.split(",", -1))
                        .map(String::strip)
                        .map(Selector::condition)
                        .toList();
        return new Selector(text.strip(), conditions);
    }

    private static Condition condition(String text) {
        if (text.startsWith(CAPABILITY) && text.length() > CAPABILITY.length()) {
            String capability = text.substring(CAPABILITY.length());
            return (name, labels, capabilities) -> capabilities.contains(capability);
        }
        int equals = text.indexOf('=');
        boolean negated = equals > 0 && text.charAt(equals - 1) == '!';
        String key = equals < 0 ? text : text.substring(0, negated ? equals - 1 : equals);
        if (equals < 0 || !Labels.KEY.matcher(key).matches()) {
            throw new InvalidRequestException(
                    "\"%s\" is no condition: write LABEL=VALUE, LABEL!=VALUE or has:CAPABILITY, with commas between them"
                            .formatted(text));
        }
        String value = text.substring(equals + 1);
        return (name, labels, capabilities) -> value.equals(key.equals(NAME) ? name : labels.get(key)) != negated;
    }

    /** Returns whether a vantage point is chosen. */
    public boolean matches(String name, Map<String, String> labels, Set<String> capabilities) {
        return conditions.stream().allMatch(one -> one.holds(name, labels, capabilities));
    }

    /** Returns the text that it was read from. */
    @Override
    public String toString() {
        return text;
    }

    private interface Condition {
        boolean holds(String name, Map<String, String> labels, Set<String> capabilities);
    }
}
