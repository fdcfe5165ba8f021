// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pathtracer.exporter.config.OtlpEntry;

/** What a collector gets. */
class OtlpPushTest {
    private static final long PATIENCE_SECONDS = 60;

    private final BlockingQueue<ExportMetricsServiceRequest> pushed = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> users = new LinkedBlockingQueue<>();
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private HttpServer collector = null;

    @BeforeEach
    void listen() throws Exception {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/metrics", exchange -> {
            users.add(exchange.getRequestHeaders().getFirst("X-User"));
            pushed.add(ExportMetricsServiceRequest.parseFrom(exchange.getRequestBody()));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
    }

    @AfterEach
    void close() {
        collector.stop(0);
    }

    private static Stream<Metric> metrics(ExportMetricsServiceRequest request) {
        return request.getResourceMetricsList().stream()
                .flatMap(resource -> resource.getScopeMetricsList().stream())
                .flatMap(scope -> scope.getMetricsList().stream());
    }

    private static Metric metric(ExportMetricsServiceRequest request, String name) {
        return metrics(request)
                .filter(metric -> metric.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in "
                        + metrics(request).map(Metric::getName).toList()));
    }

    @Test
    void seriesThatAreThere_arePushedWithTheirFigures() throws Exception {
        Counter probes = Counter.builder().name("probes").labelNames("target").register(registry);
        Gauge up = Gauge.builder().name("up").labelNames("target").register(registry);
        Histogram rtt = Histogram.builder().name("rtt").labelNames("target").register(registry);
        probes.labelValues("a").inc(3);
        up.labelValues("a").set(1);
        rtt.labelValues("a").observe(.25);
        rtt.labelValues("a").observe(.5);
        OtlpEntry entry = new OtlpEntry(
                URI.create("http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/metrics"),
                Duration.ofHours(1),
                Map.of("X-User", "alice"));
        // It pushes once more at its end.
        OtlpPush.start(entry, registry::scrape).close();
        ExportMetricsServiceRequest request = pushed.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(request).isNotNull();
        assertThat(users).contains("alice");
        List<NumberDataPoint> counted = metric(request, "probes").getSum().getDataPointsList();
        assertThat(counted).hasSize(1);
        assertThat(counted.get(0).getAsDouble()).isEqualTo(3);
        assertThat(counted.get(0).getAttributes(0).getKey()).isEqualTo("target");
        assertThat(metric(request, "up").getGauge().getDataPoints(0).getAsDouble())
                .isEqualTo(1);
        assertThat(metric(request, "rtt").getHistogram().getDataPoints(0).getCount())
                .isEqualTo(2);
        assertThat(metric(request, "rtt").getHistogram().getDataPoints(0).getSum())
                .isEqualTo(.75);
    }
}
