// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.util.Objects;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.Reception;

/** The facts of a {@link ProbeOutcome.TcpReset}. */
public record TcpResetRecord(Reception reception) implements ProbeOutcome.TcpReset {
    /** Takes no null. */
    public TcpResetRecord {
        Objects.requireNonNull(reception, "reception");
    }
}
