// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.web.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.pathtracer.fleet.web.pair.PairFigures;

/**
 * A matrix of vantage points and targets. Small ones have figures and links in their cells. Large ones have one path
 * for each colour, since a browser takes seconds for ten thousand elements; a script finds the cell that is pointed at.
 */
final class MatrixPicture {
    private static final int MOST_LINKS = 400;
    private static final int LETTER = 7;
    private static final int LONGEST = 18;
    private static final int LINE = 14;

    private final Measure measure;
    private final List<String> from;
    private final List<String> to;
    private final List<PairFigures> cells;
    private final boolean large;
    private final int width;
    private final int height;
    private final int left;
    private final int top;
    private final StringBuilder svg = new StringBuilder();

    private MatrixPicture(Measure measure, List<PairFigures> cells) {
        this.measure = measure;
        this.cells = cells;
        from = names(cells.stream().map(PairFigures::from).toList());
        to = names(cells.stream().map(PairFigures::to).toList());
        large = from.size() * to.size() > MOST_LINKS;
        width = large ? 9 : 46;
        height = large ? 9 : 26;
        left = LETTER * longest(from) + 10;
        top = LETTER * longest(to) + 10;
    }

    private static List<String> names(List<String> all) {
        return List.copyOf(new TreeSet<>(all));
    }

    private static int longest(List<String> names) {
        return Math.min(LONGEST, names.stream().mapToInt(String::length).max().orElse(0));
    }

    static String of(Measure measure, List<PairFigures> cells) {
        return new MatrixPicture(measure, cells).draw();
    }

    private String draw() {
        svg.append(
                "<svg class=\"matrix%s\" width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"%s\" data-left=\"%d\" data-top=\"%d\" data-step=\"%d\" data-from=\"%s\" data-to=\"%s\">\n"
                        .formatted(
                                large ? " large" : "",
                                left + to.size() * width + 4,
                                top + from.size() * height + 4,
                                measure == Measure.LOSS ? "Loss of each pair" : "Round trip of each pair",
                                left,
                                top,
                                width,
                                large ? list(from) : "",
                                large ? list(to) : ""));
        labels();
        if (large) {
            paths();
        } else {
            links();
        }
        return svg.append("</svg>\n").toString();
    }

    /** Names have no line ends: they are replaced where text is escaped. */
    private static String list(List<String> names) {
        return String.join("&#10;", names.stream().map(Html::text).toList());
    }

    /** In a large matrix, one name for as many lines as a letter is high. */
    private void labels() {
        int every = (LINE + height - 1) / height;
        for (int row = 0; row < from.size(); row += large ? every : 1) {
            svg.append("<text class=\"end\" x=\"%d\" y=\"%d\">%s</text>\n"
                    .formatted(left - 6, top + row * height + height / 2 + 4, shortened(from.get(row))));
        }
        every = (LINE + width - 1) / width;
        for (int column = 0; column < to.size(); column += every) {
            svg.append("<text transform=\"translate(%d %d) rotate(-90)\">%s</text>\n"
                    .formatted(left + column * width + width / 2 + 4, top - 6, shortened(to.get(column))));
        }
    }

    private static String shortened(String name) {
        return Html.text(name.length() > LONGEST ? name.substring(0, LONGEST - 1) + "…" : name);
    }

    private static Map<String, Integer> indices(List<String> names) {
        Map<String, Integer> indices = new HashMap<>();
        names.forEach(name -> indices.put(name, indices.size()));
        return indices;
    }

    private void paths() {
        Map<String, Integer> rows = indices(from);
        Map<String, Integer> columns = indices(to);
        List<StringBuilder> paths = new ArrayList<>();
        for (int level = 0; level <= Measure.UNKNOWN; level++) {
            paths.add(new StringBuilder());
        }
        for (PairFigures cell : cells) {
            paths.get(measure.level(cell))
                    .append('M')
                    .append(left + columns.getOrDefault(cell.to(), 0) * width)
                    .append(' ')
                    .append(top + rows.getOrDefault(cell.from(), 0) * height)
                    .append("h8v8h-8z");
        }
        for (int level = 0; level <= Measure.UNKNOWN; level++) {
            svg.append("<path class=\"l%d\" d=\"%s\"/>\n".formatted(level, paths.get(level)));
        }
    }

    private void links() {
        Map<String, Integer> rows = indices(from);
        Map<String, Integer> columns = indices(to);
        for (PairFigures cell : cells) {
            int x = left + columns.getOrDefault(cell.to(), 0) * width;
            int y = top + rows.getOrDefault(cell.from(), 0) * height;
            svg.append(
                    "<a href=\"%s\"><title>%s to %s: %s</title><rect class=\"l%d\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/><text class=\"middle l%d\" x=\"%d\" y=\"%d\">%s</text></a>\n"
                            .formatted(
                                    Html.pairAddress(cell.from(), cell.to()),
                                    Html.text(cell.from()),
                                    Html.text(cell.to()),
                                    Html.text(Measure.words(cell)),
                                    measure.level(cell),
                                    x,
                                    y,
                                    width - 2,
                                    height - 2,
                                    measure.level(cell),
                                    x + width / 2 - 1,
                                    y + height / 2 + 3,
                                    Html.text(measure.figure(cell))));
        }
    }
}
