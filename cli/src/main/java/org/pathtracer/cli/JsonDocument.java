// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Writes one JSON document in this command's conventions: absent is absent, decimals are plain, names are kebab-case.
 */
final class JsonDocument {
    private static final int RATIO_DIGITS = 6;

    /** What is written between the brackets of an object or array. */
    interface Content {
        void write() throws IOException;
    }

    /** What is written for one element of a list. */
    interface ElementWriter<T> {
        void write(T element) throws IOException;
    }

    private final StringWriter text = new StringWriter();
    private final JsonGenerator generator;

    JsonDocument(boolean compact) {
        try {
            // ASCII, so that neither the locale nor a control character from outside can spoil it.
            generator = JsonFactory.builder()
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .build()
                    .createGenerator(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!compact) {
            DefaultIndenter lines = new DefaultIndenter("  ", "\n");
            generator.setPrettyPrinter(
                    new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines));
        }
    }

    /** The whole document, written at once: a reader gets all of it or, if something fails before, nothing. */
    void writeTo(PrintStream out, Content members) {
        try {
            object(members);
            generator.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.print(text.append('\n'));
        out.flush();
    }

    void object(Content members) throws IOException {
        generator.writeStartObject();
        members.write();
        generator.writeEndObject();
    }

    void object(String name, Content members) throws IOException {
        generator.writeFieldName(name);
        object(members);
    }

    <T> void array(String name, List<T> elements, ElementWriter<T> writer) throws IOException {
        generator.writeArrayFieldStart(name);
        for (T element : elements) {
            writer.write(element);
        }
        generator.writeEndArray();
    }

    void strings(String name, List<?> values) throws IOException {
        array(name, values, value -> generator.writeString(value.toString()));
    }

    void string(String name, String value) throws IOException {
        generator.writeStringField(name, value);
    }

    void name(String name, Enum<?> value) throws IOException {
        string(name, text(value));
    }

    /** As all names are written. */
    static String text(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    void bool(String name, boolean value) throws IOException {
        generator.writeBooleanField(name, value);
    }

    void number(String name, long value) throws IOException {
        generator.writeNumberField(name, value);
    }

    /** Left out if it is 0. */
    void positive(String name, long value) throws IOException {
        if (value > 0) {
            number(name, value);
        }
    }

    void number(String name, OptionalInt value) throws IOException {
        if (value.isPresent()) {
            number(name, value.getAsInt());
        }
    }

    void number(String name, OptionalDouble value) throws IOException {
        if (value.isPresent()) {
            decimal(name, Milliseconds.plain(BigDecimal.valueOf(value.getAsDouble())));
        }
    }

    /** Whole numbers. */
    void numbers(String name, List<? extends Number> values) throws IOException {
        array(name, values, value -> generator.writeNumber(value.longValue()));
    }

    void string(String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            string(name, value.get());
        }
    }

    void number(String name, OptionalLong value) throws IOException {
        if (value.isPresent()) {
            generator.writeNumberField(name, value.getAsLong());
        }
    }

    void millis(String name, Duration value) throws IOException {
        decimal(name, Milliseconds.exact(value));
    }

    void millis(String name, Optional<Duration> value) throws IOException {
        if (value.isPresent()) {
            millis(name, value.get());
        }
    }

    void ratio(String name, double value) throws IOException {
        decimal(name, Milliseconds.plain(BigDecimal.valueOf(value).setScale(RATIO_DIGITS, RoundingMode.HALF_EVEN)));
    }

    void ratio(String name, OptionalDouble value) throws IOException {
        if (value.isPresent()) {
            ratio(name, value.getAsDouble());
        }
    }

    private void decimal(String name, String digits) throws IOException {
        generator.writeFieldName(name);
        generator.writeNumber(digits);
    }
}
