// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.util.Objects;
import org.pathtracer.mtu.SizeStep;
import org.pathtracer.probe.ProbeOutcome;

/** The facts of a {@link SizeStep}. */
public record SizeStepRecord(int size, SizeOutcome outcome, int sent, ProbeOutcome evidence) implements SizeStep {
    /** Takes no null. */
    public SizeStepRecord {
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(evidence, "evidence");
    }
}
