// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.samples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes of a published schema, which allows keys that it does not know, one that does not: what the command prints now
 * is described to the last key, and yet readers of it accept what a later version adds.
 */
public final class ClosedSchema {
    private static final List<String> COMBINING = List.of("allOf", "anyOf", "oneOf");

    /** What others are combined from must stay open, or these could have no keys of their own. */
    private final Set<String> parts = new HashSet<>();

    private ClosedSchema() {}

    public static JsonNode of(JsonNode published) {
        JsonNode schema = published.deepCopy();
        ClosedSchema closed = new ClosedSchema();
        closed.findParts(schema);
        closed.close(schema, "#");
        return schema;
    }

    private static boolean isCombined(JsonNode node) {
        return node.has("$ref") || COMBINING.stream().anyMatch(node::has);
    }

    private static boolean isObject(JsonNode node) {
        return node.path("type").asText().equals("object");
    }

    private void findParts(JsonNode node) {
        if (isObject(node) && isCombined(node)) {
            parts.add(node.path("$ref").asText());
            COMBINING.forEach(keyword -> node.path(keyword)
                    .forEach(part -> parts.add(part.path("$ref").asText())));
        }
        node.forEach(this::findParts);
    }

    private void close(JsonNode node, String pointer) {
        if (node instanceof ObjectNode object && isObject(object) && !parts.contains(pointer)) {
            if (isCombined(object)) {
                object.put("unevaluatedProperties", false);
            } else if (object.has("properties")) {
                object.put("additionalProperties", false);
            }
        }
        node.properties().forEach(entry -> close(entry.getValue(), pointer + "/" + entry.getKey()));
        if (node.isArray()) {
            node.forEach(element -> close(element, pointer + "/-"));
        }
    }
}
