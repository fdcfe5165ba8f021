// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.time.Duration;
import org.pathtracer.annotation.NotForImplementation;
import org.pathtracer.diagnosis.DiagnosisStage;

/**
 * An event of a diagnosis, published by {@link Measurement#events()}. No event is ever dropped.
 *
 * @since 0.1.0
 */
@NotForImplementation
public sealed interface DiagnoseEvent {
    /** A stage begins. Stages that have nothing to do are left out; the last one may come several times. */
    @NotForImplementation
    non-sealed interface StageStarted extends DiagnoseEvent {
        /** Returns the stage. */
        DiagnosisStage stage();

        /** Returns the time since the start. */
        Duration elapsed();
    }

    /** A stage has ended. */
    @NotForImplementation
    non-sealed interface StageEnded extends DiagnoseEvent {
        /** Returns the stage. */
        DiagnosisStage stage();

        /** Returns the time since the start. */
        Duration elapsed();

        /** Returns the number of probes that left this host so far. */
        long probesSent();
    }
}
