// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.util.List;
import java.util.Objects;
import org.pathtracer.BulkTraceResult;
import org.pathtracer.TraceSeries;

/** The facts of a {@link BulkTraceResult}. */
public record BulkTraceResultRecord(RunRecord run, List<TraceSeries> targets) implements BulkTraceResult, RecordedRun {
    /** Copies the list. */
    public BulkTraceResultRecord {
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(targets, "targets");
        targets = List.copyOf(targets);
    }

    @Override
    public boolean reached() {
        return targets.stream().allMatch(TraceSeries::reached);
    }

    @Override
    public String toString() {
        return "traces to %s: %d reached"
                .formatted(
                        Sentences.count(targets.size(), "target"),
                        targets.stream().filter(TraceSeries::reached).count());
    }
}
