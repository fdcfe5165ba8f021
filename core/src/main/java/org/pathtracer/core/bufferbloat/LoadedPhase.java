// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.bufferbloat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.pathtracer.BufferbloatRequest;
import org.pathtracer.bufferbloat.Confidence;
import org.pathtracer.bufferbloat.Goodput;
import org.pathtracer.bufferbloat.LoadDirection;
import org.pathtracer.bufferbloat.LoadInterval;
import org.pathtracer.bufferbloat.Responsiveness;
import org.pathtracer.result.GoodputRecord;
import org.pathtracer.result.LoadIntervalRecord;
import org.pathtracer.spi.LoadReport;
import org.pathtracer.spi.RequestTimes;

/** The load's side of a phase: interval by interval, until goodput and then responsiveness are stable. */
final class LoadedPhase {
    private static final double NANOS_PER_SECOND = 1e9;
    /** A mean of fewer, without its slowest, is chance. */
    private static final int FEWEST_REQUESTS = 5;

    private final BufferbloatRequest request;
    private final LoadDirection direction;
    private final long start;
    private final Map<LoadDirection, MovingAverages> goodputs = new EnumMap<>(LoadDirection.class);
    private final Map<LoadDirection, Boolean> saturated = new EnumMap<>(LoadDirection.class);
    private final MovingAverages rpms;
    private final List<LoadInterval> intervals = new ArrayList<>();
    /** Of each interval, the last that a moving average is of. */
    private final List<RoundTrips> recent = new ArrayList<>();

    private RoundTrips current = new RoundTrips();
    private long intervalStart;
    private long bytesDown;
    private long bytesUp;
    private double bytesPerSecond;
    private boolean stable;

    /**
     * Begins.
     *
     * @param report as of now: what was carried until then is not this phase's
     */
    LoadedPhase(BufferbloatRequest request, LoadDirection direction, LoadReport report, long now) {
        this.request = request;
        this.direction = direction;
        start = now;
        intervalStart = now;
        bytesDown = report.bytesDown();
        bytesUp = report.bytesUp();
        rpms = new MovingAverages(request.averages(), request.tolerance());
        for (LoadDirection one : List.of(LoadDirection.DOWN, LoadDirection.UP)) {
            if (direction.includes(one)) {
                goodputs.put(one, new MovingAverages(request.averages(), request.tolerance()));
                saturated.put(one, false);
            }
        }
    }

    LoadDirection direction() {
        return direction;
    }

    long start() {
        return start;
    }

    void add(RequestTimes times) {
        current.add(times);
    }

    /** On a grid: an interval that is looked at late makes the next one shorter. */
    long intervalEnd() {
        return start + (intervals.size() + 1) * request.interval().toNanos();
    }

    /** Takes the interval that ends now down. */
    LoadInterval endInterval(LoadReport report, long operationStart, long now) {
        Goodput goodput = new GoodputRecord(
                report.bytesDown() - bytesDown, report.bytesUp() - bytesUp, Duration.ofNanos(now - intervalStart));
        observe(LoadDirection.DOWN, goodput.bytesDown(), now - intervalStart);
        observe(LoadDirection.UP, goodput.bytesUp(), now - intervalStart);
        bytesPerSecond = Math.max(goodput.bytesDown(), goodput.bytesUp()) * NANOS_PER_SECOND / (now - intervalStart);
        OptionalDouble rpm = carried(goodput)
                ? current.responsiveness(request.trimmedShare(), Confidence.LOW).rpm()
                : OptionalDouble.empty();
        boolean full = saturated();
        if (full && rpm.isPresent()) {
            rpms.add(rpm.getAsDouble());
            stable = rpms.stable();
        }
        LoadInterval interval = new LoadIntervalRecord(
                Duration.ofNanos(intervalStart - operationStart),
                goodput,
                report.connectionsDown(),
                report.connectionsUp(),
                full,
                rpm);
        intervals.add(interval);
        next(report, now);
        return interval;
    }

    /** Whether there was load in each direction: without it, times are not those under load. */
    private boolean carried(Goodput goodput) {
        return (!direction.includes(LoadDirection.DOWN) || goodput.bytesDown() > 0)
                && (!direction.includes(LoadDirection.UP) || goodput.bytesUp() > 0);
    }

    private void observe(LoadDirection one, long bytes, long nanos) {
        MovingAverages goodput = goodputs.get(one);
        if (goodput != null) {
            goodput.add(bytes * NANOS_PER_SECOND / nanos);
            // Nothing moves evenly too, and fills no path.
            if (bytes > 0 && goodput.stable()) {
                saturated.put(one, true);
            }
        }
    }

    private void next(LoadReport report, long now) {
        recent.add(current);
        if (recent.size() > request.averages()) {
            recent.remove(0);
        }
        current = new RoundTrips();
        intervalStart = now;
        bytesDown = report.bytesDown();
        bytesUp = report.bytesUp();
    }

    /** Whether a direction's goodput still grows, so that one more connection may fill the path better. */
    boolean wantsMore(LoadDirection one) {
        return Boolean.FALSE.equals(saturated.get(one));
    }

    boolean saturated() {
        return !saturated.containsValue(false);
    }

    /** Whether responsiveness is stable. */
    boolean stable() {
        return stable;
    }

    /** Of the faster direction in the last interval; 0 before its end. */
    double bytesPerSecond() {
        return bytesPerSecond;
    }

    List<LoadInterval> intervals() {
        return intervals;
    }

    /** Of the last intervals, as many as a moving average is of; of an interval cut short too if there is no other. */
    Responsiveness responsiveness() {
        RoundTrips all = new RoundTrips();
        recent.forEach(all::addAll);
        if (recent.isEmpty()) {
            all.addAll(current);
        }
        return all.responsiveness(
                request.trimmedShare(), all.fewest() < FEWEST_REQUESTS ? Confidence.LOW : confidence());
    }

    private Confidence confidence() {
        if (stable) {
            return Confidence.HIGH;
        }
        return intervals.size() < request.averages() ? Confidence.LOW : Confidence.MEDIUM;
    }
}
