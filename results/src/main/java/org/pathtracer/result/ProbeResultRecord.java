// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.util.Objects;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.ProbeResult;

/** The facts of a {@link ProbeResult}. */
public record ProbeResultRecord(
        int ttl, int sequence, int flow, ProbeOutcome outcome, int duplicates, boolean reordered)
        implements ProbeResult {
    /** Takes no null. */
    public ProbeResultRecord {
        Objects.requireNonNull(outcome, "outcome");
    }

    /** Not reordered. */
    public ProbeResultRecord(int ttl, int sequence, int flow, ProbeOutcome outcome, int duplicates) {
        this(ttl, sequence, flow, outcome, duplicates, false);
    }
}
