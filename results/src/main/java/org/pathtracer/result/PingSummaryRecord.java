// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.pathtracer.PingResult;
import org.pathtracer.PingSeries;
import org.pathtracer.PingTarget;
import org.pathtracer.ping.Outage;
import org.pathtracer.ping.PingReply;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.statistics.Statistics;

/** The facts of a {@link PingResult} that lists no targets. */
public record PingSummaryRecord(
        RunRecord run,
        int targetCount,
        int targetsReached,
        int targetsStreamed,
        Statistics statistics,
        PingSeries.Counts counts,
        PingSeries.Counts afterwards,
        Map<ProbeOutcome.SendFailed, Long> sendFailures)
        implements PingResult, RecordedRun {
    /** Copies the failures. */
    public PingSummaryRecord {
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(statistics, "statistics");
        Objects.requireNonNull(counts, "counts");
        Objects.requireNonNull(afterwards, "afterwards");
        Objects.requireNonNull(sendFailures, "sendFailures");
        sendFailures = Map.copyOf(sendFailures);
    }

    @Override
    public List<PingSeries> targets() {
        return List.of();
    }

    @Override
    public boolean reached() {
        return targetsReached == targetCount;
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
    public PingTarget target() {
        throw noneKept();
    }

    @Override
    public List<PingReply> replies() {
        throw noneKept();
    }

    @Override
    public List<Outage> outages() {
        throw noneKept();
    }

    private static IllegalStateException noneKept() {
        return new IllegalStateException("the request said to keep no targets: events tell of them");
    }

    @Override
    public String toString() {
        return "ping of %s: %d sent, %d received".formatted(Sentences.count(targetCount, "target"), sent(), received());
    }
}
