// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.bufferbloat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.pathtracer.bufferbloat.Goodput;
import org.pathtracer.spi.LoadReport;

/** A phase as it goes: its times, its requests, its load. */
final class PhaseRecord {
    static final long OPEN = Long.MIN_VALUE;

    final @Nullable LoadedPhase load;
    final long start;
    final RequestLog requests = new RequestLog();
    long end = OPEN;
    private Goodput goodput = new Goodput(0, 0, Duration.ZERO);
    private final long bytesDown;
    private final long bytesUp;

    /** Begins; without a load it is the idle phase. */
    PhaseRecord(@Nullable LoadedPhase load, LoadReport report, long start) {
        this.load = load;
        this.start = start;
        bytesDown = report.bytesDown();
        bytesUp = report.bytesUp();
    }

    LoadedPhase loadedPhase() {
        if (load == null) {
            throw new IllegalStateException("the idle phase has no load");
        }
        return load;
    }

    void finish(LoadReport report, long now) {
        end = now;
        if (load != null) {
            goodput = new Goodput(
                    report.bytesDown() - bytesDown, report.bytesUp() - bytesUp, Duration.ofNanos(now - start));
        }
    }

    Goodput goodput() {
        return goodput;
    }
}
