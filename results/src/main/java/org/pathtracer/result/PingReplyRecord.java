// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.util.Objects;
import org.pathtracer.ping.PingReply;
import org.pathtracer.probe.ProbeOutcome;

/** The facts of a {@link PingReply}. */
public record PingReplyRecord(long sequence, ProbeOutcome.Answer answer, boolean reordered) implements PingReply {
    /** Takes no null. */
    public PingReplyRecord {
        Objects.requireNonNull(answer, "answer");
    }
}
