// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.net.InetAddress;
import java.util.Optional;
import org.pathtracer.annotation.NotForImplementation;
import org.pathtracer.probe.ProbeOutcome;

/**
 * A target of a ping, a monitor or a bulk trace: where its probes go, or why none can.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface PingTarget {
    /** Returns the target as asked for: a host name, or an address. */
    String name();

    /** Returns the address that is probed; empty without one. */
    Optional<InetAddress> address();

    /** Returns why it can't be probed; empty if it can. */
    Optional<PathTracerException> failure();

    /**
     * Returns whether an answer to one of its probes is the target's own, as far as it is known what it would say; else
     * it is an ICMP error, and the probe is lost.
     */
    boolean isAuthorOf(ProbeOutcome.Answer answer);
}
