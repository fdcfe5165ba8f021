// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.exporter.metric.Metric;
import org.pathtracer.exporter.metric.Metrics;
import org.pathtracer.exporter.metric.Series;

/** The text is what the client library would write, apart from the order of series and labels, and is one document. */
class ExpositionTest {
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0";

    private final PrometheusRegistry registry = new PrometheusRegistry();

    private Metrics metrics(List<String> labels) {
        Gauge.builder().name("other").help("Of the registry").register(registry).set(1);
        return new Metrics(registry, labels, 10);
    }

    private static void fill(Series series) {
        series.set(Metric.UP, 1);
        series.set(Metric.ROUND_DURATION, Double.NaN);
        series.set(Metric.ROUND_TIME, 1.7640000001234e9);
        series.set(Metric.BUFFERBLOAT_RATE, 1e9, "down");
        series.set(Metric.BUFFERBLOAT_RATE, -.5, "up");
        series.set(Metric.BUFFERBLOAT_RPM, Double.POSITIVE_INFINITY);
        series.add(Metric.ROUNDS, 9_999_999, "reached");
        series.add(Metric.ROUNDS, 10_000_000, "failed");
        series.add(Metric.ROUNDS, 0, "skipped");
        series.observe(Metric.PING_RTT, List.of());
        series.observe(Metric.HOP_RTT, List.of(Duration.ofMillis(3), Duration.ofMillis(300), Duration.ofDays(1)), "1");
        series.observe(Metric.HOP_RTT, List.of(Duration.ofMillis(5), Duration.ofNanos(5_000_001)), "2");
    }

    private static String written(Metrics metrics, String accept) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Exposition().write(metrics, accept, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private String written(String accept) throws IOException {
        Metrics metrics = metrics(List.of("target"));
        fill(metrics.series(List.of("a")));
        return written(metrics, accept);
    }

    /** Its lines, each with its labels in the order of their names. */
    private static Set<String> lines(String text) {
        return text.lines().map(ExpositionTest::sorted).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String sorted(String line) {
        int open = line.indexOf('{');
        int close = line.lastIndexOf('}');
        return open < 0
                ? line
                : line.substring(0, open)
                        + new TreeSet<>(List.of(line.substring(open + 1, close).split("(?<=\"),", -1)))
                        + line.substring(close + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", OPEN_METRICS})
    void text_hasTheLinesOfTheClientLibrary(String accept) throws IOException {
        Metrics metrics = metrics(List.of("target", "module", "site"));
        fill(metrics.series(List.of("a", "ping", "")));
        fill(metrics.series(List.of("quote \" backslash \\ line\nend", "ping", "Zürich")));
        ByteArrayOutputStream library = new ByteArrayOutputStream();
        ExpositionFormats.init(PrometheusProperties.get()).findWriter(accept).write(library, registry.scrape());
        String text = written(metrics, accept);
        assertThat(lines(text)).isEqualTo(lines(library.toString(StandardCharsets.UTF_8)));
        assertThat(text.lines()).doesNotHaveDuplicates().hasSizeGreaterThan(50);
    }

    @Test
    void seriesWithoutLabels_haveNoBraces() throws IOException {
        Metrics metrics = metrics(List.of());
        fill(metrics.series(List.of()));
        assertThat(written(metrics, "text/plain"))
                .contains("\npathtracer_up 1.0\n")
                .contains("\npathtracer_rounds_total{result=\"skipped\"} 0.0\n")
                .contains("\npathtracer_ping_rtt_seconds_bucket{le=\"0.001\"} 0\n")
                .contains("\npathtracer_ping_rtt_seconds_sum 0.0\n");
    }

    @Test
    void openMetrics_endsOnce() throws IOException {
        String text = written(OPEN_METRICS);
        assertThat(text).endsWith("\n# EOF\n").containsOnlyOnce("# EOF");
        assertThat(text.lines().filter(line -> line.startsWith("# TYPE"))).hasSize(9);
        assertThat(text).contains("\npathtracer_up{target=\"a\"} 1").contains("\nother 1");
    }

    @Test
    void text_hasNoEnd_andFewerBoundsForHops() throws IOException {
        String text = written("text/plain");
        assertThat(text).doesNotContain("# EOF").contains("\npathtracer_up{target=\"a\"} 1.0\n");
        assertThat(text.lines().filter(line -> line.startsWith("pathtracer_hop_rtt_seconds_bucket")))
                .hasSize(12);
        assertThat(text.lines().filter(line -> line.startsWith("pathtracer_ping_rtt_seconds_bucket")))
                .hasSize(12);
    }

    @Test
    void removedTarget_hasNoLines() throws IOException {
        Metrics metrics = metrics(List.of("target"));
        Series gone = metrics.series(List.of("gone"));
        fill(gone);
        fill(metrics.series(List.of("stays")));
        gone.remove();
        assertThat(written(metrics, "text/plain")).contains("stays").doesNotContain("gone");
        assertThat(registry.scrape(name -> name.equals("pathtracer_up")).stream()
                        .mapToInt(metric -> metric.getDataPoints().size())
                        .sum())
                .isEqualTo(1);
    }
}
