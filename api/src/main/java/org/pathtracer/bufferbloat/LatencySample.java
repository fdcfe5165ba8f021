// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bufferbloat;

import java.time.Duration;
import java.util.Optional;
import org.pathtracer.annotation.NotForImplementation;

/**
 * One probe.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface LatencySample {
    /** Returns when it left, since the operation's start. */
    Duration at();

    /** Returns its TTL or hop limit (1 to 255); 0 for a probe to the destination. */
    int ttl();

    /** Returns the round-trip time; empty if it was lost. */
    Optional<Duration> rtt();
}
