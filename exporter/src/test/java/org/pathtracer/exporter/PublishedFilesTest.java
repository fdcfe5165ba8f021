// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pathtracer.exporter.config.ConfigReader;
import org.pathtracer.exporter.kind.Kind;
import org.pathtracer.exporter.metric.Metric;
import org.pathtracer.exporter.toml.Problems;
import org.pathtracer.exporter.toml.TomlFile;
import org.tomlj.Toml;

/** The example, the schema, the dashboard, the rules and the page fit the exporter. */
class PublishedFilesTest {
    private static final Path FILES = Path.of("../docs/exporter");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern METRIC = Pattern.compile("\\bpathtracer_[a-z_]+");

    private static JsonSchema schema() throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(FILES.resolve("config.schema.json")));
    }

    private static JsonNode json(String toml) throws IOException {
        return JSON.readTree(Toml.parse(toml).toJson());
    }

    @Test
    void example_isValidForTheExporterAndTheSchema() throws IOException {
        Path example = FILES.resolve("exporter.toml");
        assertThat(ConfigReader.read(example).targets()).hasSize(7);
        assertThat(schema().validate(json(Files.readString(example)))).isEmpty();
        assertThat(schema().validate(json("[[target]]\nhots = \"a\""))).isNotEmpty();
    }

    /** What the exporter names when it refuses a key is what editors complete. */
    @Test
    void schema_hasTheKeysOfAllKinds() throws IOException {
        Set<String> known = new TreeSet<>();
        for (Kind kind : Kind.values()) {
            Problems problems = new Problems("");
            TomlFile.read("zzzzzzzzzzzz = 1", problems).ifPresent(table -> {
                var unused = kind.read(table);
            });
            String all = problems.lines().get(0).replaceFirst(".*; there are ", "");
            known.addAll(Set.of(all.split(", ")));
        }
        JsonNode properties = JSON.readTree(Files.readString(FILES.resolve("config.schema.json")))
                .at("/properties/module/additionalProperties/properties");
        Set<String> described = new TreeSet<>();
        properties.fieldNames().forEachRemaining(described::add);
        assertThat(described).isEqualTo(known);
    }

    private static Set<String> exported() {
        return Stream.concat(
                        Stream.of(Metric.values()).flatMap(metric -> switch (metric.type()) {
                            case COUNTER -> Stream.of(metric.id() + "_total");
                            case GAUGE -> Stream.of(metric.id());
                            case HISTOGRAM ->
                                Stream.of(
                                        metric.id(),
                                        metric.id() + "_bucket",
                                        metric.id() + "_sum",
                                        metric.id() + "_count");
                        }),
                        Stream.of(
                                "pathtracer_probes_sent_total",
                                "pathtracer_probes_answered_total",
                                "pathtracer_probes_duplicates_total",
                                "pathtracer_probes_lost_here_total",
                                "pathtracer_probes_in_flight",
                                "pathtracer_targets",
                                "pathtracer_hops_left_out",
                                "pathtracer_build_info",
                                "pathtracer_config_last_reload_successful",
                                "pathtracer_config_last_reload_success_timestamp_seconds"))
                .collect(Collectors.toSet());
    }

    @Test
    void dashboardAndRules_useMetricsThatExist() throws IOException {
        for (String file : new String[] {"dashboard.json", "alerts.yml"}) {
            Set<String> used = METRIC.matcher(Files.readString(FILES.resolve(file)))
                    .results()
                    .map(match -> match.group())
                    .collect(Collectors.toSet());
            assertThat(used).as(file).isNotEmpty();
            assertThat(exported()).as(file).containsAll(used);
        }
    }

    @Test
    void page_namesEveryMetric() throws IOException {
        String page = Files.readString(Path.of("../docs/exporter.md"));
        for (Metric metric : Metric.values()) {
            String name = metric.id() + (metric.type() == Metric.Type.COUNTER ? "_total" : "");
            assertThat(page).contains("`" + name + "`");
            assertThat(metric.labels()).allSatisfy(label -> assertThat(page).contains("`" + label + "`"));
        }
    }

    @Test
    void dashboard_hasAPanelForEachQuestion() throws IOException {
        JsonNode dashboard = JSON.readTree(Files.readString(FILES.resolve("dashboard.json")));
        assertThat(dashboard.get("panels")).hasSizeGreaterThan(10);
        for (JsonNode panel : dashboard.get("panels")) {
            assertThat(panel.get("title").asText()).isNotEmpty();
            assertThat(panel.get("targets")).isNotEmpty();
            JsonNode place = panel.get("gridPos");
            assertThat(place.get("x").asInt() + place.get("w").asInt()).isLessThanOrEqualTo(24);
        }
    }
}
