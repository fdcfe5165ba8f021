// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pathtracer.monitor.MonitorHop;
import org.pathtracer.statistics.RttRecorder;
import org.pathtracer.statistics.Statistics;
import org.pathtracer.statistics.Window;

/** The meters of one TTL of one target. Events come from one thread at a time, scrapes from any. */
final class HopMeters {
    private static final String PREFIX = "pathtracer.monitor.hop.";
    private static final double NANOS_PER_SECOND = 1e9;

    private final @Nullable Window window;
    private final Counter sent;
    private final Counter answered;
    private final Timer rtt;
    private Statistics counted = Statistics.of(0, List.of());
    private volatile Statistics recent = counted;
    private volatile Optional<Duration> last = Optional.empty();

    HopMeters(String target, int ttl, @Nullable Window window, MeterRegistry registry) {
        this.window = window;
        String probes = window == null
                ? "the latest probes, up to 64"
                : "the probes of the last minutes: " + window.length().toMinutes();
        Tags tags = Tags.of("target", target, "ttl", Integer.toString(ttl));
        sent = Counter.builder(PREFIX + "sent")
                .description("Probes that were answered or given up")
                .tags(tags)
                .register(registry);
        answered = Counter.builder(PREFIX + "answered")
                .description("Probes that were answered in time")
                .tags(tags)
                .register(registry);
        rtt = Timer.builder(PREFIX + "rtt")
                .description("Round-trip time")
                .serviceLevelObjectives(RttBuckets.all())
                .tags(tags)
                .register(registry);
        Gauge.builder(PREFIX + "loss", this, HopMeters::loss)
                .strongReference(true)
                .description("Share lost of " + probes)
                .tags(tags)
                .register(registry);
        gauge(registry, tags, "last", "Round-trip time of the last probe", hop -> hop.last);
        gauge(registry, tags, "mean", "Mean round-trip time of " + probes, hop -> hop.recent.mean());
        gauge(registry, tags, "p95", "95th percentile of round-trip times of " + probes, hop -> hop.recent.p95());
        gauge(registry, tags, "jitter", "Jitter of RFC 3550 of " + probes, hop -> hop.recent.jitter());
    }

    private void gauge(
            MeterRegistry registry,
            Tags tags,
            String name,
            String what,
            Function<HopMeters, Optional<Duration>> value) {
        Gauge.builder(PREFIX + "rtt." + name, this, hop -> seconds(value.apply(hop)))
                .strongReference(true)
                .description(what)
                .baseUnit("seconds")
                .tags(tags)
                .register(registry);
    }

    /** Counts what came since the last call, and shows the latest probes. */
    void update(MonitorHop hop) {
        Statistics all = hop.statistics();
        long added = all.sent() - counted.sent();
        sent.increment((double) Math.max(0, added));
        answered.increment((double) Math.max(0, all.received() - counted.received()));
        List<Optional<Duration>> probes = hop.recent();
        for (int i = (int) Math.max(0, probes.size() - Math.max(0, added)); i < probes.size(); i++) {
            probes.get(i).ifPresent(rtt::record);
        }
        counted = all;
        recent =
                window == null ? statistics(probes) : hop.windows().last(window).orElseGet(() -> statistics(probes));
        last = hop.last();
    }

    private static Statistics statistics(List<Optional<Duration>> probes) {
        RttRecorder recorder = new RttRecorder();
        for (int i = 0; i < probes.size(); i++) {
            if (probes.get(i).isPresent()) {
                recorder.record(i, probes.get(i).orElseThrow().toNanos());
            }
        }
        return Statistics.of((long) probes.size(), recorder);
    }

    private double loss() {
        return recent.sent() == 0 ? Double.NaN : recent.lossRatio();
    }

    private static double seconds(Optional<Duration> span) {
        return span.map(known -> known.toNanos() / NANOS_PER_SECOND).orElse(Double.NaN);
    }
}
