// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.probe;

import org.pathtracer.annotation.NotForImplementation;

/**
 * One probe and what became of it.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface ProbeResult {
    /** Returns the TTL or hop limit it was sent with (1 to 255). */
    int ttl();

    /** Returns the number of the probe within its TTL, from 0. */
    int sequence();

    /** Returns the number of its flow: probes of one flow look alike to per-flow load balancers. */
    int flow();

    /** Returns what became of it. */
    ProbeOutcome outcome();

    /** Returns the number of further answers to the same probe. */
    int duplicates();

    /**
     * Returns whether its answer came after that to a probe of the same TTL that had left later (RFC 4737 section 3.3).
     */
    boolean reordered();
}
