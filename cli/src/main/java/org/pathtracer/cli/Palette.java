// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

/** The few colours of text output; each leaves the text as it is where there are none. */
record Palette(boolean on) {
    static final Palette NONE = new Palette(false);

    String strong(String text) {
        return dye("1", text);
    }

    String faint(String text) {
        return dye("2", text);
    }

    String good(String text) {
        return dye("32", text);
    }

    String bad(String text) {
        return dye("31", text);
    }

    private String dye(String code, String text) {
        return on ? "\033[" + code + "m" + text + "\033[0m" : text;
    }
}
