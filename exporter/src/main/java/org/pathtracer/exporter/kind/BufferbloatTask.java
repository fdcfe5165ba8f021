// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.kind;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.pathtracer.BufferbloatRequest;
import org.pathtracer.BufferbloatResult;
import org.pathtracer.PathTracer;
import org.pathtracer.exporter.meters.Family;
import org.pathtracer.exporter.meters.Series;
import org.pathtracer.exporter.toml.Table;
import org.pathtracer.bufferbloat.LoadDirection;

/** Loads the path to a server. No two at the same time, since each would be the other's load. */
final class BufferbloatTask implements Task {
    private static final Family INCREASE = Family.gauge(
            "pathtracer_bufferbloat_increase_seconds",
            "Median round-trip time under load minus that without; absent if there was no evidence");
    private static final Family RPM =
            Family.gauge("pathtracer_bufferbloat_rpm", "Round trips per minute under working conditions");
    private static final Family GOODPUT = Family.gauge(
            "pathtracer_bufferbloat_goodput_bytes_per_second", "What the load carried", "direction");
    static final List<Family> FAMILIES = List.of(INCREASE, RPM, GOODPUT);

    private static final double BYTES_PER_MEGABIT = 125_000;

    private final BufferbloatRequest request;

    private BufferbloatTask(BufferbloatRequest request) {
        this.request = request;
    }

    /** Reads the options of this kind. */
    static TaskMaker read(Table table) {
        Optional<Duration> duration = table.span("duration", Duration.ofSeconds(1), Duration.ofMinutes(1));
        Optional<LoadDirection> direction = table.choice(
                "direction",
                java.util.Map.of(
                        "up", LoadDirection.UP, "down", LoadDirection.DOWN, "both", LoadDirection.BOTH));
        boolean insecure = table.flag("insecure").orElse(false);
        return host -> {
            BufferbloatRequest.Builder builder =
                    BufferbloatRequest.against(URI.create(host)).insecure(insecure).locate(false);
            duration.ifPresent(builder::duration);
            direction.ifPresent(builder::direction);
            return new BufferbloatTask(builder.build());
        };
    }

    @Override
    public boolean alone() {
        return true;
    }

    @Override
    public void declare(Series series) {
        // Nothing is known before it is measured.
    }

    @Override
    public Attempt start(PathTracer tracer) {
        return Attempt.of(tracer.start(request), Found::new);
    }

    private record Found(BufferbloatResult result) implements Finding {
        @Override
        public boolean up() {
            return result.failure().isEmpty();
        }

        @Override
        public void record(Series series) {
            if (result.increase().isPresent()) {
                series.set(INCREASE, Series.seconds(result.increase().orElseThrow()));
            } else {
                series.remove(INCREASE);
            }
            if (result.responsiveness().rpm().isPresent()) {
                series.set(RPM, result.responsiveness().rpm().orElseThrow());
            } else {
                series.remove(RPM);
            }
            series.set(GOODPUT, result.goodput().mbpsDown() * BYTES_PER_MEGABIT, "down");
            series.set(GOODPUT, result.goodput().mbpsUp() * BYTES_PER_MEGABIT, "up");
        }
    }
}
