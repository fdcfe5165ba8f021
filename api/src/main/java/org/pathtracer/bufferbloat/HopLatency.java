// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bufferbloat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.pathtracer.annotation.NotForImplementation;
import org.pathtracer.enrich.Segment;
import org.pathtracer.statistics.Statistics;

/**
 * A hop without load and during it.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface HopLatency {
    /** Returns its TTL or hop limit (1 to 255). */
    int ttl();

    /** Returns the first responder; empty if the hop is silent. */
    Optional<InetAddress> address();

    /** Returns the part of the path that it is in. */
    Segment segment();

    /** Returns the latency without load. */
    Statistics idle();

    /** Returns the latency during the load, without its ramps. */
    Statistics loaded();

    /** Returns the growth of the median; empty unless there are samples of both times. */
    Optional<Duration> increase();
}
