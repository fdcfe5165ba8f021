// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pathtracer.UnknownTargetException;
import org.pathtracer.exporter.config.TargetPlan;
import org.pathtracer.exporter.kind.Attempt;
import org.pathtracer.exporter.kind.Finding;
import org.pathtracer.exporter.meters.Family;
import org.pathtracer.exporter.meters.Series;

/** A target that is watched, and what series of all kinds tell of it. Of one thread. */
final class Watched {
    static final Family UP = Family.gauge(
            "pathtracer_up", "1 if the target answered the last measurement, else 0; absent before the first ended");
    static final Family RESOLVED = Family.gauge(
            "pathtracer_resolved", "0 if the target had no address at the last measurement, else 1; absent before");
    static final Family MEASUREMENTS = Family.counter("pathtracer_measurements_total", "Measurements that ended");
    static final Family FAILURES = Family.counter(
            "pathtracer_measurement_failures_total", "Measurements that could not run, such as for want of an address");
    static final Family SKIPPED = Family.counter(
            "pathtracer_skipped_total",
            "Measurements that were due and left out: the last one still ran, or there were too many",
            "reason");
    static final Family DURATION =
            Family.gauge("pathtracer_measurement_duration_seconds", "How long the last measurement took");
    static final Family TIME = Family.gauge(
            "pathtracer_last_measurement_timestamp_seconds", "When the last measurement ended, in Unix time");
    static final List<Family> FAMILIES = List.of(UP, RESOLVED, MEASUREMENTS, FAILURES, SKIPPED, DURATION, TIME);
    static final String STILL_RUNS = "still-runs";
    static final String TOO_MANY = "too-many";

    private static final double MILLIS = 1e3;

    final TargetPlan plan;
    final Series series;
    /** Empty while none runs. */
    Optional<Attempt> running = Optional.empty();

    Watched(TargetPlan plan, Series series) {
        this.plan = plan;
        this.series = series;
        series.declare(MEASUREMENTS);
        series.declare(FAILURES);
        series.declare(SKIPPED, STILL_RUNS);
        series.declare(SKIPPED, TOO_MANY);
        plan.task().declare(series);
    }

    /** The same target by another configuration: its series go on. */
    Watched by(TargetPlan other) {
        return new Watched(other, series);
    }

    /** Counts a measurement that ended. */
    void ended(@Nullable Finding finding, @Nullable Throwable failure, Duration took, long nowMillis) {
        running = Optional.empty();
        series.add(MEASUREMENTS, 1);
        series.set(DURATION, Series.seconds(took));
        series.set(TIME, nowMillis / MILLIS);
        if (finding != null) {
            finding.record(series);
            series.set(UP, finding.up() ? 1 : 0);
            series.set(RESOLVED, finding.resolved() ? 1 : 0);
        } else {
            series.add(FAILURES, 1);
            series.set(UP, 0);
            series.set(RESOLVED, failure instanceof UnknownTargetException ? 0 : 1);
        }
    }
}
