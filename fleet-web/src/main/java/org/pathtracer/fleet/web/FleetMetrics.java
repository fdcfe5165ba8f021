// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.web;

import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpStatus;
import org.pathtracer.fleet.VantagePoint;
import org.pathtracer.fleet.web.http.Exchange;
import org.pathtracer.fleet.web.http.Route;
import org.pathtracer.fleet.web.live.Measurements;

/**
 * Metrics of the fleet itself. Their labels are hubs only: with labels for each pair of vantage points, a fleet of a
 * thousand would make a million series.
 */
final class FleetMetrics {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final ExpositionFormats formats = ExpositionFormats.init(PrometheusProperties.get());

    FleetMetrics(VantagePoints points, Measurements measurements) {
        GaugeWithCallback.builder()
                .name("pathtracer_fleet_vantage_points")
                .help("Vantage points that are attached, by the hub that they are attached to.")
                .labelNames("hub")
                .callback(callback -> byHub(points).forEach((hub, count) -> callback.call(count, hub)))
                .register(registry);
        gauge("pathtracer_fleet_web_measurements", "Measurements that run.", measurements::running);
        gauge("pathtracer_fleet_web_streams", "Callers that follow a measurement.", measurements::streams);
        CounterWithCallback.builder()
                .name("pathtracer_fleet_web_outcomes_total")
                .help("Outcomes of measurements that were asked for here.")
                .labelNames("result")
                .callback(callback -> {
                    callback.call((double) measurements.completed(), "completed");
                    callback.call((double) measurements.failed(), "failed");
                })
                .register(registry);
    }

    private interface Figure {
        double get();
    }

    private void gauge(String name, String help, Figure figure) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(figure.get()))
                .register(registry);
    }

    private static Map<String, Long> byHub(VantagePoints points) {
        return points.all().stream()
                .collect(Collectors.groupingBy(VantagePoint::hub, TreeMap::new, Collectors.counting()));
    }

    Route route() {
        return Route.get("/metrics", this::answer);
    }

    private void answer(Exchange exchange) {
        ExpositionFormatWriter writer = formats.findWriter(exchange.header("Accept"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writer.write(out, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        exchange.send(HttpStatus.OK_200, writer.getContentType(), out.toByteArray());
    }
}
