// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter;

import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.exporter.config.Module;
import org.pathtracer.exporter.kind.Round;
import org.pathtracer.exporter.metric.Metrics;
import org.pathtracer.exporter.metric.Series;
import org.pathtracer.exporter.web.Pages;

/** What an exporter's pages show. */
record OwnPages(Exporter exporter) implements Pages {
    private static final int MOST_HOPS = 255;
    private static final double NANOS_PER_SECOND = 1e9;

    @Override
    public Metrics metrics() {
        return exporter.metrics();
    }

    @Override
    public CompletableFuture<Metrics> probe(String target, String name, Duration longest) {
        Module module = exporter.config().modules().get(name);
        if (module == null) {
            throw new InvalidRequestException("there is no module \"%s\"; there are %s"
                    .formatted(
                            name, String.join(", ", exporter.config().modules().keySet())));
        }
        Round round = module.settings().round(target);
        PrometheusRegistry once = new PrometheusRegistry();
        Metrics metrics = new Metrics(once, List.of(), MOST_HOPS);
        Series series = metrics.series(List.of());
        round.prepare(series);
        long began = System.nanoTime();
        CompletableFuture<Boolean> running = round.start(exporter.tracer(), series);
        // A copy: the timeout of the original would be no cancellation, so the round would go on.
        return running.copy().orTimeout(longest.toNanos(), TimeUnit.NANOSECONDS).handle((reached, failure) -> {
            running.cancel(true);
            gauge(once, "probe_success", "1 if the target answered, else 0", Boolean.TRUE.equals(reached) ? 1 : 0);
            gauge(
                    once,
                    "probe_duration_seconds",
                    "How long the measurement took",
                    (System.nanoTime() - began) / NANOS_PER_SECOND);
            return metrics;
        });
    }

    private static void gauge(PrometheusRegistry registry, String name, String help, double value) {
        Gauge.builder().name(name).help(help).register(registry).set(value);
    }

    @Override
    public boolean ready() {
        return exporter.ready();
    }

    @Override
    public void reload() {
        exporter.reload();
    }
}
