// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.live;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How styles look on a terminal, and in a picture of one. */
public enum Theme {
    /** For a dark background. */
    DARK("1;36", "32", "33", "31", "7", "#56b6c2", "#98c379", "#e5c07b", "#e06c75"),
    /** For a light background. */
    LIGHT("1;34", "32", "35", "31", "7", "#4078f2", "#50a14f", "#a626a4", "#e45649"),
    /** Blue and orange, which people see apart that don't see red and green apart. */
    COLOUR_BLIND(
            "1;38;5;75", "38;5;75", "38;5;221", "1;38;5;208", "7", "#5fafff", "#5fafff", "#ffd75f", "#ff8700"),
    /** Without colours: only marks that the text has itself. */
    PLAIN("", "", "", "", "", "#d0d0d0", "#d0d0d0", "#d0d0d0", "#d0d0d0");

    private final String header;
    private final String good;
    private final String warning;
    private final String bad;
    private final String selected;
    private final String[] web;

    Theme(String header, String good, String warning, String bad, String selected, String... web) {
        this.header = header;
        this.good = good;
        this.warning = warning;
        this.bad = bad;
        this.selected = selected;
        this.web = web;
    }

    /** As a configuration file names it, such as {@code colour-blind}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The theme of a name; empty if there is none. */
    public static Optional<Theme> named(String name) {
        return Arrays.stream(values()).filter(theme -> theme.text().equals(name)).findFirst();
    }

    public Theme next() {
        return values()[(ordinal() + 1) % values().length];
    }

    /** The line with the codes that a terminal takes. */
    public String render(Line line) {
        StringBuilder text = new StringBuilder();
        for (Line.Span span : line.spans()) {
            String code = code(span.style());
            text.append(code.isEmpty() ? span.text() : "\033[" + code + "m" + span.text() + "\033[0m");
        }
        return text.toString();
    }

    private String code(Style style) {
        if (this == PLAIN) {
            return "";
        }
        return switch (style) {
            case PLAIN -> "";
            case STRONG -> "1";
            case FAINT -> "2";
            case HEADER -> header;
            case SELECTED -> selected;
            case GOOD -> good;
            case WARNING -> warning;
            case BAD -> bad;
        };
    }

    /** The colour of a style, as pages write it. */
    public String webColour(Style style) {
        return switch (style) {
            case HEADER -> web[0];
            case GOOD -> web[1];
            case WARNING -> web[2];
            case BAD -> web[3];
            case FAINT -> "#8a8a8a";
            default -> "#d0d0d0";
        };
    }
}
