// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.picture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pathtracer.PingSeries;
import org.pathtracer.ping.Outage;
import org.pathtracer.ping.PingReply;
import org.pathtracer.probe.ProbeOutcome.Answer;
import org.pathtracer.report.format.Milliseconds;
import org.pathtracer.statistics.Statistics;

/**
 * The answers of a target: probe by probe, and how often each round trip occurred.
 *
 * @since 0.1.0
 */
public final class PingChart {
    private static final int HEIGHT = 260;
    /** More points than this are drawn together, as far as they share a column. */
    private static final int MOST_POINTS = 1000;

    private static final int COLUMNS = 250;
    private static final int BINS = 40;
    private static final int MOST_OUTAGES = 500;
    /** Of more it is not kept which ones were answered. */
    private static final int MOST_PROBES = 10_000_000;

    /** So that the axis has whole numbers. */
    private static final int LEAST_COUNT = 5;

    private static final int LOST = 12;
    /** What is beyond so many times the 95th percentile is counted in one bar. */
    private static final double FAR = 2;

    private final PingSeries series;
    private final List<PingReply> own = new ArrayList<>();
    private final BitSet answered = new BitSet();
    private final long last;

    public PingChart(PingSeries series) {
        this.series = series;
        long highest = -1;
        for (PingReply reply : series.replies()) {
            highest = Math.max(highest, reply.sequence());
            if (isOwn(reply)) {
                own.add(reply);
                if (reply.sequence() < MOST_PROBES) {
                    answered.set((int) reply.sequence());
                }
            }
        }
        last = Math.max(highest, showsLosses() ? series.sent() - 1 : highest);
    }

    private boolean isOwn(PingReply reply) {
        Answer answer = reply.answer();
        return !answer.reception().late() && series.target().isAuthorOf(answer);
    }

    /** Returns whether it is known which probes were lost. */
    public boolean showsLosses() {
        return series.repliesLeftOut() == 0 && series.sendFailures().isEmpty() && series.sent() <= MOST_PROBES;
    }

    /** Returns the number of answers that it shows. */
    public int answers() {
        return own.size();
    }

    /** Returns whether the distribution can be drawn. */
    public boolean hasDistribution() {
        return own.size() > 1;
    }

    /** Returns the answers in the order of their probes. */
    public String overTime() {
        double highest =
                series.replies().stream().mapToDouble(PingChart::millis).max().orElse(1);
        Plot plot = new Plot("Round trip of each probe", -0.5, last + 0.5, highest, HEIGHT, true);
        for (Outage outage : series.outages()
                .subList(0, Math.min(MOST_OUTAGES, series.outages().size()))) {
            double from = outage.firstSequence() - 0.5;
            plot.band("outage", from, from + outage.probes(), "outage of " + Milliseconds.rough(outage.duration()));
        }
        plot.grid("ms");
        if (last < MOST_POINTS) {
            series.replies().forEach(reply -> point(plot, reply));
        } else {
            columns(plot);
        }
        if (showsLosses()) {
            losses(plot);
        }
        return plot.below("probe 0", "", "probe " + last).toString();
    }

    private void point(Plot plot, PingReply reply) {
        String words = "probe %d: %s ms%s"
                .formatted(
                        reply.sequence(),
                        Milliseconds.fixed(reply.answer().reception().rtt()),
                        isOwn(reply) ? "" : reply.answer().reception().late() ? ", late" : ", not of the target");
        plot.dot(isOwn(reply) ? "dot" : "other", (double) reply.sequence(), millis(reply), words);
    }

    /** From the shortest to the longest of those in a column, and their mean. */
    private void columns(Plot plot) {
        double[] least = new double[COLUMNS];
        double[] most = new double[COLUMNS];
        double[] sum = new double[COLUMNS];
        int[] count = new int[COLUMNS];
        for (PingReply reply : own) {
            int column = column(reply.sequence());
            double rtt = millis(reply);
            least[column] = count[column] == 0 ? rtt : Math.min(least[column], rtt);
            most[column] = Math.max(most[column], rtt);
            sum[column] += rtt;
            count[column]++;
        }
        for (int i = 0; i < COLUMNS; i++) {
            if (count[i] > 0) {
                double x = (i + 0.5) * (last + 1) / COLUMNS;
                plot.line("trail", x, least[i], x, most[i]);
                plot.dot(
                        "dot", x, sum[i] / count[i], words("mean of %d answers: %.3f ms", count[i], sum[i] / count[i]));
            }
        }
    }

    private int column(long sequence) {
        return (int) Math.min(COLUMNS - 1L, sequence * COLUMNS / (last + 1));
    }

    private void losses(Plot plot) {
        if (last < MOST_POINTS) {
            for (int i = answered.nextClearBit(0); i <= last; i = answered.nextClearBit(i + 1)) {
                plot.tick("lost", i, LOST, "probe " + i + " was lost");
            }
            return;
        }
        int[] lost = new int[COLUMNS];
        for (int i = answered.nextClearBit(0); i <= last; i = answered.nextClearBit(i + 1)) {
            lost[column(i)]++;
        }
        for (int i = 0; i < COLUMNS; i++) {
            if (lost[i] > 0) {
                plot.tick("lost", (i + 0.5) * (last + 1) / COLUMNS, LOST, lost[i] + " probes were lost");
            }
        }
    }

    /** Returns how often each round trip occurred, with median and percentiles. */
    public String distribution() {
        Statistics statistics = series.statistics();
        double least = own.stream().mapToDouble(PingChart::millis).min().orElse(0);
        double most = own.stream().mapToDouble(PingChart::millis).max().orElse(1);
        double usual = statistics.p95().map(Milliseconds::decimal).orElse(most);
        double end = Math.min(most, least + FAR * (usual - least));
        end = end > least ? end : most > least ? most : least + 0.001;
        int[] bins = new int[BINS + 1];
        for (PingReply reply : own) {
            double share = (millis(reply) - least) / (end - least);
            bins[share > 1 ? BINS : (int) Math.min(BINS - 1, Math.floor(share * BINS))]++;
        }
        int largest = LEAST_COUNT;
        for (int bin : bins) {
            largest = Math.max(largest, bin);
        }
        double width = (end - least) / BINS;
        boolean beyond = bins[BINS] > 0;
        Plot plot = new Plot(
                "How often each round trip occurred", least, end + (beyond ? 2 * width : 0), largest, HEIGHT, true);
        plot.grid("answers");
        for (int i = 0; i <= BINS; i++) {
            if (bins[i] > 0) {
                double from = least + (i < BINS ? i : i + 1) * width;
                plot.bar(
                        "bar",
                        from,
                        from + width,
                        bins[i],
                        i < BINS
                                ? words("%d answers of %.3f to %.3f ms", bins[i], from, from + width)
                                : words("%d answers of more than %.3f ms", bins[i], end));
            }
        }
        figure(plot, "median", statistics.median(), 0, end);
        figure(plot, "p95", statistics.p95(), 1, end);
        figure(plot, "p99", statistics.p99(), 2, end);
        return plot.below(words("%.3f ms", least), "", beyond ? words("more than %.3f ms", end) : words("%.3f ms", end))
                .toString();
    }

    private static void figure(Plot plot, String name, Optional<Duration> value, int row, double end) {
        value.map(Milliseconds::decimal)
                .filter(millis -> millis <= end)
                .ifPresent(millis -> plot.upright("figure", millis, row, words("%s %.3f ms", name, millis)));
    }

    private static String words(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private static double millis(PingReply reply) {
        return Milliseconds.decimal(reply.answer().reception().rtt());
    }
}
