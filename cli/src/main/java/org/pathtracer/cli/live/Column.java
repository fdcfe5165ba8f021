// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.monitor.MonitorHop;
import org.pathtracer.report.format.Milliseconds;
import org.pathtracer.statistics.Statistics;

/** The columns of the table, each with a letter: those of mtr have mtr's letters. */
public enum Column {
    LOSS('L', "loss", 6),
    RECEIVED('R', "recv", 6),
    DROPPED('D', "drop", 6),
    SENT('S', "sent", 6),
    LAST('N', "last", 9),
    BEST('B', "best", 9),
    MEAN('A', "mean", 9),
    WORST('W', "worst", 9),
    STDDEV('V', "stddev", 9),
    GEOMETRIC_MEAN('G', "gmean", 9),
    JITTER_LAST('J', "jlast", 9),
    JITTER_MEAN('M', "jmean", 9),
    JITTER_WORST('X', "jworst", 9),
    JITTER('I', "jitter", 9),
    MEDIAN('5', "median", 9),
    P90('0', "p90", 9),
    P95('6', "p95", 9),
    P99('9', "p99", 9),
    LATE('T', "late", 6),
    DUPLICATES('P', "dup", 6);

    private static final double PERCENT = 100;

    private final char letter;
    private final String title;
    private final int width;

    Column(char letter, String title, int width) {
        this.letter = letter;
        this.title = title;
        this.width = width;
    }

    /** Returns what stands above it. */
    String title() {
        return title;
    }

    /** Returns how many characters it takes, with the space before it. */
    int width() {
        return width;
    }

    /**
     * Returns the columns with these letters, in their order; spaces are for the reader.
     *
     * @throws InvalidRequestException if a letter stands for no column
     */
    public static List<Column> of(String letters) {
        List<Column> columns = new ArrayList<>();
        for (char letter : letters.replace(" ", "").toCharArray()) {
            columns.add(find(letter));
        }
        if (columns.isEmpty()) {
            throw new InvalidRequestException("there must be one column or more: " + all());
        }
        return columns;
    }

    private static Column find(char letter) {
        for (Column column : values()) {
            if (column.letter == Character.toUpperCase(letter)) {
                return column;
            }
        }
        throw new InvalidRequestException("there is no column " + letter + ": " + all());
    }

    /** Returns all letters and what they stand for. */
    static String all() {
        return List.of(values()).stream()
                .map(column -> column.letter + " " + column.title)
                .collect(Collectors.joining(", "));
    }

    /** Returns the letters of columns. */
    static String letters(List<Column> columns) {
        return columns.stream().map(column -> String.valueOf(column.letter)).collect(Collectors.joining());
    }

    /** Returns the figure of a hop, of the span of time that the statistics are of. */
    String of(MonitorHop hop, Statistics all) {
        return switch (this) {
            case LOSS -> percent(all.loss());
            case RECEIVED -> Long.toString(all.received());
            case DROPPED -> Long.toString(Math.max(0, all.sent() - all.received()));
            case SENT -> Long.toString(all.sent());
            case LAST -> time(hop.last());
            case BEST -> time(all.min());
            case MEAN -> time(all.mean());
            case WORST -> time(all.max());
            case STDDEV -> time(all.stddev());
            case GEOMETRIC_MEAN -> time(geometricMean(answered(hop)));
            case JITTER_LAST -> time(lastDifference(answered(hop)));
            case JITTER_MEAN -> time(all.meanAbsoluteDifference());
            case JITTER_WORST -> time(all.largestDifference());
            case JITTER -> time(all.jitter());
            case MEDIAN -> time(all.median());
            case P90 -> time(all.p90());
            case P95 -> time(all.p95());
            case P99 -> time(all.p99());
            case LATE -> Long.toString(hop.late());
            case DUPLICATES -> Long.toString(hop.duplicates());
        };
    }

    private static String percent(OptionalDouble loss) {
        return loss.isPresent() ? String.format(Locale.ROOT, "%.0f%%", loss.getAsDouble() * PERCENT) : "";
    }

    private static String time(Optional<Duration> span) {
        return span.map(Milliseconds::fixed).orElse("");
    }

    private static List<Duration> answered(MonitorHop hop) {
        return hop.recent().stream().flatMap(Optional::stream).toList();
    }

    /** Of the latest answers, of which single times are kept. */
    private static Optional<Duration> geometricMean(List<Duration> times) {
        Function<Duration, Double> logarithm = time -> Math.log((double) Math.max(1, time.toNanos()));
        return times.isEmpty()
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(Math.round(Math.exp(
                        times.stream().mapToDouble(logarithm::apply).average().orElse(0)))));
    }

    private static Optional<Duration> lastDifference(List<Duration> times) {
        int count = times.size();
        return count < 2
                ? Optional.empty()
                : Optional.of(times.get(count - 1).minus(times.get(count - 2)).abs());
    }
}
