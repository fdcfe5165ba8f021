// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.pathtracer.bufferbloat.Bottleneck;
import org.pathtracer.enrich.Segment;

/** The facts of a {@link Bottleneck}. */
public record BottleneckRecord(
        int ttl, Optional<InetAddress> address, Segment segment, Duration increase, int delayedFrom)
        implements Bottleneck {
    /** Takes no null. */
    public BottleneckRecord {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(segment, "segment");
        Objects.requireNonNull(increase, "increase");
    }
}
