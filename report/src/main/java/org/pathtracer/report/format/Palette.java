// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.format;

/**
 * The few colours of text output; each leaves the text as it is where there are none.
 *
 * @since 0.1.0
 */
public record Palette(boolean on) {
    public static final Palette NONE = new Palette(false);

    public String strong(String text) {
        return dye("1", text);
    }

    public String faint(String text) {
        return dye("2", text);
    }

    public String good(String text) {
        return dye("32", text);
    }

    public String bad(String text) {
        return dye("31", text);
    }

    private String dye(String code, String text) {
        return on ? "\033[" + code + "m" + text + "\033[0m" : text;
    }
}
