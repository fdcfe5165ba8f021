// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pathtracer.PingResult;
import org.pathtracer.PingSeries;
import org.pathtracer.ping.Outage;
import org.pathtracer.ping.PingReply;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.report.format.Milliseconds;
import org.pathtracer.report.format.OtherAddress;
import org.pathtracer.report.format.Palette;
import org.pathtracer.statistics.Statistics;

/**
 * The last lines of a ping.
 *
 * @since 0.1.0
 */
public final class PingSummary {
    private static final int MOST_OUTAGES = 10;

    private final Palette palette;

    public PingSummary(Palette palette) {
        this.palette = palette;
    }

    public List<String> lines(PingResult result) {
        List<String> lines = new ArrayList<>();
        Statistics statistics = result.statistics();
        String verdict = (result.targets().size() == 1 ? "" : targets(result) + ": ") + probes(statistics) + ", "
                + Milliseconds.rough(result.duration());
        lines.add(result.reached() ? palette.good(verdict) : palette.bad(verdict));
        if (statistics.received() > 0) {
            lines.add(times(statistics));
        }
        String irregular = irregular(result.counts());
        if (!irregular.isEmpty()) {
            lines.add(irregular);
        }
        if (result.targets().size() == 1) {
            PingSeries only = result.targets().get(0);
            lines.addAll(WindowText.lines(only.statistics(), only.windows()));
            outages(result.targets().get(0), result.transport().lostHere() > 0).forEach(lines::add);
            otherAddress(result.targets().get(0)).ifPresent(lines::add);
        }
        lines.addAll(RunNotes.ofEnd(result.stopReason(), "probes that still waited for an answer are not counted"));
        lines.addAll(RunNotes.ofHost(result.transport(), result.networkChanged()));
        return lines;
    }

    private static String targets(PingResult result) {
        return "%d of %d targets answered".formatted(result.targetsReached(), result.targetCount());
    }

    public static String probes(Statistics statistics) {
        long lost = statistics.sent() - statistics.received();
        return statistics.sent() + " sent, " + statistics.received() + " answered"
                + (lost == 0 ? "" : ", " + percent(statistics.lossRatio()) + " lost");
    }

    /** A loss that is not nothing is never shown as 0, one that is not all never as 100. */
    public static String percent(double ratio) {
        long tenths = Math.round(ratio * 1000);
        long shown = ratio > 0 && ratio < 1 ? Math.min(999, Math.max(1, tenths)) : tenths;
        return shown % 10 == 0 ? shown / 10 + "%" : shown / 10 + "." + shown % 10 + "%";
    }

    private static String times(Statistics statistics) {
        StringBuilder text = new StringBuilder("RTT in ms:");
        figure(text, "min", statistics.min());
        figure(text, "mean", statistics.mean());
        figure(text, "median", statistics.median());
        figure(text, "p95", statistics.p95());
        figure(text, "p99", statistics.p99());
        figure(text, "max", statistics.max());
        figure(text, "stddev", statistics.stddev());
        figure(text, "jitter", statistics.jitter());
        return text.toString();
    }

    private static void figure(StringBuilder text, String name, Optional<Duration> value) {
        value.ifPresent(span -> text.append(' ').append(name).append(' ').append(Milliseconds.fixed(span)));
    }

    private static String irregular(PingSeries.Counts counts) {
        List<String> parts = new ArrayList<>();
        part(parts, counts.duplicates(), "duplicate");
        part(parts, counts.late(), "late");
        part(parts, counts.reordered(), "out of order");
        part(parts, counts.unreachable(), "unreachable");
        part(parts, counts.timeExceeded(), "time exceeded");
        return parts.isEmpty() ? "" : "further answers: " + String.join(", ", parts);
    }

    private static void part(List<String> parts, long count, String name) {
        if (count > 0) {
            parts.add(count + " " + name);
        }
    }

    private static Optional<String> otherAddress(PingSeries series) {
        return series.target()
                .address()
                .flatMap(address -> OtherAddress.of(
                        address,
                        series.replies().stream()
                                .map(PingReply::answer)
                                .filter(answer -> !(answer instanceof ProbeOutcome.IcmpError))));
    }

    private static List<String> outages(PingSeries series, boolean maybeHere) {
        List<String> lines = new ArrayList<>();
        List<Outage> outages = series.outages();
        for (Outage outage : outages.subList(0, Math.min(outages.size(), MOST_OUTAGES))) {
            lines.add("%s: %s from probe %d on, %d probes%s"
                    .formatted(
                            maybeHere ? "outage, or lost by this host" : "outage",
                            Milliseconds.rough(outage.duration()),
                            outage.firstSequence(),
                            outage.probes(),
                            outage.ended() ? "" : ", to the end"));
        }
        long more = outages.size() - lines.size() + series.outagesLeftOut();
        if (more > 0) {
            lines.add("and " + more + " further outages");
        }
        return lines;
    }
}
