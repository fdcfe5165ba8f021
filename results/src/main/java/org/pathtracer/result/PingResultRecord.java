// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.util.Collections;
import java.util.HashMap;
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

/** The facts of a {@link PingResult}. */
public record PingResultRecord(RunRecord run, List<PingSeries> targets) implements PingResult, RecordedRun {
    /** Copies the list. */
    public PingResultRecord {
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(targets, "targets");
        targets = List.copyOf(targets);
    }

    @Override
    public Statistics statistics() {
        return targets.size() == 1
                ? targets.get(0).statistics()
                : Statistics.pooled(targets.stream().map(PingSeries::statistics).toList());
    }

    @Override
    public PingSeries.Counts counts() {
        return targets.stream()
                .map(PingSeries::counts)
                .filter(counts -> !counts.isZero())
                .reduce(PingCountsRecord.NONE, PingSeries.Counts::plus);
    }

    @Override
    public int targetCount() {
        return targets.size();
    }

    @Override
    public int targetsReached() {
        return (int) targets.stream().filter(PingSeries::reached).count();
    }

    @Override
    public int targetsStreamed() {
        return 0;
    }

    @Override
    public PingSeries.Counts afterwards() {
        return PingCountsRecord.NONE;
    }

    @Override
    public Map<ProbeOutcome.SendFailed, Long> sendFailures() {
        Map<ProbeOutcome.SendFailed, Long> all = new HashMap<>();
        targets.forEach(
                series -> series.sendFailures().forEach((failure, count) -> all.merge(failure, count, Long::sum)));
        return Collections.unmodifiableMap(all);
    }

    @Override
    public long sent() {
        return targets.stream().mapToLong(PingSeries::sent).sum();
    }

    @Override
    public long received() {
        return targets.stream().mapToLong(PingSeries::received).sum();
    }

    @Override
    public boolean reached() {
        return targets.stream().allMatch(PingSeries::reached);
    }

    @Override
    public PingTarget target() {
        return only().target();
    }

    @Override
    public List<PingReply> replies() {
        return only().replies();
    }

    @Override
    public List<Outage> outages() {
        return only().outages();
    }

    private PingSeries only() {
        if (targets.size() != 1) {
            throw new IllegalStateException("%d targets were pinged: ask each of targets()".formatted(targets.size()));
        }
        return targets.get(0);
    }

    @Override
    public String toString() {
        return targets.size() == 1
                ? targets.get(0).toString()
                : "ping of %s: %d sent, %d received"
                        .formatted(Sentences.count(targets.size(), "target"), sent(), received());
    }
}
