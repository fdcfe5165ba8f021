// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.picture;

import java.util.List;
import java.util.Locale;
import org.pathtracer.report.format.Printable;

/**
 * A drawing, element by element. Numbers have a point in every language.
 *
 * @since 0.1.0
 */
public final class Svg {
    private final StringBuilder text = new StringBuilder();

    public Svg(int width, int height, String title) {
        text.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n"
                .formatted(width, height, escaped(title)));
    }

    public Svg rectangle(String style, double x, double y, double width, double height) {
        return add(
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
                style, x, y, Math.max(0, width), Math.max(0, height));
    }

    public Svg line(String style, double x1, double y1, double x2, double y2) {
        return add("<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>", style, x1, y1, x2, y2);
    }

    public Svg dot(String style, double x, double y) {
        return add("<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"1.8\"/>", style, x, y);
    }

    /** Through these points, x before y. */
    public Svg path(String style, List<double[]> points) {
        StringBuilder way = new StringBuilder();
        for (double[] point : points) {
            way.append(String.format(Locale.ROOT, "%s%.1f %.1f", way.isEmpty() ? "M" : "L", point[0], point[1]));
        }
        return add("<path class=\"%s\" d=\"%s\"/>", style, way);
    }

    public Svg text(String style, double x, double y, String content) {
        return add("<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>", style, x, y, escaped(content));
    }

    private Svg add(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
        return this;
    }

    /** For content of elements and of quoted attributes. */
    public static String escaped(String text) {
        return Printable.line(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    @Override
    public String toString() {
        return text + "</svg>\n";
    }
}
