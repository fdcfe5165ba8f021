// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.kind;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.pathtracer.AddressFamily;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.Protocol;
import org.pathtracer.RequestBuilder;
import org.pathtracer.exporter.toml.Table;

/** Reads the keys of a module into the builder of a request, each tried by itself first. */
final class Options<B> {
    private final Table table;
    private final B sample;
    private final List<String> known = new ArrayList<>(List.of("kind"));
    private final List<Consumer<B>> setters = new ArrayList<>();

    /**
     * Reads from a table.
     *
     * @param sample a builder for any target, to try values with
     */
    Options(Table table, B sample) {
        this.table = table;
        this.sample = sample;
    }

    /** Those that all probes have. */
    static <B extends RequestBuilder<B>> Options<B> ofProbes(Table table, B sample) {
        Options<B> options = new Options<>(table, sample);
        options.name("protocol", Protocol.class, B::protocol);
        options.integer("port", B::port);
        options.name("family", AddressFamily.class, B::family);
        options.text("interface", B::networkInterface);
        options.integer("traffic-class", B::trafficClass);
        options.duration("deadline", B::deadline);
        return options;
    }

    void integer(String key, BiConsumer<B, Integer> setter) {
        known.add(key);
        table.integer(key, 0, Integer.MAX_VALUE).ifPresent(value -> add(key, value, setter));
    }

    void duration(String key, BiConsumer<B, Duration> setter) {
        known.add(key);
        table.duration(key).ifPresent(value -> add(key, value, setter));
    }

    void truth(String key, BiConsumer<B, Boolean> setter) {
        known.add(key);
        table.truth(key).ifPresent(value -> add(key, value, setter));
    }

    void text(String key, BiConsumer<B, String> setter) {
        known.add(key);
        table.text(key).ifPresent(value -> add(key, value, setter));
    }

    /** One of an enumeration's names, in lower case with hyphens. */
    <E extends Enum<E>> void name(String key, Class<E> type, BiConsumer<B, E> setter) {
        known.add(key);
        Optional<String> typed = table.text(key);
        List<E> all = List.of(type.getEnumConstants());
        Optional<E> value = typed.flatMap(text ->
                all.stream().filter(one -> id(one).equalsIgnoreCase(text)).findFirst());
        if (typed.isPresent() && value.isEmpty()) {
            String names = all.stream().map(Options::id).collect(Collectors.joining(", "));
            table.problem(key, "must be one of %s, but is the text \"%s\"".formatted(names, typed.get()));
        }
        value.ifPresent(one -> add(key, one, setter));
    }

    static String id(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private <T> void add(String key, T value, BiConsumer<B, T> setter) {
        try {
            setter.accept(sample, value);
            setters.add(builder -> setter.accept(builder, value));
        } catch (InvalidRequestException | IllegalArgumentException e) {
            table.problem(key, String.valueOf(e.getMessage()));
        }
    }

    /** Says which keys are unknown, and what is wrong with all of them together. */
    Options<B> end(Consumer<B> build) {
        table.allow(known);
        try {
            build.accept(sample);
        } catch (InvalidRequestException | IllegalArgumentException e) {
            table.problem("kind", String.valueOf(e.getMessage()));
        }
        return this;
    }

    /** Sets all of them. */
    B on(B builder) {
        setters.forEach(setter -> setter.accept(builder));
        return builder;
    }

    static List<String> ids(Enum<?>... values) {
        return Arrays.stream(values).map(Options::id).toList();
    }
}
