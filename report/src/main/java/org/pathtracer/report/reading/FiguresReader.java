// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.reading;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.pathtracer.statistics.Figure;
import org.pathtracer.statistics.Statistics;
import org.pathtracer.statistics.Window;
import org.pathtracer.statistics.WindowStatistics;

/** Reads statistics, of which a document has the figures. */
final class FiguresReader {
    private FiguresReader() {}

    /** Reads the figures in {@code rttMs}, if there are any. */
    static Statistics of(JsonObject json, long sent, long received) {
        return of(json, "rttMs", sent, received);
    }

    /** Reads the figures in an object of another name. */
    static Statistics of(JsonObject json, String name, long sent, long received) {
        Map<Figure, Duration> figures = new EnumMap<>(Figure.class);
        json.optionalObject(name).ifPresent(times -> {
            for (Figure figure : Figure.values()) {
                times.optionalMillis(name(figure)).ifPresent(span -> figures.put(figure, span));
            }
            if (received > 0) {
                complete(times, figures);
            }
        });
        if (received > 0 && figures.isEmpty()) {
            throw json.damaged(name, "it is missing, though there are answers");
        }
        return Statistics.ofFigures(sent, received, figures);
    }

    /** Reads the windows, of which those are left out that have all probes; none is known if there are none at all. */
    static WindowStatistics windows(JsonObject json, Statistics life) {
        Map<Window, Statistics> figures = new EnumMap<>(Window.class);
        if (json.has("windows")) {
            for (Window window : Window.values()) {
                figures.put(window, life);
            }
            json.objects("windows", one -> figures.put(window(one), of(one, one.count("sent"), one.count("received"))));
        }
        return WindowStatistics.ofFigures(figures);
    }

    private static Window window(JsonObject json) {
        Duration length = json.seconds("seconds");
        return Stream.of(Window.values())
                .filter(window -> window.length().equals(length))
                .findFirst()
                .orElseThrow(() -> json.damaged("seconds", "there is no window of this length"));
    }

    /** What every series of answers has. */
    private static void complete(JsonObject times, Map<Figure, Duration> figures) {
        for (Figure figure : new Figure[] {Figure.MIN, Figure.MEDIAN, Figure.MAX}) {
            if (!figures.containsKey(figure)) {
                throw times.damaged(name(figure), "it is missing");
            }
        }
    }

    /** Such as {@code p99Pdv}. */
    private static String name(Figure figure) {
        StringBuilder name = new StringBuilder();
        for (String word : figure.name().split("_", -1)) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
