// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pathtracer.fleet.web.live.Measurements;
import org.pathtracer.fleet.web.pair.PairRecorder;
import org.pathtracer.fleet.web.pair.RecentPairs;

class FleetWebTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static WebFleet fleet;
    private static FleetWeb web;
    private static String measurement;

    @BeforeAll
    static void start() throws Exception {
        fleet = new WebFleet(folder);
        web = fleet.web(options -> options.anyoneMeasures(true));
        measurement = measured("trace");
        measured("ping");
    }

    @AfterAll
    static void end() throws Exception {
        fleet.close();
    }

    /** Lets both vantage points measure, and returns the measurement's number when it has ended. */
    private static String measured(String operation) throws Exception {
        HttpResponse<String> started =
                fleet.post(web, "{\"operation\":\"%s\",\"targets\":[\"%s\"]}".formatted(operation, WebFleet.TARGET));
        assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
        String id = JSON.readTree(started.body()).get("id").asText();
        assertThat(started.headers().firstValue("Location")).contains("/api/v1/measurements/" + id);
        assertThat(events(id, 0)).hasSize(3);
        return id;
    }

    /** The stream ends with the measurement, so this waits for it. */
    private static List<String> events(String id, int from) throws Exception {
        HttpResponse<String> stream = fleet.get(web, "api/v1/measurements/%s/events?from=%d".formatted(id, from));
        assertThat(stream.headers().firstValue("Content-Type")).contains("text/event-stream");
        return List.of(stream.body().split("\n\n")).stream()
                .filter(event -> event.startsWith("id: "))
                .toList();
    }

    private static JsonNode openApi() throws Exception {
        return JSON.readTree(Assets.read("openapi.json"));
    }

    @Test
    void description_hasEachRoute_andEachRouteIsDescribed() throws Exception {
        Set<String> described = new TreeSet<>();
        openApi()
                .get("paths")
                .fields()
                .forEachRemaining(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(method ->
                                described.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
        described.removeIf(one -> one.startsWith("PARAMETERS ")); // what the methods of a path have in common
        RecentPairs pairs = new RecentPairs();
        VantagePoints points = new VantagePoints(fleet.fleet);
        try (Measurements none = new Measurements(fleet.fleet, new PairRecorder(pairs))) {
            Set<String> routes = new Api(points, pairs, none)
                    .routes().stream()
                            .map(route -> route.method() + " " + route.template())
                            .collect(Collectors.toCollection(TreeSet::new));
            routes.add("GET /metrics");
            assertThat(described).isEqualTo(routes);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/vantage-points, api/v1/vantage-points",
        "/api/v1/vantage-points/{name}, api/v1/vantage-points/fra-1",
        "/api/v1/matrix, api/v1/matrix",
        "/api/v1/pairs/{from}/{to}, api/v1/pairs/fra-1/10.0.0.4",
        "/api/v1/measurements, api/v1/measurements",
        "/api/v1/measurements/{id}, api/v1/measurements/ID",
    })
    void answer_isAsDescribed(String template, String path) throws Exception {
        HttpResponse<String> answer = fleet.get(web, path.replace("ID", measurement));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body()).size()).isPositive();
        JsonNode api = openApi();
        var schema = api.at("/paths")
                .get(template)
                .at("/get/responses/200/content/application~1json/schema")
                .deepCopy();
        var whole = JSON.createObjectNode();
        whole.set("components", api.get("components"));
        whole.setAll((com.fasterxml.jackson.databind.node.ObjectNode) schema);
        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(whole)
                        .validate(JSON.readTree(answer.body())))
                .isEmpty();
    }

    @Test
    void vantagePoints_areThere() throws Exception {
        JsonNode all = JSON.readTree(fleet.get(web, "api/v1/vantage-points").body());
        assertThat(all).hasSize(2);
        assertThat(all.get(0).get("name").asText()).isEqualTo("fra-1");
        assertThat(all.get(0).at("/labels/region").asText()).isEqualTo("eu");
        assertThat(fleet.get(web, "api/v1/vantage-points/none").statusCode()).isEqualTo(404);
    }

    @Test
    void outcomes_haveResults_andAreInTheMatrix() throws Exception {
        JsonNode outcomes = JSON.readTree(
                        fleet.get(web, "api/v1/measurements/" + measurement).body())
                .get("outcomes");
        assertThat(outcomes).hasSize(2);
        assertThat(outcomes.get(0).at("/result/hops")).hasSize(4);
        JsonNode matrix = JSON.readTree(fleet.get(web, "api/v1/matrix").body());
        assertThat(matrix).hasSize(2);
        assertThat(matrix.get(0).get("loss").asDouble()).isZero();
        assertThat(matrix.get(0).get("to").asText()).isEqualTo(WebFleet.TARGET);
        JsonNode pair = JSON.readTree(
                fleet.get(web, "api/v1/pairs/fra-1/" + WebFleet.TARGET).body());
        assertThat(pair.at("/path/hops")).hasSize(4);
    }

    @Test
    void callerThatComesBack_getsWhatItMissed() throws Exception {
        HttpResponse<String> rest =
                fleet.get(web, "api/v1/measurements/" + measurement + "/events", "Last-Event-ID", "0");
        assertThat(rest.body()).contains("id: 1\n", "id: 2\nevent: end").doesNotContain("id: 0\n");
        assertThat(events(measurement, 2)).singleElement().asString().contains("\"end\":\"done\"");
    }

    @Test
    void atlas_hasTheNameOfEachVantagePoint() throws Exception {
        JsonNode results = JSON.readTree(fleet.get(web, "api/v1/measurements/" + measurement + "?format=atlas")
                .body());
        assertThat(results).hasSize(2);
        List<String> names = new ArrayList<>();
        results.forEach(one -> {
            assertThat(one.get("type").asText()).isEqualTo("traceroute");
            assertThat(one.get("result")).hasSize(4);
            names.add(one.get("pathtracer_vantage_point").asText());
        });
        assertThat(names).containsExactlyInAnyOrder("fra-1", "nyc-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | no JSON object",
                "{ | no JSON",
                "{\"target\":\"a\"} | is none of [count,",
                "{\"targets\":[]} | is a list of names or addresses",
                "{\"targets\":[\"a\"],\"operation\":\"rm\"} | is none of trace, ping",
                "{\"targets\":[\"a\",\"b\"]} | trace takes one target, and here are 2",
                "{\"targets\":[\"a\"],\"probes\":0.5} | a whole number",
                "{\"targets\":[\"a\"],\"probes\":1000} | from 0 to 100",
                "{\"targets\":[\"a\"],\"protocol\":\"sctp\"} | none of icmp",
                "{\"targets\":[\"a\"],\"from\":\"what ever\"} | what ever",
                "{\"targets\":{}} | neither a text",
            })
    void badRequest_isASentence(String document, String part) throws Exception {
        HttpResponse<String> answer = fleet.post(web, document);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains(part);
    }

    @Test
    void largeRequest_orAnotherType_isRefused() throws Exception {
        assertThat(fleet.post(web, " ".repeat(70_000)).body()).contains("at most 65536 bytes");
        HttpResponse<String> form = fleet.send(WebFleet.request(web, "api/v1/measurements")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("{\"targets\":[\"10.0.0.4\"]}")));
        assertThat(form.statusCode()).isEqualTo(415);
    }

    @Test
    void selectionOfNothing_endsWithASentence() throws Exception {
        HttpResponse<String> started =
                fleet.post(web, "{\"targets\":[\"%s\"],\"from\":\"region=mars\"}".formatted(WebFleet.TARGET));
        assertThat(events(JSON.readTree(started.body()).get("id").asText(), 0))
                .singleElement()
                .asString()
                .contains("selects none of the 2 vantage points");
    }

    @Test
    void metrics_haveNoPairs() throws Exception {
        assertThat(fleet.get(web, "metrics").body())
                .contains("pathtracer_fleet_vantage_points{hub=\"one\"} 2")
                .contains("pathtracer_fleet_web_outcomes_total{result=\"completed\"} ")
                .doesNotContain("fra-1", WebFleet.TARGET);
    }

    @Test
    void pages_escapeWhatAgentsSay_andRunNothing() throws Exception {
        for (String path : List.of("", "vantage-points", "vantage-points/nyc-1", "pairs/nyc-1/%3Cscript%3E")) {
            HttpResponse<String> page = fleet.get(web, path);
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).doesNotContain("<img", "<script>");
            assertThat(page.headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(policy -> assertThat(policy)
                            .contains("default-src 'none'", "script-src 'self'")
                            .doesNotContain("unsafe"));
        }
        assertThat(fleet.get(web, "vantage-points").body()).contains("&lt;img");
    }

    @Test
    void unknownPath_andWrongMethod_areSaid() throws Exception {
        assertThat(fleet.get(web, "nowhere").statusCode()).isEqualTo(404);
        HttpResponse<String> delete =
                fleet.send(WebFleet.request(web, "api/v1/matrix").DELETE());
        assertThat(delete.statusCode()).isEqualTo(405);
        assertThat(delete.headers().firstValue("Allow")).contains("GET");
    }
}
