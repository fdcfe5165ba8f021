// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.format;

/**
 * Text in columns of a terminal, where a character may take two of them or none.
 *
 * @since 0.1.0
 */
public final class Cells {
    private static final char ESCAPE = '\033';
    /** First and last code points of what is as wide as two (Unicode Standard Annex 11). */
    private static final int[][] WIDE = {
        {0x1100, 0x115f}, {0x2e80, 0x303e}, {0x3041, 0x4dbf}, {0x4e00, 0xa4cf}, {0xa960, 0xa97c}, {0xac00, 0xd7a3},
        {0xf900, 0xfaff}, {0xfe30, 0xfe6f}, {0xff01, 0xff60}, {0xffe0, 0xffe6}, {0x1f300, 0x1f64f}, {0x1f900, 0x1f9ff},
        {0x20000, 0x3fffd}
    };

    private Cells() {}

    public static int width(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int next = end(text, i);
            width += text.charAt(i) == ESCAPE ? 0 : width(text.codePointAt(i));
            i = next;
        }
        return width;
    }

    private static int width(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        for (int[] range : WIDE) {
            if (c >= range[0] && c <= range[1]) {
                return 2;
            }
        }
        return 1;
    }

    /** Where the character, or the sequence that sets a colour, ends that begins here. */
    private static int end(String text, int from) {
        if (text.charAt(from) != ESCAPE) {
            return from + Character.charCount(text.codePointAt(from));
        }
        int m = text.indexOf('m', from);
        return m < 0 ? text.length() : m + 1;
    }

    /** Filled up with blanks, or cut, to this width. */
    public static String left(String text, int width) {
        String cut = cut(text, width);
        return cut + " ".repeat(Math.max(0, width - width(cut)));
    }

    public static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - width(text))) + text;
    }

    /** No wider than this; colours stay. */
    public static String cut(String text, int width) {
        if (width(text) <= width) {
            return text;
        }
        StringBuilder cut = new StringBuilder();
        int left = width;
        for (int i = 0; i < text.length(); ) {
            int next = end(text, i);
            boolean colour = text.charAt(i) == ESCAPE;
            left -= colour ? 0 : width(text.codePointAt(i));
            if (colour || left >= 0) {
                cut.append(text, i, next);
            }
            i = next;
        }
        return cut.toString();
    }
}
