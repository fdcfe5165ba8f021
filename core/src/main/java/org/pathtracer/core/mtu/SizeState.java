// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.mtu;

import java.util.OptionalInt;
import org.pathtracer.result.SizeStepRecord;
import org.pathtracer.result.TimeoutRecord;
import org.pathtracer.mtu.SizeStep;
import org.pathtracer.mtu.SizeStep.SizeOutcome;
import org.pathtracer.probe.ProbeOutcome;

/** What is known of one size. */
final class SizeState {
    final int size;
    int sent;
    /** Unanswered, whatever else happened in their waves. */
    int silent;
    /** Unanswered in waves in which a smaller size was answered. */
    int lost;

    private SizeOutcome outcome = SizeOutcome.SILENT;
    private ProbeOutcome evidence = new TimeoutRecord();

    SizeState(int size) {
        this.size = size;
    }

    /** The target's answer is the best of evidence, whatever others have said. */
    void learn(SizeOutcome value, ProbeOutcome from) {
        if (outcome != SizeOutcome.FITS) {
            outcome = value;
            evidence = from;
        }
    }

    SizeOutcome outcome() {
        return outcome;
    }

    /** Whether an answer said so, in contrast to silence. */
    boolean told() {
        return outcome != SizeOutcome.SILENT && outcome != SizeOutcome.LOST && outcome != SizeOutcome.NOT_SENT;
    }

    /** What a router says would fit. */
    OptionalInt reportedMtu() {
        return outcome == SizeOutcome.TOO_BIG && evidence instanceof ProbeOutcome.Unreachable report
                ? report.nextMtu()
                : OptionalInt.empty();
    }

    ProbeOutcome evidence() {
        return evidence;
    }

    SizeStep step() {
        return new SizeStepRecord(size, outcome, sent, evidence);
    }
}
