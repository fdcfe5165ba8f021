// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.live;

import java.util.Locale;

/** Colours. What they say is also said by characters. */
public enum Theme {
    /** Red for what is bad, green for what is good. */
    USUAL("31", "32"),
    /** Orange and blue, which are told apart with any kind of colour blindness (Okabe and Ito 2008). */
    COLOUR_BLIND("38;5;208", "38;5;33"),
    /** For a light background. */
    LIGHT("38;5;124", "38;5;22"),
    /** None. */
    NONE("", "");

    private static final String END = "\033[0m";

    private final String bad;
    private final String good;

    Theme(String bad, String good) {
        this.bad = bad;
        this.good = good;
    }

    String bad(String text) {
        return dye(bad, text);
    }

    String good(String text) {
        return dye(good, text);
    }

    String strong(String text) {
        return this == NONE ? text : dye("1", text);
    }

    String faint(String text) {
        return this == NONE ? text : dye("2", text);
    }

    /** The line that is chosen. */
    String chosen(String text) {
        return this == NONE ? text : "\033[7m" + text.replace(END, END + "\033[7m") + END;
    }

    private static String dye(String code, String text) {
        return code.isEmpty() ? text : "\033[" + code + "m" + text + END;
    }

    Theme next() {
        return Cycle.next(values(), this);
    }

    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
