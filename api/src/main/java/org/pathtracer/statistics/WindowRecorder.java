// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.statistics;

import java.util.ArrayList;
import java.util.List;
import org.pathtracer.check.Argument;

/**
 * Takes the outcomes of probes one by one, each with the time at which it became known, and knows the figures of the
 * last 1, 5 and 15 minutes. Not thread-safe.
 *
 * <p>Of up to 1,024 latest probes it knows each, which takes 20 bytes; those before, it sums up by ten seconds, in up
 * to 91 {@link RttRecorder}s. What is older than fifteen minutes and ten seconds is forgotten.
 *
 * <p>Times are nanoseconds since the start of 1970 in UTC, best of a clock that is set by the wall clock once and
 * monotonic from then on. A time before the latest one counts as the latest.
 *
 * @since 0.1.0
 */
public final class WindowRecorder {
    private final LatestProbes latest = new LatestProbes();
    private final List<Slice> slices = new ArrayList<>(0);
    private long now = Long.MIN_VALUE;

    /** Without probes. */
    public WindowRecorder() {}

    /**
     * Records an answered probe.
     *
     * @param epochNanos when the answer came
     * @param sequence number of the probe, as for {@link RttRecorder#record}
     * @param rtt its round-trip time in nanoseconds, 0 to 2^48 - 1
     */
    public void answered(long epochNanos, long sequence, long rtt) {
        Argument.require(rtt >= 0 && rtt <= RttRecorder.LONGEST, "a round-trip time is from 0 to 2^48 - 1 nanoseconds");
        latest.add(begin(epochNanos), sequence, rtt);
    }

    /**
     * Records a probe that was given up.
     *
     * @param epochNanos when it was given up
     */
    public void lost(long epochNanos) {
        latest.lost(begin(epochNanos));
    }

    private long begin(long epochNanos) {
        passTo(epochNanos);
        if (latest.isFull()) {
            Slice.append(slices, latest.removeFirstSlice());
        }
        return now;
    }

    private void passTo(long epochNanos) {
        long slice = Slice.at(epochNanos);
        if (slice > now) {
            now = slice;
            long oldest = Slice.firstOf(Window.FIFTEEN_MINUTES, now);
            slices.removeIf(old -> old.number() < oldest);
            latest.dropBefore(oldest);
        }
    }

    /**
     * Returns the figures of the times that end then.
     *
     * @param epochNanos when; a time before the latest outcome counts as that of the latest
     */
    public WindowStatistics statistics(long epochNanos) {
        passTo(epochNanos);
        return new WindowStatistics(now, List.copyOf(slices), latest.copy());
    }

    int slices() {
        return slices.size();
    }
}
