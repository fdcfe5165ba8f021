// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.ping;

import java.util.Objects;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.Reception;

/**
 * An answer to a ping: of the target itself, or an ICMP error.
 *
 * @param sequence number of the probe among those to its target, from 0
 * @param answer what it says; {@link Reception#late} if it came after the probe's timeout
 * @param reordered whether the answer to a later probe had come before it (RFC 4737 section 3)
 * @since 0.1.0
 */
public record PingReply(long sequence, ProbeOutcome.Answer answer, boolean reordered) {
    /** Takes no null. */
    public PingReply {
        Objects.requireNonNull(answer, "answer");
    }
}
