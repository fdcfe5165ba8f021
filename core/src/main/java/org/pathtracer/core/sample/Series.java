// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.sample;

import java.net.InetAddress;
import java.util.Objects;
import java.util.Optional;

/**
 * Probes that are alike, at regular times.
 *
 * @param to where they go; empty for the operation's target
 * @param ttl 1 to 255
 * @param flow 0 to 65533
 * @param count at least 1
 * @param startNanos when the first one leaves, after the operation's start
 * @param intervalNanos from one to the next
 */
public record Series(Optional<InetAddress> to, int ttl, int flow, int count, long startNanos, long intervalNanos) {
    /** The TTL that gets anywhere, as systems send with it (IANA's recommended default TTL). */
    public static final int FAR = 64;

    /** Takes no null. */
    public Series {
        Objects.requireNonNull(to, "to");
    }

    /** Returns one to the target. */
    public static Series target(int flow, int count, long startNanos, long intervalNanos) {
        return new Series(Optional.empty(), FAR, flow, count, startNanos, intervalNanos);
    }

    /** Returns one to the hop at a TTL, by its time exceeded messages. */
    public static Series hop(int ttl, int flow, int count, long startNanos, long intervalNanos) {
        return new Series(Optional.empty(), ttl, flow, count, startNanos, intervalNanos);
    }

    /** Returns one to the address of a hop itself. */
    public static Series direct(InetAddress hop, int count, long startNanos, long intervalNanos) {
        return new Series(Optional.of(hop), FAR, 0, count, startNanos, intervalNanos);
    }
}
