// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pathtracer.exporter.metric.Metric;
import org.pathtracer.exporter.metric.Metrics;
import org.pathtracer.exporter.metric.Series;

/** Metrics are written one after the other, and are one document. */
class ExpositionTest {
    private static String written(String accept) throws IOException {
        PrometheusRegistry registry = new PrometheusRegistry();
        Series series = new Metrics(registry, List.of("target"), 10).series(List.of("a"));
        series.set(Metric.UP, 1);
        series.observe(Metric.HOP_RTT, List.of(Duration.ofMillis(3)), "1");
        series.observe(Metric.PING_RTT, List.of(Duration.ofMillis(3)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Exposition().write(registry, accept, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void openMetrics_endsOnce() throws IOException {
        String text = written("application/openmetrics-text; version=1.0.0");
        assertThat(text).endsWith("\n# EOF\n").containsOnlyOnce("# EOF");
        assertThat(text.lines().filter(line -> line.startsWith("# TYPE"))).hasSize(3);
        assertThat(text).contains("\npathtracer_up{target=\"a\"} 1");
    }

    @Test
    void text_hasNoEnd_andFewerBoundsForHops() throws IOException {
        String text = written("text/plain");
        assertThat(text).doesNotContain("# EOF").contains("\npathtracer_up{target=\"a\"} 1.0\n");
        assertThat(text.lines().filter(line -> line.startsWith("pathtracer_hop_rtt_seconds_bucket")))
                .hasSize(6);
        assertThat(text.lines().filter(line -> line.startsWith("pathtracer_ping_rtt_seconds_bucket")))
                .hasSize(12);
    }
}
