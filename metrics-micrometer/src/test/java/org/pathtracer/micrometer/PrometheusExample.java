// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.micrometer;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.pathtracer.Measurement;
import org.pathtracer.MonitorEvent;
import org.pathtracer.MonitorRequest;
import org.pathtracer.MonitorResult;
import org.pathtracer.PathTracer;
import org.pathtracer.PingEvent;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;

/** A small service that pings and monitors its targets for ever, and lets Prometheus read how they are. */
public final class PrometheusExample implements AutoCloseable {
    private static final int MOST_TARGETS = 20;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Measurement<PingEvent, PingResult> ping;
    private final Measurement<MonitorEvent, MonitorResult> monitor;
    private final HttpServer server;

    /** Begins with all of it. */
    PrometheusExample(PathTracer tracer, List<String> targets, int port) throws IOException {
        new TracerMetrics(tracer).bindTo(registry);
        ping = tracer.start(PingRequest.toAll(targets).count(0).build());
        ping.events().subscribe(new PingMetrics(registry, MOST_TARGETS));
        MonitorMetrics metrics = new MonitorMetrics(MOST_TARGETS);
        metrics.bindTo(registry);
        monitor = tracer.start(MonitorRequest.toAll(targets).cycles(0).build());
        monitor.events().subscribe(metrics);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/metrics", exchange -> {
            byte[] page = registry.scrape().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
    }

    /** Where it listens. */
    int port() {
        return server.getAddress().getPort();
    }

    /** Ends all of it but the tracer. */
    @Override
    public void close() {
        server.stop(0);
        monitor.close();
        ping.close();
        registry.close();
    }

    /** Watches the targets that are named, until Ctrl-C; look at http://localhost:9464/metrics. */
    public static void main(String[] targets) throws Exception {
        try (PathTracer tracer = PathTracer.create();
                PrometheusExample example = new PrometheusExample(tracer, List.of(targets), 9464)) {
            example.monitor.result().toCompletableFuture().get();
        }
    }
}
