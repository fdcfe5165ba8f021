// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.picture;

import java.util.Locale;

/**
 * A drawing that is as wide as its place on a page: widths are shares of it and heights are pixels, so that its text
 * can be read on a narrow screen too. The page has the styles.
 *
 * @since 0.1.0
 */
public final class Plot {
    private static final int LABEL = 13;

    private final StringBuilder text = new StringBuilder();
    /** Drawn last, so that nothing hides them. */
    private final StringBuilder labels = new StringBuilder();

    private final double lowest;
    private final double largestX;
    private final Scale heights;
    private final int top;
    private final int floor;

    /**
     * A drawing without anything in it.
     *
     * @param title for those that can't see it
     * @param lowest value at its left edge
     * @param largestX value at its right edge
     * @param largestY value to have room for
     * @param height in pixels
     * @param axes whether there is room for numbers above and below
     */
    public Plot(String title, double lowest, double largestX, double largestY, int height, boolean axes) {
        this.lowest = lowest;
        this.largestX = largestX > lowest ? largestX : lowest + 1;
        top = axes ? LABEL + 5 : 4;
        floor = axes ? height - LABEL - 9 : height - 2;
        heights = new Scale(largestY, axes, floor, top);
        text.append("<svg class=\"plot\" style=\"height:%dpx\" role=\"img\" aria-label=\"%s\">\n"
                .formatted(height, Svg.escaped(title)));
    }

    /** Lines across for round values, each with its number above it. */
    public Plot grid(String unit) {
        for (double tick : heights.ticks()) {
            add("<line class=\"grid\" x1=\"0\" y1=\"%.1f\" x2=\"100%%\" y2=\"%.1f\"/>", y(tick), y(tick));
            if (tick > 0) {
                labels.append(String.format(
                        Locale.ROOT,
                        "<text x=\"0\" y=\"%.1f\">%s %s</text>\n",
                        y(tick) - 3,
                        Scale.label(tick),
                        Svg.escaped(unit)));
            }
        }
        return this;
    }

    /** Words below the floor, at its left, its middle or its right end. */
    public Plot below(String left, String middle, String right) {
        label("", "0", left);
        label(" class=\"middle\"", "50%", middle);
        return label(" class=\"end\"", "100%", right);
    }

    private Plot label(String style, String x, String words) {
        return words.isEmpty()
                ? this
                : add("<text%s x=\"%s\" y=\"%d\">%s</text>", style, x, floor + LABEL + 4, Svg.escaped(words));
    }

    /** A point, with words that are shown when it is pointed at. */
    public Plot dot(String style, double x, double y, String words) {
        return add(
                "<circle class=\"%s\" cx=\"%.2f%%\" cy=\"%.1f\" r=\"3\"><title>%s</title></circle>",
                style, share(x), y(y), Svg.escaped(words));
    }

    /** From one point to another. */
    public Plot line(String style, double x1, double y1, double x2, double y2) {
        return add(
                "<line class=\"%s\" x1=\"%.2f%%\" y1=\"%.1f\" x2=\"%.2f%%\" y2=\"%.1f\"/>",
                style, share(x1), y(y1), share(x2), y(y2));
    }

    /** A short line up from the floor. */
    public Plot tick(String style, double x, int pixels, String words) {
        return add(
                "<line class=\"%s\" x1=\"%.2f%%\" y1=\"%d\" x2=\"%.2f%%\" y2=\"%d\"><title>%s</title></line>",
                style, share(x), floor, share(x), floor - pixels, Svg.escaped(words));
    }

    /** A line from the floor to the top, with a word beside it. */
    public Plot upright(String style, double x, int row, String word) {
        double share = share(x);
        add("<line class=\"%s\" x1=\"%.2f%%\" y1=\"%d\" x2=\"%.2f%%\" y2=\"%d\"/>", style, share, floor, share, top);
        boolean right = share > 60;
        return word.isEmpty()
                ? this
                : add(
                        "<text class=\"strong%s\" x=\"%.2f%%\" dx=\"%d\" y=\"%d\">%s</text>",
                        right ? " end" : "", share, right ? -5 : 5, top + 10 + row * (LABEL + 2), Svg.escaped(word));
    }

    /** From one x to another, from the floor up to a value. */
    public Plot bar(String style, double from, double to, double value, String words) {
        return box(style, from, to, y(value), floor - y(value), words);
    }

    /** The whole height from one x to another. */
    public Plot band(String style, double from, double to, String words) {
        return box(style, from, to, top, (double) floor - top, words);
    }

    /** From one x to another in the middle of the height. */
    public Plot span(String style, double from, double to, int height) {
        return box(style, from, to, (top + floor - height) / 2.0, height, "");
    }

    private Plot box(String style, double from, double to, double y, double height, String words) {
        double left = share(from);
        return add(
                "<rect class=\"%s\" x=\"%.2f%%\" y=\"%.1f\" width=\"%.2f%%\" height=\"%.1f\">%s</rect>",
                style,
                left,
                y,
                Math.max(0.3, share(to) - left),
                height,
                words.isEmpty() ? "" : "<title>" + Svg.escaped(words) + "</title>");
    }

    private double share(double x) {
        return 100 * Math.max(0, Math.min(1, (x - lowest) / (largestX - lowest)));
    }

    private double y(double value) {
        return Math.max(top, heights.pixel(value));
    }

    private Plot add(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
        return this;
    }

    @Override
    public String toString() {
        return text.toString() + labels + "</svg>\n";
    }
}
