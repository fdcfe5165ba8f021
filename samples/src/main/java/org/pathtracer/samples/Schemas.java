// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The published schemas, closed: a key that they do not describe is an error here. */
public final class Schemas {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Schemas() {}

    /** Parses a document, which must be the only one there, and checks it against docs/schema. */
    public static JsonNode valid(String schemaFile, String document) {
        try {
            JsonNode node = MAPPER.readTree(document);
            assertThat(schema(schemaFile)
                            .validate(
                                    node,
                                    context -> context.getExecutionConfig().setFormatAssertionsEnabled(true)))
                    .as(document)
                    .isEmpty();
            return node;
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + document, e);
        }
    }

    private static JsonSchema schema(String file) {
        try {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(ClosedSchema.of(MAPPER.readTree(Files.readString(Path.of("../docs/schema", file)))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
