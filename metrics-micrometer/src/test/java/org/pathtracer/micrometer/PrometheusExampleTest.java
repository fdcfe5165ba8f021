// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.pathtracer.PathTracer;
import org.pathtracer.testkit.SimulatedNetwork;
import org.pathtracer.testkit.Topology;
import org.pathtracer.testkit.topology.NodeBuilder;

/** A scrape of the example, as Prometheus does it. */
class PrometheusExampleTest {
    private static final Pattern CYCLES =
            Pattern.compile("pathtracer_monitor_cycles_total\\{target=\"10.0.0.2\"} (\\d+)\\.0");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void documentation_showsTheExample() throws IOException {
        String code = Files.readString(Path.of("src/test/java/org/pathtracer/micrometer/PrometheusExample.java"));
        String page = Files.readString(Path.of("../docs/metrics.md"));
        assertThat(page).contains("```java" + code.substring(code.indexOf('\n')) + "```");
    }

    @Test
    void scrape_hasEachTargetAndHop() throws Exception {
        Topology topology = Topology.builder()
                .source("client")
                .router("r1", NodeBuilder::silent)
                .destination("server")
                .link("client", "r1", link -> link.delay(Duration.ofMillis(5)))
                .link("r1", "server", link -> link.delay(Duration.ofMillis(5)))
                .build();
        try (PathTracer tracer = PathTracer.builder()
                        .transport(SimulatedNetwork.of(topology, 1))
                        .build();
                PrometheusExample example = new PrometheusExample(tracer, List.of("10.0.0.2"), 0)) {
            String page = scrapeWhenItHasTraces(example.port());
            assertThat(page)
                    .contains("pathtracer_monitor_hop_loss{target=\"10.0.0.2\",ttl=\"1\"} 1.0")
                    .contains("pathtracer_monitor_hop_loss{target=\"10.0.0.2\",ttl=\"2\"} 0.0")
                    .contains("pathtracer_monitor_hop_rtt_mean_seconds{target=\"10.0.0.2\",ttl=\"2\"} 0.02\n")
                    .containsPattern(
                            "pathtracer_monitor_hop_rtt_seconds_bucket\\{target=\"10.0.0.2\",ttl=\"2\",le=\"0.02\"} [1-9]")
                    .contains("pathtracer_monitor_hop_sent_total{target=\"10.0.0.2\",ttl=\"1\"} ")
                    .contains("pathtracer_monitor_path_hops{target=\"10.0.0.2\"} 2.0")
                    .contains("pathtracer_monitor_path_changes_total{target=\"10.0.0.2\"} 0.0")
                    .contains("pathtracer_ping_probes_total{outcome=\"answered\",target=\"10.0.0.2\"} ")
                    .contains("pathtracer_ping_rtt_seconds_count{target=\"10.0.0.2\"} ")
                    .contains("pathtracer_probes_sent_total ")
                    .contains("pathtracer_probes_rejected_total{reason=")
                    .contains("pathtracer_probes_in_flight ");
        }
    }

    private static String scrapeWhenItHasTraces(int port) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .timeout(PATIENCE)
                .build();
        HttpClient client = HttpClient.newHttpClient();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(200);
            String page = response.body();
            boolean traced = CYCLES.matcher(page).results().anyMatch(cycles -> Long.parseLong(cycles.group(1)) > 5);
            if (traced && page.contains("pathtracer_ping_rtt_seconds_count")) {
                return page;
            }
            assertThat(System.nanoTime()).as(page).isLessThan(end);
        }
    }
}
