// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.bufferbloat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.pathtracer.bufferbloat.Goodput;
import org.pathtracer.result.GoodputRecord;
import org.pathtracer.spi.LoadReport;

/** A phase as it goes: its times, its requests, its load. */
final class PhaseRecord {
    static final long OPEN = Long.MIN_VALUE;

    final @Nullable LoadedPhase load;
    final long start;
    final RequestLog requests = new RequestLog();
    long end = OPEN;
    /** Whether the load failed within the phase. */
    boolean failed;
    /** When the load moved last, in the direction that stood still first. */
    private long moved;

    private Goodput goodput = new GoodputRecord(0, 0, Duration.ZERO);
    private final long bytesDown;
    private final long bytesUp;

    /** Begins; without a load it is the idle phase. */
    PhaseRecord(@Nullable LoadedPhase load, LoadReport report, long start) {
        this.load = load;
        this.start = start;
        moved = start;
        bytesDown = report.bytesDown();
        bytesUp = report.bytesUp();
    }

    LoadedPhase loadedPhase() {
        if (load == null) {
            throw new IllegalStateException("the idle phase has no load");
        }
        return load;
    }

    long loadedUntil() {
        return moved;
    }

    /**
     * Ends.
     *
     * @param lastMoved when the load moved last
     */
    void finish(LoadReport report, long lastMoved, long now) {
        end = now;
        moved = lastMoved;
        if (load != null) {
            goodput = new GoodputRecord(
                    report.bytesDown() - bytesDown, report.bytesUp() - bytesUp, Duration.ofNanos(now - start));
        }
    }

    Goodput goodput() {
        return goodput;
    }
}
