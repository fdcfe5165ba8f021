// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.util.Objects;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.Reception;

/** The facts of a {@link ProbeOutcome.UdpReply}. */
public record UdpReplyRecord(Reception reception) implements ProbeOutcome.UdpReply {
    /** Takes no null. */
    public UdpReplyRecord {
        Objects.requireNonNull(reception, "reception");
    }
}
