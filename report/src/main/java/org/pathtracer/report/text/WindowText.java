// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pathtracer.report.format.Milliseconds;
import org.pathtracer.statistics.Statistics;
import org.pathtracer.statistics.Window;
import org.pathtracer.statistics.WindowStatistics;

/** The last minutes of a series that is longer, a line for each window. */
final class WindowText {
    private WindowText() {}

    static List<String> lines(Statistics life, WindowStatistics windows) {
        List<String> lines = new ArrayList<>();
        for (Window window : Window.values()) {
            Optional<Statistics> last = windows.last(window);
            if (last.isPresent() && last.get().sent() < life.sent()) {
                lines.add(name(window) + ": " + figures(last.get()));
            }
        }
        return lines;
    }

    private static String name(Window window) {
        long minutes = window.length().toMinutes();
        return minutes == 1 ? "last minute" : "last " + minutes + " minutes";
    }

    private static String figures(Statistics statistics) {
        return PingSummary.probes(statistics)
                + statistics
                        .median()
                        .map(median -> ", RTT in ms: median " + Milliseconds.fixed(median))
                        .orElse("")
                + statistics
                        .p95()
                        .map(high -> " p95 " + Milliseconds.fixed(high))
                        .orElse("");
    }
}
