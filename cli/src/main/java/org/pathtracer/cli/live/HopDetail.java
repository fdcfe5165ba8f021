// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.pathtracer.monitor.MonitorHop;
import org.pathtracer.report.format.Cells;
import org.pathtracer.report.format.Milliseconds;
import org.pathtracer.statistics.Statistics;

/** One hop: its routers and figures, the latest times as a chart, and how they are spread. */
final class HopDetail {
    private static final int AXIS = 11;
    private static final int BINS = 8;
    private static final int LEAST_CHART = 3;
    private static final int TALLEST_CHART = 12;
    private static final int PERCENT = 100;

    private final MonitorHop hop;
    private final Statistics figures;
    private final Theme theme;
    private final Sparkline sparkline;
    private final LivePicture.Names names;
    private final List<String> about;

    HopDetail(
            MonitorHop hop,
            Statistics figures,
            Theme theme,
            Sparkline sparkline,
            LivePicture.Names names,
            List<String> about) {
        this.hop = hop;
        this.figures = figures;
        this.theme = theme;
        this.sparkline = sparkline;
        this.names = names;
        this.about = about;
    }

    List<String> lines(int columns, int rows) {
        List<String> lines = new ArrayList<>();
        lines.add(theme.strong("hop " + hop.ttl()) + "  " + routers());
        // The figures and a small chart have the rest of the room.
        about.stream().limit(Math.max(0, rows - LEAST_CHART - 5)).forEach(lines::add);
        lines.add(line(Column.SENT, Column.LOSS, Column.LAST, Column.BEST, Column.MEAN, Column.WORST, Column.STDDEV));
        lines.add(
                line(Column.MEDIAN, Column.P90, Column.P95, Column.P99, Column.JITTER, Column.LATE, Column.DUPLICATES));
        List<Duration> times = hop.recent().stream().flatMap(Optional::stream).toList();
        if (times.isEmpty()) {
            lines.add("no answer among the latest %d probes"
                    .formatted(hop.recent().size()));
            return lines;
        }
        List<String> spread = spread(times, columns);
        int height = Math.min(TALLEST_CHART, rows - lines.size() - 2);
        boolean both = rows - lines.size() - spread.size() - 3 >= LEAST_CHART;
        lines.addAll(chart(both ? Math.min(TALLEST_CHART, rows - lines.size() - spread.size() - 3) : height, columns));
        if (both) {
            lines.addAll(spread);
        }
        return lines;
    }

    private String routers() {
        long answers = hop.responders().stream()
                .mapToLong(MonitorHop.HopResponder::answers)
                .sum();
        List<String> all = hop.responders().stream()
                .map(router -> names.of(hop.ttl(), router.address())
                        + (hop.responders().size() > 1
                                ? " %d%%".formatted(Math.round(router.answers() * (double) PERCENT / answers))
                                : ""))
                .toList();
        return all.isEmpty() ? "*" : String.join(", ", all);
    }

    private String line(Column... columns) {
        List<String> words = new ArrayList<>();
        for (Column column : columns) {
            String value = column.of(hop, figures);
            words.add(column.title() + " " + (value.isEmpty() ? "-" : value));
        }
        return String.join("  ", words);
    }

    /** Time goes to the right, a probe in each column; a lost one is marked at the bottom. */
    private List<String> chart(int height, int columns) {
        List<Optional<Duration>> latest = hop.recent();
        int width = Math.max(1, Math.min(latest.size(), columns - AXIS - 2));
        List<Optional<Duration>> shown = latest.subList(latest.size() - width, latest.size());
        long top = shown.stream()
                .flatMap(Optional::stream)
                .mapToLong(Duration::toNanos)
                .max()
                .orElse(1);
        List<String> lines = new ArrayList<>();
        lines.add(theme.faint("latest %d probes, the newest on the right; times in ms".formatted(width)));
        for (int row = height; row > 0; row--) {
            long from = top * (row - 1) / height;
            StringBuilder line = new StringBuilder(Cells.right(
                    row == height || row == 1 ? Milliseconds.fixed(Duration.ofNanos(row == 1 ? 0 : top)) : "",
                    AXIS - 2));
            line.append(" |");
            for (Optional<Duration> time : shown) {
                if (time.isEmpty()) {
                    line.append(row == 1 ? theme.bad(sparkline.lost()) : " ");
                } else {
                    line.append(time.get().toNanos() > from || row == 1 ? sparkline.full() : " ");
                }
            }
            lines.add(line.toString());
        }
        return lines;
    }

    /** How many of the latest times are in each of a few equal spans. */
    private List<String> spread(List<Duration> times, int columns) {
        long least = times.stream().mapToLong(Duration::toNanos).min().orElse(0);
        long most = times.stream().mapToLong(Duration::toNanos).max().orElse(0);
        long step = Math.max(1, (most - least + BINS) / BINS);
        int[] counts = new int[BINS];
        times.forEach(time -> counts[(int) Math.min(BINS - 1, (time.toNanos() - least) / step)]++);
        int highest = Arrays.stream(counts).max().orElse(1);
        int room = Math.max(1, columns - AXIS - 14);
        List<String> lines = new ArrayList<>();
        lines.add(theme.faint("how the answers of these are spread, from ... ms on"));
        for (int i = 0; i < BINS; i++) {
            int length = highest == 0 ? 0 : (counts[i] * room + highest - 1) / highest;
            lines.add(Cells.right(Milliseconds.fixed(Duration.ofNanos(least + i * step)), AXIS - 2)
                    + " |" + sparkline.full().repeat(length)
                    + (counts[i] == 0 ? "" : " " + counts[i]));
        }
        return lines;
    }
}
