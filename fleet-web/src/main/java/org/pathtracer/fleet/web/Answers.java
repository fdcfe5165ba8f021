// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pathtracer.TraceResult;
import org.pathtracer.fleet.VantagePoint;
import org.pathtracer.fleet.web.live.LiveMeasurement;
import org.pathtracer.fleet.web.pair.PairFigures;
import org.pathtracer.report.ReportOptions;
import org.pathtracer.report.Reports;

/** JSON documents for programs. */
final class Answers {
    private static final JsonFactory JSON = new JsonFactory();
    private static final ReportOptions COMPACT = ReportOptions.standard().compact(true);

    private Answers() {}

    private interface Content {
        void write(JsonGenerator document) throws IOException;
    }

    private static String document(Content content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator document = JSON.createGenerator(text)) {
            content.write(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    static String vantagePoints(List<VantagePoint> points) {
        return document(document -> {
            document.writeStartArray();
            for (VantagePoint point : points) {
                write(document, point);
            }
            document.writeEndArray();
        });
    }

    static String vantagePoint(VantagePoint point) {
        return document(document -> write(document, point));
    }

    private static void write(JsonGenerator document, VantagePoint point) throws IOException {
        document.writeStartObject();
        document.writeStringField("name", point.name());
        document.writeObjectFieldStart("labels");
        for (Map.Entry<String, String> label : point.labels().entrySet()) {
            document.writeStringField(label.getKey(), label.getValue());
        }
        document.writeEndObject();
        document.writeArrayFieldStart("capabilities");
        for (String capability : point.capabilities()) {
            document.writeString(capability);
        }
        document.writeEndArray();
        document.writeStringField("hub", point.hub());
        document.writeEndObject();
    }

    static String matrix(List<PairFigures> newest) {
        return document(document -> {
            document.writeStartArray();
            for (PairFigures one : newest) {
                write(document, one);
            }
            document.writeEndArray();
        });
    }

    private static void write(JsonGenerator document, PairFigures one) throws IOException {
        document.writeStartObject();
        document.writeStringField("from", one.from());
        document.writeStringField("to", one.to());
        document.writeStringField("at", one.at().toString());
        document.writeNumberField("sent", one.sent());
        document.writeNumberField("received", one.received());
        if (one.loss().isPresent()) {
            document.writeNumberField("loss", one.loss().getAsDouble());
        }
        if (one.rttMillis().isPresent()) {
            document.writeNumberField("rtt_ms", one.rttMillis().getAsDouble());
        }
        document.writeEndObject();
    }

    static String pair(String from, String to, List<PairFigures> series, Optional<TraceResult> path) {
        return document(document -> {
            document.writeStartObject();
            document.writeStringField("from", from);
            document.writeStringField("to", to);
            document.writeArrayFieldStart("series");
            for (PairFigures one : series) {
                write(document, one);
            }
            document.writeEndArray();
            if (path.isPresent()) {
                document.writeFieldName("path");
                document.writeRawValue(Reports.json(path.get(), COMPACT).strip());
            }
            document.writeEndObject();
        });
    }

    static String measurements(List<LiveMeasurement> all) {
        return document(document -> {
            document.writeStartArray();
            for (LiveMeasurement one : all) {
                write(document, one, false);
            }
            document.writeEndArray();
        });
    }

    static String measurement(LiveMeasurement one, boolean outcomes) {
        return document(document -> write(document, one, outcomes));
    }

    private static void write(JsonGenerator document, LiveMeasurement one, boolean outcomes) throws IOException {
        document.writeStartObject();
        document.writeStringField("id", one.id());
        document.writeStringField("operation", one.ask().operation());
        document.writeArrayFieldStart("targets");
        for (String target : one.ask().targets()) {
            document.writeString(target);
        }
        document.writeEndArray();
        document.writeStringField("from", one.ask().from());
        document.writeStringField("caller", one.caller());
        document.writeStringField("started", one.started().toString());
        String end = one.end();
        document.writeBooleanField("running", end.isEmpty());
        if (!end.isEmpty()) {
            document.writeStringField("end", end);
        }
        List<String> lines = one.lines();
        document.writeNumberField("outcome_count", lines.size());
        if (outcomes) {
            document.writeArrayFieldStart("outcomes");
            for (String line : lines) {
                document.writeRawValue(line);
            }
            document.writeEndArray();
        }
        document.writeEndObject();
    }
}
