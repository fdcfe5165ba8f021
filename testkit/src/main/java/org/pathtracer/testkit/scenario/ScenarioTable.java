// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pathtracer.InvalidRequestException;

/**
 * A table of a file. It knows the line of each key, and which keys were not read.
 *
 * @since 0.1.0
 */
public final class ScenarioTable {
    private record Entry(Object value, int line) {}

    private final String file;
    private final String name;
    private final int line;
    private final int column;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Set<String> used = new HashSet<>();

    ScenarioTable(String file, String name, int line, int column) {
        this.file = file;
        this.name = name;
        this.line = line;
        this.column = column;
    }

    void put(String key, Object value, int at) {
        entries.put(key, new Entry(value, at));
    }

    /** Name in the brackets. */
    public String name() {
        return name;
    }

    /** Line of its header. */
    public int line() {
        return line;
    }

    int column() {
        return column;
    }

    /** Whether the key is there and {@code true}. */
    public boolean flag(String key) {
        return get(key, Boolean.class, "true or false").orElse(false);
    }

    /** A string. */
    public Optional<String> string(String key) {
        return get(key, String.class, "a string in quotes");
    }

    /** A string or an array of strings; empty if the key is not there. */
    public List<String> strings(String key) {
        List<String> strings = new ArrayList<>();
        for (Object element : elements(key)) {
            if (!(element instanceof String string)) {
                throw wrong(key, "%s must be a string or an array of strings".formatted(key));
            }
            strings.add(string);
        }
        return strings;
    }

    /** A string, a whole number, or an array of them, as text; empty if the key is not there. */
    public List<String> words(String key) {
        List<String> words = new ArrayList<>();
        for (Object element : elements(key)) {
            if (!(element instanceof String) && !(element instanceof Long)) {
                throw wrong(key, "%s must be a string, a whole number, or an array of them".formatted(key));
            }
            words.add(element.toString());
        }
        return words;
    }

    /** Arrays of whole numbers in an array. */
    public List<List<Integer>> integerLists(String key) {
        List<List<Integer>> lists = new ArrayList<>();
        for (Object element :
                get(key, List.class, "an array of arrays of whole numbers").orElse(List.of())) {
            if (!(element instanceof List<?> list)) {
                throw wrong(key, "%s must be an array of arrays of whole numbers".formatted(key));
            }
            lists.add(list.stream().map(number -> integer(key, number)).toList());
        }
        return lists;
    }

    /** One of an enum's constants, written in lower case with - between words. */
    public <E extends Enum<E>> Optional<E> choice(String key, Class<E> type) {
        return string(key).map(word -> choice(key, type, word));
    }

    /** Some of an enum's constants; empty if the key is not there. */
    public <E extends Enum<E>> List<E> choices(String key, Class<E> type) {
        return strings(key).stream().map(word -> choice(key, type, word)).toList();
    }

    private <E extends Enum<E>> E choice(String key, Class<E> type, String word) {
        List<E> all = List.of(type.getEnumConstants());
        return all.stream()
                .filter(constant -> written(constant).equals(word))
                .findFirst()
                .orElseThrow(() -> wrong(
                        key,
                        "%s is \"%s\", but must be one of %s"
                                .formatted(
                                        key,
                                        word,
                                        all.stream().map(ScenarioTable::written).collect(Collectors.joining(", ")))));
    }

    private static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private List<?> elements(String key) {
        Optional<Object> value = get(key, Object.class, "");
        return value.isEmpty() ? List.of() : value.get() instanceof List<?> list ? list : List.of(value.get());
    }

    /** Whole numbers in an array. */
    public List<Integer> integers(String key) {
        List<Integer> numbers = new ArrayList<>();
        for (Object element : get(key, List.class, "an array of whole numbers").orElse(List.of())) {
            numbers.add(integer(key, element));
        }
        return numbers;
    }

    /** A whole number. */
    public OptionalInt integer(String key) {
        Optional<Object> value = get(key, Object.class, "");
        return value.isPresent() ? OptionalInt.of(integer(key, value.get())) : OptionalInt.empty();
    }

    private int integer(String key, Object value) {
        if (value instanceof Long number && number == number.intValue()) {
            return number.intValue();
        }
        throw wrong(key, "%s must be a whole number".formatted(key));
    }

    /** A number. */
    public OptionalDouble number(String key) {
        Optional<Number> value = get(key, Number.class, "a number");
        if (value.isPresent() && !Double.isFinite(value.get().doubleValue())) {
            throw wrong(key, "%s must be a number".formatted(key));
        }
        return value.isPresent() ? OptionalDouble.of(value.get().doubleValue()) : OptionalDouble.empty();
    }

    /** A string such as {@code 10ms}. */
    public Optional<Duration> duration(String key) {
        return string(key).map(text -> Durations.parse(text).orElseThrow(() -> wrong(key, notDuration(key, text))));
    }

    private static String notDuration(String key, String text) {
        return "%s is \"%s\", but must be a number with us, ms, s or m behind it".formatted(key, text);
    }

    /** Runs what depends on a key; what it finds wrong gets the key's line. */
    public void at(String key, Runnable action) {
        try {
            action.run();
        } catch (InvalidRequestException e) {
            // Something within may know its line better.
            boolean located = e.getMessage().startsWith(file + ":");
            throw located ? e : wrong(key, e.getMessage());
        }
    }

    /** Hands over a value, if the key is there; what is found wrong with it gets the key's line. */
    public void ifInteger(String key, Consumer<Integer> action) {
        integer(key).ifPresent(value -> at(key, () -> action.accept(value)));
    }

    /** As {@link #ifInteger}. */
    public void ifNumber(String key, Consumer<Double> action) {
        number(key).ifPresent(value -> at(key, () -> action.accept(value)));
    }

    /** As {@link #ifInteger}. */
    public void ifDuration(String key, Consumer<Duration> action) {
        duration(key).ifPresent(value -> at(key, () -> action.accept(value)));
    }

    /** Runs it, if the key is {@code true}. */
    public void ifFlag(String key, Runnable action) {
        if (flag(key)) {
            at(key, action);
        }
    }

    /** To be called last: refuses keys that no reader asked for. */
    public void refuseOthers() {
        for (String key : entries.keySet()) {
            if (!used.contains(key)) {
                List<String> known = used.stream().sorted().toList();
                throw wrong(key, "unknown key %s; there are: %s".formatted(key, String.join(", ", known)));
            }
        }
    }

    /** With the line of a key, or that of the table if the key is not there. */
    public InvalidRequestException wrong(String key, String what) {
        Entry entry = entries.get(key);
        return wrong(entry == null ? line : entry.line, what);
    }

    /** With this line. */
    public InvalidRequestException wrong(int at, String what) {
        return new InvalidRequestException("%s:%d: %s".formatted(file, at, what));
    }

    private <T> Optional<T> get(String key, Class<T> type, String expected) {
        used.add(key);
        @Nullable Entry entry = entries.get(key);
        if (entry == null) {
            return Optional.empty();
        } else if (!type.isInstance(entry.value)) {
            throw wrong(key, "%s must be %s".formatted(key, expected));
        }
        return Optional.of(type.cast(entry.value));
    }
}
