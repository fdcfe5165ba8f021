// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.probe;

import java.util.Objects;

/**
 * One probe and what became of it.
 *
 * @param ttl TTL or hop limit it was sent with (1 to 255)
 * @param sequence number of the probe within its TTL, from 0
 * @param flow number of its flow: probes of one flow look alike to per-flow load balancers
 * @param outcome what became of it
 * @param duplicates further answers to the same probe
 * @param reordered whether its answer came after that to a probe of the same TTL that had left later (RFC 4737 section
 *     3.3)
 * @since 0.1.0
 */
public record ProbeResult(int ttl, int sequence, int flow, ProbeOutcome outcome, int duplicates, boolean reordered) {
    /** Takes no null. */
    public ProbeResult {
        Objects.requireNonNull(outcome, "outcome");
    }

    /** Not reordered. */
    public ProbeResult(int ttl, int sequence, int flow, ProbeOutcome outcome, int duplicates) {
        this(ttl, sequence, flow, outcome, duplicates, false);
    }
}
