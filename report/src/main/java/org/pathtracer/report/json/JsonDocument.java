// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.pathtracer.Protocol;
import org.pathtracer.TransportChoice;
import org.pathtracer.report.format.EnumText;
import org.pathtracer.report.format.Milliseconds;

/**
 * Writes one JSON document in this command's conventions: absent is absent, decimals are plain, names are kebab-case.
 *
 * @since 0.1.0
 */
public final class JsonDocument {
    private static final int RATIO_DIGITS = 6;

    /** What is written between the brackets of an object or array. */
    public interface Content {
        void write() throws IOException;
    }

    /** What is written for one element of a list. */
    public interface ElementWriter<T> {
        void write(T element) throws IOException;
    }

    /** ASCII, so that neither the locale nor a control character from outside can spoil it. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final Closeable out;
    private final JsonGenerator generator;
    /** What was written last as milliseconds. */
    private Duration latest = Duration.ZERO;

    private String latestMillis = "0";

    /** A document in memory. */
    public JsonDocument(boolean compact) {
        this(compact, new StringWriter());
    }

    /** A document that is written as it is made; its writer is not closed. */
    public JsonDocument(boolean compact, Writer out) {
        this.out = out;
        generator = generator(() -> FACTORY.createGenerator(out));
        if (!compact) {
            DefaultIndenter lines = new DefaultIndenter("  ", "\n");
            generator.setPrettyPrinter(
                    new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines));
        }
    }

    /** Documents that are each a {@link #line}. */
    JsonDocument(OutputStream lines) {
        out = lines;
        generator = generator(() -> FACTORY.createGenerator(lines));
    }

    private interface Creation {
        JsonGenerator create() throws IOException;
    }

    private static JsonGenerator generator(Creation creation) {
        try {
            return creation.create()
                    .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                    .setRootValueSeparator(null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes one of several documents, an object, and a line feed. */
    void line(Content members) throws IOException {
        object(members);
        generator.writeRaw('\n');
    }

    /** Hands on what was written and is held back so that others come with it. */
    void flush() throws IOException {
        generator.flush();
    }

    /** Writes the whole document, an object, which ends with a line feed. Returns the text of one in memory. */
    public String write(Content members) {
        return whole(() -> object(members));
    }

    /** Writes the whole document, an array, which ends with a line feed. */
    public <T> String writeArray(List<T> elements, ElementWriter<T> writer) {
        return whole(() -> array(elements, writer));
    }

    private String whole(Content content) {
        try {
            content.write();
            generator.writeRaw('\n');
            generator.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    /** The same into a stream, at once: a reader gets all of it or, if something fails before, nothing. */
    public void writeTo(PrintStream out, Content members) {
        out.print(write(members));
        out.flush();
    }

    public void object(Content members) throws IOException {
        generator.writeStartObject();
        members.write();
        generator.writeEndObject();
    }

    /** The name of a member, whose value follows. */
    void name(String name) throws IOException {
        generator.writeFieldName(name);
    }

    public void object(String name, Content members) throws IOException {
        generator.writeFieldName(name);
        object(members);
    }

    public <T> void array(String name, List<T> elements, ElementWriter<T> writer) throws IOException {
        generator.writeFieldName(name);
        array(elements, writer);
    }

    private <T> void array(List<T> elements, ElementWriter<T> writer) throws IOException {
        generator.writeStartArray();
        for (T element : elements) {
            writer.write(element);
        }
        generator.writeEndArray();
    }

    public void strings(String name, List<?> values) throws IOException {
        array(name, values, value -> generator.writeString(value.toString()));
    }

    /** Documents that were written before. */
    void documents(String name, List<String> documents) throws IOException {
        array(name, documents, document -> {
            try (JsonParser parser = FACTORY.createParser(document)) {
                parser.nextToken();
                generator.copyCurrentStructureExact(parser);
            }
        });
    }

    public void string(String name, String value) throws IOException {
        generator.writeStringField(name, value);
    }

    public void name(String name, Enum<?> value) throws IOException {
        string(name, EnumText.of(value));
    }

    public void bool(String name, boolean value) throws IOException {
        generator.writeBooleanField(name, value);
    }

    public void number(String name, long value) throws IOException {
        generator.writeNumberField(name, value);
    }

    /** Left out if it is 0. */
    public void positive(String name, long value) throws IOException {
        if (value > 0) {
            number(name, value);
        }
    }

    public void number(String name, OptionalInt value) throws IOException {
        if (value.isPresent()) {
            number(name, value.getAsInt());
        }
    }

    public void number(String name, OptionalDouble value) throws IOException {
        if (value.isPresent()) {
            decimal(name, Milliseconds.plain(BigDecimal.valueOf(value.getAsDouble())));
        }
    }

    /** Whole numbers. */
    public void numbers(String name, List<? extends Number> values) throws IOException {
        array(name, values, value -> generator.writeNumber(value.longValue()));
    }

    public void string(String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            string(name, value.get());
        }
    }

    public void number(String name, OptionalLong value) throws IOException {
        if (value.isPresent()) {
            generator.writeNumberField(name, value.getAsLong());
        }
    }

    public void millis(String name, Duration value) throws IOException {
        // Of a single answer, which is what a sweep has of each target, all figures are the same.
        if (!value.equals(latest)) {
            latest = value;
            latestMillis = Milliseconds.exact(value);
        }
        decimal(name, latestMillis);
    }

    public void millis(String name, Optional<Duration> value) throws IOException {
        if (value.isPresent()) {
            millis(name, value.get());
        }
    }

    public void ratio(String name, double value) throws IOException {
        decimal(name, Milliseconds.plain(BigDecimal.valueOf(value).setScale(RATIO_DIGITS, RoundingMode.HALF_EVEN)));
    }

    public void ratio(String name, OptionalDouble value) throws IOException {
        if (value.isPresent()) {
            ratio(name, value.getAsDouble());
        }
    }

    /** What the probes of an operation are, and what sends them. */
    void transport(Protocol protocol, TransportChoice transport) throws IOException {
        name("protocol", protocol);
        string("transport", transport.name());
        string("transportReason", transport.reason());
        strings("transportLimits", transport.limits());
    }

    /** A text, number or truth, a list or a map of them. */
    void value(String name, Object value) throws IOException {
        generator.writeFieldName(name);
        value(value);
    }

    private void value(Object value) throws IOException {
        if (value instanceof Map<?, ?> members) {
            generator.writeStartObject();
            for (Map.Entry<?, ?> member : members.entrySet()) {
                value(String.valueOf(member.getKey()), member.getValue());
            }
            generator.writeEndObject();
        } else if (value instanceof List<?> elements) {
            generator.writeStartArray();
            for (Object element : elements) {
                value(element);
            }
            generator.writeEndArray();
        } else if (value instanceof Boolean truth) {
            generator.writeBoolean(truth);
        } else if (value instanceof BigDecimal decimal) {
            generator.writeNumber(Milliseconds.plain(decimal));
        } else if (value instanceof Number number) {
            generator.writeNumber(number.toString());
        } else {
            generator.writeString(value.toString());
        }
    }

    private void decimal(String name, String digits) throws IOException {
        generator.writeFieldName(name);
        generator.writeNumber(digits);
    }
}
