// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.pathtracer.Hop;
import org.pathtracer.PingTarget;
import org.pathtracer.TraceResult;
import org.pathtracer.TraceSeries;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.ProbeResult;

/** The facts of a {@link TraceSeries}. */
public record TraceSeriesRecord(PingTarget target, Optional<TraceResult> trace) implements TraceSeries {
    /** Takes no null. */
    public TraceSeriesRecord {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(trace, "trace");
    }

    @Override
    public boolean reached() {
        return trace.filter(TraceResult::reached).isPresent();
    }

    @Override
    public Map<ProbeOutcome.SendFailed, Long> sendFailures() {
        Map<ProbeOutcome.SendFailed, Long> failures = new HashMap<>();
        if (trace.isPresent()) {
            for (Hop hop : trace.get().hops()) {
                for (ProbeResult probe : hop.probes()) {
                    if (probe.outcome() instanceof ProbeOutcome.SendFailed failure) {
                        failures.merge(failure, 1L, Long::sum);
                    }
                }
            }
        }
        return Map.copyOf(failures);
    }

    @Override
    public String toString() {
        return trace.map(Object::toString).orElseGet(() -> "no trace to " + Sentences.target(target));
    }
}
