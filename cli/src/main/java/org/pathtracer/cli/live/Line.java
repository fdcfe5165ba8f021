// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.live;

import java.util.ArrayList;
import java.util.List;
import org.pathtracer.report.format.Cells;
import org.pathtracer.report.format.Printable;

/**
 * A line of the picture. Whatever text it gets, nothing in it has power over the terminal.
 *
 * @param spans from left to right
 */
public record Line(List<Span> spans) {
    /** Text of one style. */
    public record Span(String text, Style style) {
        /** Makes the text harmless. */
        public Span {
            text = Printable.line(text);
        }
    }

    public static final Line EMPTY = new Line(List.of());

    /** Copies the list. */
    public Line {
        spans = List.copyOf(spans);
    }

    public static Line of(String text) {
        return of(text, Style.PLAIN);
    }

    public static Line of(String text, Style style) {
        return EMPTY.and(text, style);
    }

    /** With text behind it. */
    public Line and(String text, Style style) {
        List<Span> longer = new ArrayList<>(spans);
        longer.add(new Span(text, style));
        return new Line(longer);
    }

    public Line and(Line other) {
        List<Span> longer = new ArrayList<>(spans);
        longer.addAll(other.spans);
        return new Line(longer);
    }

    /** Filled up with blanks, or cut, to this width. */
    public Line fit(int width) {
        Line cut = cut(width);
        int missing = width - cut.width();
        return missing > 0 ? cut.and(" ".repeat(missing), Style.PLAIN) : cut;
    }

    /** No wider than this. */
    public Line cut(int width) {
        List<Span> some = new ArrayList<>();
        int left = width;
        for (Span span : spans) {
            String text = Cells.cut(span.text(), Math.max(0, left));
            left -= Cells.width(text);
            if (!text.isEmpty()) {
                some.add(new Span(text, span.style()));
            }
        }
        return new Line(some);
    }

    /** All of it in one style. */
    public Line in(Style style) {
        return of(text(), style);
    }

    public int width() {
        return spans.stream().mapToInt(span -> Cells.width(span.text())).sum();
    }

    public String text() {
        StringBuilder text = new StringBuilder();
        spans.forEach(span -> text.append(span.text()));
        return text.toString();
    }
}
