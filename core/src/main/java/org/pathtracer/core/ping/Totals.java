// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.ping;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pathtracer.PingSeries;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.result.PingCountsRecord;
import org.pathtracer.result.PingSummaryRecord;
import org.pathtracer.result.RunRecord;
import org.pathtracer.statistics.RttRecorder;
import org.pathtracer.statistics.Statistics;

/** The figures of targets that were not kept, all together: what they take does not depend on how many there are. */
final class Totals {
    private final RttRecorder rtts = new RttRecorder();
    private final Map<ProbeOutcome.SendFailed, Long> sendFailures = new HashMap<>();
    private long completed;
    private long duplicates;
    private long late;
    private long reordered;
    private long unreachable;
    private long timeExceeded;
    private long duplicatesAfterwards;
    private long lateAfterwards;
    private int reached;
    private int streamed;

    /** A target that has ended. */
    void add(TargetState state) {
        completed += state.completed();
        state.addTo(rtts);
        reached += state.reached() ? 1 : 0;
        state.sendFailures().forEach((failure, count) -> sendFailures.merge(failure, count, Long::sum));
        PingSeries.Counts counts = state.counts();
        if (!counts.isZero()) {
            duplicates += counts.duplicates();
            late += counts.late();
            reordered += counts.reordered();
            unreachable += counts.unreachable();
            timeExceeded += counts.timeExceeded();
        }
    }

    /** An event told of a target. */
    void streamed() {
        streamed++;
    }

    /** A late answer came to a target that had ended. */
    void lateAfterwards() {
        lateAfterwards++;
    }

    /** A further answer came to a target that had ended. */
    void duplicateAfterwards() {
        duplicatesAfterwards++;
    }

    private void add(Totals other) {
        completed += other.completed;
        rtts.pool(other.rtts);
        other.sendFailures.forEach((failure, count) -> sendFailures.merge(failure, count, Long::sum));
        duplicates += other.duplicates;
        late += other.late;
        reordered += other.reordered;
        unreachable += other.unreachable;
        timeExceeded += other.timeExceeded;
        duplicatesAfterwards += other.duplicatesAfterwards;
        lateAfterwards += other.lateAfterwards;
        reached += other.reached;
        streamed += other.streamed;
    }

    /** Returns the result of a ping whose parts have these. */
    static PingSummaryRecord result(RunRecord run, int targets, List<Totals> parts) {
        Totals all = new Totals();
        parts.forEach(all::add);
        return new PingSummaryRecord(
                run,
                targets,
                all.reached,
                all.streamed,
                Statistics.of(all.completed, all.rtts),
                new PingCountsRecord(
                        all.duplicates + all.duplicatesAfterwards,
                        all.late + all.lateAfterwards,
                        all.reordered,
                        all.unreachable,
                        all.timeExceeded),
                new PingCountsRecord(all.duplicatesAfterwards, all.lateAfterwards, 0, 0, 0),
                all.sendFailures);
    }
}
