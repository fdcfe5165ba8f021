// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON document from outside, as maps, lists, strings, numbers and truths; an absent value stands for null. The
 * reader bounds its length.
 */
public record JsonTree(Optional<Object> value) {
    private static final int DEEPEST = 64;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    /** Throws {@link IOException} for what is no document, or more than one. */
    public static JsonTree parse(byte[] document) throws IOException {
        try (JsonParser parser = FACTORY.createParser(document)) {
            parser.nextToken();
            JsonTree tree = new JsonTree(value(parser));
            if (parser.nextToken() != null) {
                throw new IOException("there is something behind the document");
            }
            return tree;
        }
    }

    private static Optional<Object> value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new IOException("the document is empty");
        }
        return switch (token) {
            case START_OBJECT -> Optional.of(members(parser));
            case START_ARRAY -> Optional.of(elements(parser));
            case VALUE_STRING -> Optional.of(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Optional.of(parser.getDecimalValue());
            case VALUE_TRUE, VALUE_FALSE -> Optional.of(parser.getBooleanValue());
            default -> Optional.empty();
        };
    }

    private static Map<String, JsonTree> members(JsonParser parser) throws IOException {
        Map<String, JsonTree> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, new JsonTree(value(parser)));
        }
        return members;
    }

    private static List<JsonTree> elements(JsonParser parser) throws IOException {
        List<JsonTree> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(new JsonTree(value(parser)));
        }
        return elements;
    }

    /** The member of an object; nothing if this is not an object, or has none. */
    public JsonTree get(String member) {
        return value.filter(Map.class::isInstance)
                .map(object -> ((Map<?, ?>) object).get(member))
                .map(JsonTree.class::cast)
                .orElse(new JsonTree(Optional.empty()));
    }

    /** The elements of an array; none if this is no array. */
    public List<JsonTree> elements() {
        List<JsonTree> elements = new ArrayList<>();
        if (value.orElse("") instanceof List<?> list) {
            list.forEach(element -> elements.add((JsonTree) element));
        }
        return elements;
    }

    /** A string, if this is one. */
    public Optional<String> text() {
        return value.filter(String.class::isInstance).map(String.class::cast);
    }
}
