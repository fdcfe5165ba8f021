// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.reading;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON document as maps, lists, texts, decimals and truths. */
final class JsonTree {
    /** Enough for every number that is written, and no more than is cheap to calculate with. */
    private static final int LONGEST_NUMBER = 40;

    private static final int LARGEST_EXPONENT = 40;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonTree() {}

    /**
     * Reads the only document in a text.
     *
     * @throws DamagedDocument with line and column, if it is no JSON
     */
    static Map<String, Object> read(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new DamagedDocument("$", "it is no JSON object");
            }
            Map<String, Object> members = members(parser);
            if (parser.nextToken() != null) {
                throw at(parser.currentTokenLocation(), "there is more behind the document");
            }
            return members;
        } catch (JsonEOFException e) {
            throw at(e.getLocation(), "the document ends too early");
        } catch (JsonProcessingException e) {
            throw at(e.getLocation(), String.valueOf(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a text has no such errors
        }
    }

    private static DamagedDocument at(JsonLocation location, String sentence) {
        String place =
                location == null ? "its end" : "line " + location.getLineNr() + ", column " + location.getColumnNr();
        return new DamagedDocument(place, sentence);
    }

    private static Map<String, Object> members(JsonParser parser) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            // Absent is absent: a null says no more than that.
            if (token != JsonToken.VALUE_NULL) {
                members.put(name, value(parser, token));
            }
        }
        return members;
    }

    private static List<Object> elements(JsonParser parser) throws IOException {
        List<Object> elements = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            // A null keeps its place, and is none of the kinds that are asked for.
            elements.add(token == JsonToken.VALUE_NULL ? token : value(parser, token));
        }
        return elements;
    }

    private static Object value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> members(parser);
            case START_ARRAY -> elements(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
            default -> throw at(parser.currentTokenLocation(), "a value can't be " + parser.getText());
        };
    }

    private static BigDecimal number(JsonParser parser) throws IOException {
        String digits = parser.getText();
        if (digits.length() <= LONGEST_NUMBER) {
            BigDecimal number = new BigDecimal(digits);
            if (Math.abs((long) number.scale()) <= LARGEST_EXPONENT) {
                return number;
            }
        }
        throw at(parser.currentTokenLocation(), "the number is too long");
    }
}
