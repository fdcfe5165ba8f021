// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.ping;

import org.pathtracer.annotation.NotForImplementation;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.Reception;

/**
 * An answer to a ping: of the target itself, or an ICMP error.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface PingReply {
    /** Returns the number of the probe among those to its target, from 0. */
    long sequence();

    /** Returns what it says; {@link Reception#late} if it came after the probe's timeout. */
    ProbeOutcome.Answer answer();

    /** Returns whether the answer to a later probe had come before it (RFC 4737 section 3). */
    boolean reordered();
}
