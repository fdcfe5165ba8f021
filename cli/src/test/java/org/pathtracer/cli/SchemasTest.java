// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathtracer.samples.ClosedSchema;
import org.pathtracer.samples.Schemas;

/** The published schemas let a later version add keys; these tests do not let this one print what none describes. */
class SchemasTest {
    private static final String FAILURE =
            "{\"schema\":\"pathtracer/failure/1\",\"command\":\"mtu\",\"failure\":\"a sentence\"%s}";

    static List<Path> published() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../docs/schema"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("published")
    void publishedSchema_allowsFurtherKeys(Path file) throws IOException {
        assertThat(Files.readString(file))
                .doesNotContainPattern("\"(additional|unevaluated)Properties\"\\s*:\\s*false");
    }

    @ParameterizedTest
    @MethodSource("published")
    void publishedSchema_isClosedInTests(Path file) throws IOException {
        assertThat(ClosedSchema.of(new ObjectMapper().readTree(file.toFile())).toString())
                .containsPattern("\"(additional|unevaluated)Properties\":false");
    }

    @Test
    void furtherKey_isAcceptedByReadersAndFoundByTests() throws IOException {
        String known = FAILURE.formatted("");
        String grown = FAILURE.formatted(",\"later\":1");
        Schemas.valid("failure-1.json", known);
        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(Files.readString(Path.of("../docs/schema/failure-1.json")))
                        .validate(new ObjectMapper().readTree(grown)))
                .isEmpty();
        assertThatThrownBy(() -> Schemas.valid("failure-1.json", grown))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("later");
    }
}
