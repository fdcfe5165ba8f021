// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pathtracer.PathTracer;
import org.pathtracer.TracerClosedException;
import org.pathtracer.testkit.SimulatedNetwork;
import org.pathtracer.testkit.Topology;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** An application with a web server, as Spring starts it. */
class ApplicationTest {
    private static final String TARGET = "203.0.113.9";

    @SpringBootApplication
    static class Application {
        /** A simulated network, so that the test needs no permission. */
        @Bean
        PathTracerCustomizer network() {
            Topology topology = Topology.builder()
                    .source("me", node -> node.address("192.168.1.20"))
                    .destination("target", node -> node.address(TARGET))
                    .link("me", "target")
                    .build();
            return builder -> builder.transport(SimulatedNetwork.of(topology, 1));
        }
    }

    private static ConfigurableApplicationContext start(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--spring.main.banner-mode=off",
                "--logging.level.root=warn",
                "--management.endpoints.web.exposure.include=*",
                "--management.endpoint.health.show-details=always"));
        arguments.addAll(List.of(more));
        return SpringApplication.run(Application.class, arguments.toArray(String[]::new));
    }

    private static String get(ConfigurableApplicationContext context, String path) throws Exception {
        int port = ((WebServerApplicationContext) context).getWebServer().getPort();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private static JsonNode json(ConfigurableApplicationContext context, String path) throws Exception {
        return new ObjectMapper().readTree(get(context, path));
    }

    @Test
    void application_hasOneTracer_withHealthEndpointAndMeters() throws Exception {
        try (ConfigurableApplicationContext context = start()) {
            assertThat(context.getBean(PathTracer.class).ping(TARGET).received())
                    .isPositive();
            JsonNode health = json(context, "/actuator/health").at("/components/pathTracer");
            assertThat(health.get("status").asText()).isEqualTo("UP");
            assertThat(health.at("/details/transports/0").asText()).isNotEmpty();
            JsonNode status = json(context, "/actuator/pathtracer");
            assertThat(status.get("sent").asLong())
                    .isPositive()
                    .isEqualTo(status.get("answered").asLong());
            assertThat(status.at("/transports/0/available").asBoolean()).isTrue();
            assertThat(get(context, "/actuator/prometheus"))
                    .containsPattern("(?m)^pathtracer_probes_sent_total \\d")
                    .contains("pathtracer_probes_in_flight");
        }
    }

    @Test
    void tracer_isClosedWithTheApplication() {
        PathTracer tracer;
        try (ConfigurableApplicationContext context = start()) {
            tracer = context.getBean(PathTracer.class);
        }
        assertThatThrownBy(() -> tracer.ping(TARGET)).isInstanceOf(TracerClosedException.class);
    }

    @Test
    void properties_areTheTracers() {
        try (ConfigurableApplicationContext context = start("--pathtracer.rate-limit=1000", "--pathtracer.loops=1")) {
            PathTracerProperties properties = context.getBean(PathTracerProperties.class);
            assertThat(properties).isEqualTo(new PathTracerProperties(1000, 1, null));
        }
    }

    @Test
    void editors_knowTheProperties() throws Exception {
        JsonNode metadata = new ObjectMapper()
                .readTree(PathTracerProperties.class
                        .getResource("/META-INF/spring-configuration-metadata.json")
                        .openStream());
        assertThat(metadata.get("properties"))
                .extracting(property -> property.get("name").asText())
                .contains("pathtracer.rate-limit", "pathtracer.loops", "pathtracer.follow-network");
    }

    @Test
    void badProperty_isSaidAtTheStart() {
        assertThatThrownBy(() -> start("--pathtracer.loops=100")).hasStackTraceContaining("1 to 64");
    }
}
