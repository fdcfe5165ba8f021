// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import org.pathtracer.PingSeries;

/** The facts of a {@link PingSeries.Counts}. */
public record PingCountsRecord(long duplicates, long late, long reordered, long unreachable, long timeExceeded)
        implements PingSeries.Counts {
    /** All 0. */
    public static final PingSeries.Counts NONE = new PingCountsRecord(0, 0, 0, 0, 0);

    @Override
    public boolean isZero() {
        return equals(NONE);
    }

    @Override
    public PingSeries.Counts plus(PingSeries.Counts other) {
        return new PingCountsRecord(
                duplicates + other.duplicates(),
                late + other.late(),
                reordered + other.reordered(),
                unreachable + other.unreachable(),
                timeExceeded + other.timeExceeded());
    }
}
