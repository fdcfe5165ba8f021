// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.web.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.pathtracer.PingResult;
import org.pathtracer.TraceResult;
import org.pathtracer.annotation.Reportable;
import org.pathtracer.report.Reports;

/**
 * Traces and pings as RIPE Atlas has them. Its probes have numbers and vantage points have names, so each result has
 * the name as a field of its own, which readers of the format pass over.
 */
final class AtlasResults {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String NAME = "pathtracer_vantage_point";

    private AtlasResults() {}

    /** Returns the results with commas between them; empty if they have no such form. */
    static String of(String vantagePoint, Reportable result) {
        if (result instanceof TraceResult trace) {
            return named(vantagePoint, Reports.atlas(trace));
        }
        return result instanceof PingResult ping ? named(vantagePoint, Reports.atlas(ping)) : "";
    }

    private static String named(String vantagePoint, String results) {
        List<String> all = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(results)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.START_OBJECT) {
                    all.add(named(vantagePoint, parser));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return String.join(",", all);
    }

    private static String named(String vantagePoint, JsonParser parser) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator document = JSON.createGenerator(text)) {
            document.writeStartObject();
            document.writeStringField(NAME, vantagePoint);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                document.writeFieldName(parser.currentName());
                parser.nextToken();
                document.copyCurrentStructure(parser);
            }
            document.writeEndObject();
        }
        return text.toString();
    }
}
