// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.pathtracer.bufferbloat.LatencySample;

/** The facts of a {@link LatencySample}. */
public record LatencySampleRecord(Duration at, int ttl, Optional<Duration> rtt) implements LatencySample {
    /** Takes no null. */
    public LatencySampleRecord {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(rtt, "rtt");
    }
}
