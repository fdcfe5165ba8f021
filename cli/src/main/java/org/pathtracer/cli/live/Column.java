// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.monitor.MonitorHop;
import org.pathtracer.report.format.Cells;
import org.pathtracer.report.format.Milliseconds;
import org.pathtracer.statistics.Statistics;

/** A figure of a hop. The letters are those of mtr, as far as it has the figure. */
public enum Column {
    LOSS('L', "Loss%", 7, (hop, all) -> percent(all)),
    DROPPED('D', "Drop", 6, (hop, all) -> Long.toString(all.sent() - all.received())),
    RECEIVED('R', "Rcv", 6, (hop, all) -> Long.toString(all.received())),
    SENT('S', "Snt", 6, (hop, all) -> Long.toString(all.sent())),
    LAST('N', "Last", (hop, all) -> hop.last()),
    BEST('B', "Best", Statistics::min),
    MEAN('A', "Avg", Statistics::mean),
    WORST('W', "Wrst", Statistics::max),
    DEVIATION('V', "StDev", Statistics::stddev),
    GEOMETRIC_MEAN('G', "Gmean", Statistics::geometricMean),
    JITTER('J', "Jttr", (hop, all) -> difference(hop)),
    MEAN_JITTER('M', "Javg", Statistics::meanAbsoluteDifference),
    WORST_JITTER('X', "Jmax", Statistics::largestDifference),
    /** Of RFC 3550. */
    INTERARRIVAL_JITTER('I', "Jint", Statistics::jitter),
    MEDIAN('5', "Med", Statistics::median),
    P90('9', "p90", Statistics::p90),
    P95('P', "p95", Statistics::p95),
    P99('Q', "p99", Statistics::p99),
    LATE('T', "Late", 6, (hop, all) -> Long.toString(hop.late())),
    DUPLICATES('U', "Dup", 6, (hop, all) -> Long.toString(hop.duplicates())),
    NOT_SENT('E', "NoSnd", 6, (hop, all) -> Long.toString(hop.notSent()));

    public static final List<Column> USUAL = List.of(LOSS, SENT, LAST, MEAN, BEST, WORST, DEVIATION);
    public static final List<Column> JITTERS = List.of(LOSS, SENT, JITTER, MEAN_JITTER, WORST_JITTER, INTERARRIVAL_JITTER);
    public static final List<Column> DISTRIBUTION = List.of(LOSS, SENT, BEST, MEDIAN, P90, P95, P99, WORST);

    private static final int TIME_WIDTH = 9;

    private final char letter;
    private final String title;
    private final int width;
    private final BiFunction<MonitorHop, Statistics, String> text;

    Column(char letter, String title, int width, BiFunction<MonitorHop, Statistics, String> text) {
        this.letter = letter;
        this.title = title;
        this.width = width;
        this.text = text;
    }

    Column(char letter, String title, BiFunction<MonitorHop, Statistics, Optional<Duration>> time) {
        this(letter, title, TIME_WIDTH, (hop, all) -> time.apply(hop, all).map(Milliseconds::fixed).orElse(""));
    }

    Column(char letter, String title, Function<Statistics, Optional<Duration>> time) {
        this(letter, title, TIME_WIDTH, (hop, all) -> time.apply(all).map(Milliseconds::fixed).orElse(""));
    }

    /** The columns that letters stand for, in their order. */
    public static List<Column> of(String letters) {
        List<Column> columns = new ArrayList<>();
        for (char letter : letters.replace(" ", "").toCharArray()) {
            Column column = Arrays.stream(values())
                    .filter(one -> one.letter == Character.toUpperCase(letter))
                    .findFirst()
                    .orElseThrow(() -> new InvalidRequestException(
                            "there is no column '" + letter + "': the letters are " + letters(List.of(values()))));
            if (!columns.contains(column)) {
                columns.add(column);
            }
        }
        if (columns.isEmpty()) {
            throw new InvalidRequestException("there is no column: the letters are " + letters(List.of(values())));
        }
        return columns;
    }

    public static String letters(List<Column> columns) {
        return columns.stream().map(column -> String.valueOf(column.letter)).collect(Collectors.joining());
    }

    /** So many of them that all have room. */
    public static List<Column> within(List<Column> columns, int room) {
        List<Column> some = new ArrayList<>();
        int left = room;
        for (Column column : columns) {
            left -= column.width;
            if (left >= 0) {
                some.add(column);
            }
        }
        return some;
    }

    public String title() {
        return title;
    }

    public char letter() {
        return letter;
    }

    public int width() {
        return width;
    }

    String header() {
        return Cells.right(title, width);
    }

    Line cell(MonitorHop hop, Statistics all) {
        return Line.of(Cells.right(text.apply(hop, all), width), this == LOSS ? lossStyle(all) : Style.PLAIN);
    }

    static Style lossStyle(Statistics all) {
        double loss = all.loss().orElse(0);
        return loss <= 0 ? Style.PLAIN : loss < 0.1 ? Style.WARNING : Style.BAD;
    }

    static String percent(Statistics all) {
        return all.loss().isPresent()
                ? String.format(Locale.ROOT, "%.1f%%", all.loss().getAsDouble() * 100)
                : "-";
    }

    /** Between the last two answers in a row. */
    private static Optional<Duration> difference(MonitorHop hop) {
        int size = hop.recent().size();
        if (size < 2) {
            return Optional.empty();
        }
        Optional<Duration> before = hop.recent().get(size - 2);
        return hop.recent().get(size - 1).flatMap(last -> before.map(one -> last.minus(one).abs()));
    }
}
