// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bufferbloat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.pathtracer.enrich.Segment;
import org.pathtracer.statistics.Statistics;

/**
 * A hop without load and during it.
 *
 * @param ttl its TTL or hop limit (1 to 255)
 * @param address the first responder; empty if the hop is silent
 * @param segment the part of the path that it is in
 * @param idle without load
 * @param loaded during the load, without its ramps
 * @since 0.1.0
 */
public record HopLatency(int ttl, Optional<InetAddress> address, Segment segment, Statistics idle, Statistics loaded) {
    /** Takes no null. */
    public HopLatency {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(segment, "segment");
        Objects.requireNonNull(idle, "idle");
        Objects.requireNonNull(loaded, "loaded");
    }

    /** Growth of the median; empty unless there are samples of both times. */
    public Optional<Duration> increase() {
        return Increase.of(idle, loaded);
    }
}
