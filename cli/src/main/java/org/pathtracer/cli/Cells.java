// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import org.jline.utils.AttributedString;

/** Text in columns of a terminal, where a character may take two of them or none. */
final class Cells {
    private Cells() {}

    static int width(String text) {
        return AttributedString.fromAnsi(text).columnLength();
    }

    /** Filled up with blanks, or cut, to this width. */
    static String left(String text, int width) {
        String cut = width(text) > width ? cut(text, width) : text;
        return cut + " ".repeat(Math.max(0, width - width(cut)));
    }

    static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - width(text))) + text;
    }

    /** No wider than this; colours stay. */
    static String cut(String text, int width) {
        AttributedString whole = AttributedString.fromAnsi(text);
        return whole.columnLength() <= width
                ? text
                : whole.columnSubSequence(0, width).toAnsi();
    }
}
