// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.agent;

import java.util.Locale;
import java.util.regex.Pattern;
import org.pathtracer.InvalidRequestException;

/** A host name, or {@code *.} and what names end with. */
record NamePattern(String text) {
    private static final Pattern TEXT = Pattern.compile("(\\*\\.)?[^*\\s/:,]{1,253}");

    static NamePattern parse(String text) {
        if (!TEXT.matcher(text).matches()) {
            throw new InvalidRequestException(
                    "\"%s\" is neither a host name nor one such as *.example".formatted(text));
        }
        return new NamePattern(plain(text));
    }

    boolean matches(String name) {
        String plain = plain(name);
        return text.startsWith("*.") ? plain.endsWith(text.substring(1)) : plain.equals(text);
    }

    /** Names don't tell case, and may end with the root's dot. */
    private static String plain(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
