// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.pathtracer.bufferbloat.HopLatency;
import org.pathtracer.enrich.Segment;
import org.pathtracer.statistics.Statistics;

/** The facts of a {@link HopLatency}. */
public record HopLatencyRecord(
        int ttl, Optional<InetAddress> address, Segment segment, Statistics idle, Statistics loaded)
        implements HopLatency {
    /** Takes no null. */
    public HopLatencyRecord {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(segment, "segment");
        Objects.requireNonNull(idle, "idle");
        Objects.requireNonNull(loaded, "loaded");
    }

    @Override
    public Optional<Duration> increase() {
        return Increase.of(idle, loaded);
    }
}
