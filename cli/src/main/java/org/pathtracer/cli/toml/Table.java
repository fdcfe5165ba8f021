// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.toml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
}
