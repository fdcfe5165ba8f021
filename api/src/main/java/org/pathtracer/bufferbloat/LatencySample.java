// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bufferbloat;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * One probe.
 *
 * @param at when it left, since the operation's start
 * @param ttl its TTL or hop limit (1 to 255); 0 for a probe to the destination
 * @param rtt empty if it was lost
 * @since 0.1.0
 */
public record LatencySample(Duration at, int ttl, Optional<Duration> rtt) {
    /** Takes no null. */
    public LatencySample {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(rtt, "rtt");
    }
}
