// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.util.Objects;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.Reception;

/** The facts of a {@link ProbeOutcome.TcpSynAck}. */
public record TcpSynAckRecord(Reception reception) implements ProbeOutcome.TcpSynAck {
    /** Takes no null. */
    public TcpSynAckRecord {
        Objects.requireNonNull(reception, "reception");
    }
}
