// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.time.Duration;
import java.util.Objects;
import org.pathtracer.bufferbloat.Goodput;

/** The facts of a {@link Goodput}. */
public record GoodputRecord(long bytesDown, long bytesUp, Duration duration) implements Goodput {
    /** Takes no null. */
    public GoodputRecord {
        Objects.requireNonNull(duration, "duration");
    }

    private static final double BITS_PER_BYTE = 8;

    private static final double NANOS_PER_MICRO = 1000;

    @Override
    public double mbpsDown() {
        return mbps(bytesDown);
    }

    @Override
    public double mbpsUp() {
        return mbps(bytesUp);
    }

    private double mbps(long bytes) {
        return duration.isZero() ? 0 : bytes * BITS_PER_BYTE * NANOS_PER_MICRO / duration.toNanos();
    }

    @Override
    public Goodput plus(Goodput other) {
        return new GoodputRecord(
                bytesDown + other.bytesDown(), bytesUp + other.bytesUp(), duration.plus(other.duration()));
    }
}
