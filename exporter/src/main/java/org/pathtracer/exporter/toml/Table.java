// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.toml;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * One table of a file. What is wrong with a key becomes a problem, and the key then counts as absent, so that reading
 * goes on. Keys that were not asked for are problems too, see {@link #finish}.
 */
public final class Table {
    private final Problems problems;
    private final TomlTable table;
    private final String path;
    private final int line;
    private final TreeSet<String> known = new TreeSet<>();

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

    /** Returns the line where it begins, from 1. */
    public int line() {
        return line;
    }

    /** Returns the line of a key, or that of the table if it has none. */
    public int line(String key) {
        TomlPosition position = table.inputPositionOf(List.of(key));
        return position == null ? line : position.line();
    }

    /** Returns whether it has the key. */
    public boolean has(String key) {
        known.add(key);
        return value(key) != null;
    }

    /** Says what is wrong with a key, and what would be right. */
    public void problem(String key, String sentence) {
        problems.add(line(key), name(key), sentence);
    }

    private String name(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private @Nullable Object value(String key) {
        known.add(key);
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

    private static String describe(Object value) {
        if (value instanceof String text) {
            return "the text \"" + text + "\"";
        } else if (value instanceof TomlTable) {
            return "a table";
        } else if (value instanceof TomlArray) {
            return "a list";
        }
        return String.valueOf(value);
    }

    /** Returns a text. */
    public Optional<String> text(String key) {
        return value(key, String.class, "a text in quotation marks");
    }

    /** Returns {@code true} or {@code false}. */
    public Optional<Boolean> flag(String key) {
        return value(key, Boolean.class, "true or false");
    }

    /** Returns a whole number of a range. */
    public Optional<Integer> number(String key, int least, int most) {
        String what = "a whole number from %d to %d".formatted(least, most);
        return value(key, Long.class, what)
                .filter(value -> within(key, value >= least && value <= most, what, value))
                .map(Long::intValue);
    }

    /** Returns a number of a range, with a fraction or without. */
    public Optional<Double> fraction(String key, double least, double most) {
        String what = "a number from %s to %s".formatted(least, most);
        return value(key, Number.class, what)
                .map(Number::doubleValue)
                .filter(value -> within(key, value >= least && value <= most, what, value));
    }

    /** Returns a time of a range. */
    public Optional<Duration> span(String key, Duration least, Duration most) {
        String what = "a time from \"%s\" to \"%s\"".formatted(Spans.text(least), Spans.text(most));
        return text(key).flatMap(text -> {
            Optional<Duration> span = Spans.read(text);
            boolean right = span.isPresent()
                    && span.orElseThrow().compareTo(least) >= 0
                    && span.orElseThrow().compareTo(most) <= 0;
            return within(key, right, what, "\"" + text + "\"") ? span : Optional.empty();
        });
    }

    /** Returns what a word stands for. */
    public <T> Optional<T> choice(String key, Map<String, T> words) {
        return text(key).flatMap(text -> {
            T meant = words.get(text);
            String what = "one of " + String.join(", ", new TreeSet<>(words.keySet()));
            return within(key, meant != null, what, "\"" + text + "\"") ? Optional.ofNullable(meant) : Optional.empty();
        });
    }

    private boolean within(String key, boolean right, String what, Object value) {
        if (!right) {
            problem(key, "must be " + what + ", but is " + value);
        }
        return right;
    }

    /** Returns a list of texts; empty if there is none. */
    public List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        value(key, TomlArray.class, "a list of texts, such as [\"a\", \"b\"]").ifPresent(array -> {
            for (int i = 0; i < array.size(); i++) {
                if (array.get(i) instanceof String text) {
                    texts.add(text);
                } else {
                    problems.add(array.inputPositionOf(i).line(), name(key), "must have texts only");
                }
            }
        });
        return texts;
    }

    /** Returns the line of an element of a list. */
    public int line(String key, int index) {
        return value(key) instanceof TomlArray array && index < array.size()
                ? array.inputPositionOf(index).line()
                : line(key);
    }

    /** Returns the keys of a table with their texts, in the order of the file; empty if there is no such table. */
    public Map<String, String> pairs(String key) {
        Map<String, String> pairs = new LinkedHashMap<>();
        table(key).ifPresent(inner -> {
            for (String name : inner.table.keySet()) {
                inner.text(name).ifPresent(text -> pairs.put(name, text));
            }
        });
        return pairs;
    }

    /** Returns a table within. */
    public Optional<Table> table(String key) {
        return value(key, TomlTable.class, "a table")
                .map(inner -> new Table(problems, inner, name(key), line(key)));
    }

    /** Returns the tables of {@code [[key]]}; none if there is no such key. */
    public List<Table> tables(String key) {
        List<Table> tables = new ArrayList<>();
        value(key, TomlArray.class, "written as [[" + key + "]]").ifPresent(array -> {
            for (int i = 0; i < array.size(); i++) {
                int at = array.inputPositionOf(i).line();
                if (array.get(i) instanceof TomlTable inner) {
                    tables.add(new Table(problems, inner, name(key), at));
                } else {
                    problems.add(at, name(key), "must have tables only, each written as [[" + key + "]]");
                }
            }
        });
        return tables;
    }

    /** Returns the tables of {@code [key.NAME]} by their names; none if there is no such key. */
    public Map<String, Table> named(String key) {
        Map<String, Table> all = new LinkedHashMap<>();
        table(key).ifPresent(outer -> {
            for (String name : outer.table.keySet()) {
                outer.table(name).ifPresent(inner -> all.put(name, inner));
            }
        });
        return all;
    }

    /** Makes problems of all keys that were not asked for. */
    public void finish() {
        for (String key : table.keySet()) {
            if (!known.contains(key)) {
                String similar = Similar.of(key, known)
                        .map(name -> "did you mean " + name + "? ")
                        .orElse("");
                problem(key, "is not a known key; " + similar + "Known here: " + String.join(", ", known));
            }
        }
    }
}
