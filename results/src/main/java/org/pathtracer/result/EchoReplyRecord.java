// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.util.Objects;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.Reception;

/** The facts of a {@link ProbeOutcome.EchoReply}. */
public record EchoReplyRecord(Reception reception) implements ProbeOutcome.EchoReply {
    /** Takes no null. */
    public EchoReplyRecord {
        Objects.requireNonNull(reception, "reception");
    }
}
