// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.format;

import java.util.function.IntPredicate;

/**
 * Makes text from outside harmless: nothing in it may move the cursor, change colours or reorder what is read.
 *
 * @since 0.1.0
 */
public final class Printable {
    private Printable() {}

    /** For a part of a line. */
    public static String line(String text) {
        return replace(text, c -> !harmful(c));
    }

    /** For a message of several lines, ended in the way of any system. */
    public static String paragraph(String text) {
        return replace(text.replace("\r\n", "\n"), c -> c == '\n' || !harmful(c));
    }

    private static String replace(String text, IntPredicate harmless) {
        if (text.codePoints().allMatch(harmless)) {
            return text;
        }
        StringBuilder clean = new StringBuilder();
        text.codePoints().map(c -> harmless.test(c) ? c : '?').forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static boolean harmful(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
