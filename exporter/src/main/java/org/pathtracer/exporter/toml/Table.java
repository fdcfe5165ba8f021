// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.toml;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * One table of a file. What is wrong with a key becomes a problem, and the key then counts as absent, so that reading
 * goes on.
 */
public final class Table {
    private final Problems problems;
    private final TomlTable table;
    private final String path;
    private final int line;

    /**
     * Wraps a table.
     *
     * @param path of its keys, such as {@code target}; empty for the top
     * @param line where it begins
     */
    Table(Problems problems, TomlTable table, String path, int line) {
        this.problems = problems;
        this.table = table;
        this.path = path;
        this.line = line;
    }

    /** Returns the line of a key, or that of the table if it has none. */
    private int line(String key) {
        TomlPosition position = table.inputPositionOf(List.of(key));
        return position == null ? line : position.line();
    }

    /** Says what is wrong with a key, and what would be right. */
    public void problem(String key, String sentence) {
        problems.add(line(key), name(key), sentence);
    }

    private String name(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private @Nullable Object value(String key) {
        return table.get(List.of(key));
    }

    private <T> Optional<T> value(String key, Class<T> type, String what) {
        Object value = value(key);
        if (value == null) {
            return Optional.empty();
        } else if (type.isInstance(value)) {
            return Optional.of(type.cast(value));
        }
        problem(key, "must be " + what + ", but is " + describe(value));
        return Optional.empty();
    }

    private static String describe(@Nullable Object value) {
        if (value instanceof String text) {
            return "the text \"" + text + "\"";
        } else if (value instanceof TomlTable) {
            return "a table";
        } else if (value instanceof TomlArray) {
            return "a list";
        }
        return String.valueOf(value);
    }

    /** Returns its keys, in the order of the file. */
    public Set<String> keys() {
        return table.keySet();
    }

    /** Returns a text, number or truth as text, or each of a list of them; empty if it is something else. */
    public List<String> words(String key) {
        Object value = value(key);
        List<String> words = new ArrayList<>();
        if (value instanceof TomlArray array) {
            array.toList().forEach(element -> word(element).ifPresent(words::add));
            if (words.size() == array.size() && !array.isEmpty()) {
                return words;
            }
            words.clear();
        }
        word(value).ifPresent(words::add);
        if (words.isEmpty()) {
            problem(key, "must be a text, a number, true or false, or a list of them, but is " + describe(value));
        }
        return words;
    }

    private static Optional<String> word(@Nullable Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean
                ? Optional.of(value.toString())
                : Optional.empty();
    }

    /** Returns a table within. */
    public Optional<Table> table(String key) {
        return value(key, TomlTable.class, "a table").map(inner -> new Table(problems, inner, name(key), line(key)));
    }

    /** Returns the tables of an array of tables. */
    public List<Table> tables(String key) {
        Optional<TomlArray> array = value(key, TomlArray.class, "an array of tables: write [[" + name(key) + "]]");
        List<Table> tables = new ArrayList<>();
        for (int i = 0; i < array.map(TomlArray::size).orElse(0); i++) {
            if (array.orElseThrow().get(i) instanceof TomlTable inner) {
                int begin = array.orElseThrow().inputPositionOf(i).line();
                tables.add(new Table(problems, inner, name(key), begin));
            } else {
                problem(key, "must be an array of tables: write [[" + name(key) + "]]");
            }
        }
        return tables;
    }

    /** Returns a text that is not empty. */
    public Optional<String> text(String key) {
        return value(key, String.class, "a text").filter(text -> {
            if (text.isEmpty()) {
                problem(key, "must not be empty");
            }
            return !text.isEmpty();
        });
    }

    /** Returns an integer in a range. */
    public OptionalInt integer(String key, int least, int most) {
        Optional<Long> value = value(key, Long.class, "an integer");
        if (value.isPresent() && (value.get() < least || value.get() > most)) {
            problem(key, "must be from %d to %d, but is %d".formatted(least, most, value.get()));
            return OptionalInt.empty();
        }
        return value.map(known -> OptionalInt.of(known.intValue())).orElse(OptionalInt.empty());
    }

    /** Returns a truth. */
    public Optional<Boolean> truth(String key) {
        return value(key, Boolean.class, "true or false");
    }

    /** Returns a span of time, such as {@code "1.5s"}. */
    public Optional<Duration> duration(String key) {
        Optional<Duration> span = value(key, String.class, DurationText.FORM).flatMap(DurationText::read);
        if (span.isEmpty() && value(key) instanceof String text) {
            problem(key, "must be %s, but is the text \"%s\"".formatted(DurationText.FORM, text));
        }
        return span;
    }

    /** Says of each other key that it is unknown. */
    public void allow(Collection<String> known) {
        for (String key : keys()) {
            if (!known.contains(key)) {
                problem(
                        key,
                        "is not a known key; "
                                + Similar.of(key, known)
                                        .map(other -> "did you mean " + other + "?")
                                        .orElse("there are " + String.join(", ", known)));
            }
        }
    }

    /** Returns the table as JSON: two tables with the same keys and values have the same text. */
    public String json() {
        return table.toJson();
    }
}
