// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bufferbloat;

import java.time.Duration;
import java.util.Objects;

/**
 * What load was carried in some time.
 *
 * @param bytesDown content that arrived here; no headers
 * @param bytesUp content that left this host
 * @param duration the time it took
 * @since 0.1.0
 */
public record Goodput(long bytesDown, long bytesUp, Duration duration) {
    /** Takes no null. */
    public Goodput {
        Objects.requireNonNull(duration, "duration");
    }

    private static final double BITS_PER_BYTE = 8;
    private static final double NANOS_PER_MICRO = 1000;

    /** Mbit/s towards this host; 0 in no time. */
    public double mbpsDown() {
        return mbps(bytesDown);
    }

    /** Mbit/s towards the server; 0 in no time. */
    public double mbpsUp() {
        return mbps(bytesUp);
    }

    private double mbps(long bytes) {
        return duration.isZero() ? 0 : bytes * BITS_PER_BYTE * NANOS_PER_MICRO / duration.toNanos();
    }

    /** Of two times together. */
    public Goodput plus(Goodput other) {
        return new Goodput(bytesDown + other.bytesDown, bytesUp + other.bytesUp, duration.plus(other.duration));
    }
}
