// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.pathtracer.PingSeries;
import org.pathtracer.PingTarget;
import org.pathtracer.ping.Outage;
import org.pathtracer.ping.PingReply;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.statistics.Statistics;
import org.pathtracer.statistics.WindowStatistics;

/** The facts of a {@link PingSeries}. */
public record PingSeriesRecord(
        PingTarget target,
        Statistics statistics,
        WindowStatistics windows,
        Counts counts,
        Map<ProbeOutcome.SendFailed, Long> sendFailures,
        List<PingReply> replies,
        long repliesLeftOut,
        List<Outage> outages,
        long outagesLeftOut)
        implements PingSeries {
    /** All of it in the last minute. */
    public PingSeriesRecord(
            PingTarget target,
            Statistics statistics,
            Counts counts,
            Map<ProbeOutcome.SendFailed, Long> sendFailures,
            List<PingReply> replies,
            long repliesLeftOut,
            List<Outage> outages,
            long outagesLeftOut) {
        this(
                target,
                statistics,
                WindowStatistics.ofMoment(statistics, 0, 0),
                counts,
                sendFailures,
                replies,
                repliesLeftOut,
                outages,
                outagesLeftOut);
    }

    /** Copies the collections. */
    public PingSeriesRecord {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(statistics, "statistics");
        Objects.requireNonNull(windows, "windows");
        Objects.requireNonNull(counts, "counts");
        Objects.requireNonNull(sendFailures, "sendFailures");
        Objects.requireNonNull(replies, "replies");
        Objects.requireNonNull(outages, "outages");
        sendFailures = Map.copyOf(sendFailures);
        replies = List.copyOf(replies);
        outages = List.copyOf(outages);
    }

    @Override
    public boolean reached() {
        return statistics.received() > 0;
    }

    @Override
    public long sent() {
        return statistics.sent();
    }

    @Override
    public long received() {
        return statistics.received();
    }

    @Override
    public String toString() {
        return "ping of %s: %s".formatted(Sentences.target(target), Sentences.loss(statistics));
    }
}
