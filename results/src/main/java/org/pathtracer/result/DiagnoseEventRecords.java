// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.time.Duration;
import java.util.Objects;
import org.pathtracer.DiagnoseEvent;
import org.pathtracer.diagnosis.DiagnosisStage;

/** The facts of the {@linkplain DiagnoseEvent events} of a diagnosis. */
public final class DiagnoseEventRecords {
    private DiagnoseEventRecords() {}

    /** A stage begins. */
    public record StageStarted(DiagnosisStage stage, Duration elapsed) implements DiagnoseEvent.StageStarted {
        /** Takes no null. */
        public StageStarted {
            Objects.requireNonNull(stage, "stage");
            Objects.requireNonNull(elapsed, "elapsed");
        }
    }

    /** A stage has ended. */
    public record StageEnded(DiagnosisStage stage, Duration elapsed, long probesSent)
            implements DiagnoseEvent.StageEnded {
        /** Takes no null. */
        public StageEnded {
            Objects.requireNonNull(stage, "stage");
            Objects.requireNonNull(elapsed, "elapsed");
        }
    }
}
