// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.pathtracer.monitor.MonitorHop;
import org.pathtracer.report.format.Cells;
import org.pathtracer.report.format.Milliseconds;
import org.pathtracer.report.format.Palette;
import org.pathtracer.statistics.Statistics;

/**
 * The hops of a monitored path as lines of a table.
 *
 * @since 0.1.0
 */
public final class MonitorTable {
    private static final int TTL_WIDTH = 3;
    private static final int LOSS_WIDTH = 7;
    private static final int SENT_WIDTH = 6;
    private static final int TIME_WIDTH = 9;
    private static final double SOME_LOSS = 0.001;

    /** A column with a time. */
    private record Time(String title, Function<MonitorHop, Optional<Duration>> value) {
        static Time of(String title, Function<Statistics, Optional<Duration>> figure) {
            return new Time(title, hop -> figure.apply(hop.statistics()));
        }
    }

    private static final List<Time> USUAL = List.of(
            new Time("last", MonitorHop::last),
            Time.of("mean", Statistics::mean),
            Time.of("best", Statistics::min),
            Time.of("worst", Statistics::max),
            Time.of("stddev", Statistics::stddev),
            Time.of("jitter", Statistics::jitter));
    private static final List<Time> DISTRIBUTION = List.of(
            Time.of("best", Statistics::min),
            Time.of("median", Statistics::median),
            Time.of("p90", Statistics::p90),
            Time.of("p95", Statistics::p95),
            Time.of("p99", Statistics::p99),
            Time.of("worst", Statistics::max));

    private final Palette palette;
    private final List<Time> times;
    private final int nameWidth;

    private MonitorTable(Palette palette, List<Time> times, int nameWidth) {
        this.palette = palette;
        this.times = times;
        this.nameWidth = nameWidth;
    }

    /** With the last time, mean, extremes, deviation and jitter. */
    public static MonitorTable usual(Palette palette, int nameWidth) {
        return new MonitorTable(palette, USUAL, nameWidth);
    }

    /** With percentiles. */
    public static MonitorTable distribution(Palette palette, int nameWidth) {
        return new MonitorTable(palette, DISTRIBUTION, nameWidth);
    }

    /** With loss only, for a history to stand behind. */
    public static MonitorTable narrow(Palette palette, int nameWidth) {
        return new MonitorTable(palette, List.of(), nameWidth);
    }

    /** Without so many of the inner figures that what is left fits. */
    public MonitorTable within(int columns) {
        List<Time> fitting = new ArrayList<>(times);
        while (fitting.size() > 2 && nameWidth + widthBesideName(fitting.size()) > columns) {
            fitting.remove(fitting.size() - 2);
        }
        return new MonitorTable(palette, fitting, nameWidth);
    }

    /** Columns that a line takes beside the name. */
    public int widthBesideName() {
        return widthBesideName(times.size());
    }

    private static int widthBesideName(int times) {
        return TTL_WIDTH + 2 + LOSS_WIDTH + SENT_WIDTH + times * TIME_WIDTH;
    }

    public String header() {
        StringBuilder line = new StringBuilder(Cells.right("", TTL_WIDTH))
                .append("  ")
                .append(Cells.left("host", nameWidth))
                .append(Cells.right("loss", LOSS_WIDTH))
                .append(Cells.right("sent", SENT_WIDTH));
        times.forEach(time -> line.append(Cells.right(time.title(), TIME_WIDTH)));
        return palette.strong(line.toString());
    }

    /**
     * A hop's line, and one for each further responder.
     *
     * @param name of a responder, harmless
     */
    public List<String> lines(MonitorHop hop, Function<MonitorHop.HopResponder, String> name) {
        List<String> lines = new ArrayList<>();
        String first =
                hop.responders().isEmpty() ? "*" : name.apply(hop.responders().get(0));
        lines.add(Cells.right(Integer.toString(hop.ttl()), TTL_WIDTH) + "  " + Cells.left(first, nameWidth)
                + figures(hop));
        hop.responders().stream()
                .skip(1)
                .map(responder -> Cells.left("", TTL_WIDTH + 2)
                        + palette.faint(name.apply(responder) + "  " + responder.answers() + " answers"))
                .forEach(lines::add);
        return lines;
    }

    private String figures(MonitorHop hop) {
        OptionalDouble ratio = hop.statistics().loss();
        String loss = Cells.right(ratio.isPresent() ? PingSummary.percent(ratio.getAsDouble()) : "-", LOSS_WIDTH);
        StringBuilder line = new StringBuilder(ratio.orElse(0) < SOME_LOSS ? loss : palette.bad(loss))
                .append(Cells.right(Long.toString(hop.statistics().sent()), SENT_WIDTH));
        for (Time time : times) {
            line.append(
                    Cells.right(time.value().apply(hop).map(Milliseconds::fixed).orElse(""), TIME_WIDTH));
        }
        return line.toString();
    }
}
