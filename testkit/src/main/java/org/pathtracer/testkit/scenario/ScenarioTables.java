// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.scenario;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathtracer.InvalidRequestException;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * Reads the tables of a scenario file, which is TOML, in the order in which they are written.
 *
 * @since 0.1.0
 */
public final class ScenarioTables {
    private static final Comparator<ScenarioTable> WRITTEN =
            Comparator.comparingInt(ScenarioTable::line).thenComparingInt(ScenarioTable::column);

    private final String file;
    private final ScenarioTable top;
    private final List<ScenarioTable> others = new ArrayList<>();

    private ScenarioTables(String file) {
        this.file = file;
        top = new ScenarioTable(file, "", 1, 1);
    }

    /**
     * Returns the tables of a file in their order. The first, without a name, has the keys before all others.
     *
     * @param file its name, for messages
     * @throws InvalidRequestException with file, line, and what is wrong
     */
    public static List<ScenarioTable> read(String file, String text) {
        ScenarioTables tables = new ScenarioTables(file);
        TomlParseResult document = tables.parse(text);
        for (String key : document.keySet()) {
            tables.top(document, key);
        }
        tables.others.sort(WRITTEN);
        tables.others.add(0, tables.top);
        return tables.others;
    }

    private TomlParseResult parse(String text) {
        TomlParseResult document;
        try {
            document = Toml.parse(text);
        } catch (StackOverflowError e) {
            // The parser descends once for each bracket.
            throw new InvalidRequestException("%s:1: arrays or tables are nested too deeply".formatted(file));
        }
        if (document.hasErrors()) {
            TomlParseError first = document.errors().get(0);
            throw new InvalidRequestException("%s:%d: %s (column %d)"
                    .formatted(
                            file,
                            first.position().line(),
                            first.getMessage(),
                            first.position().column()));
        }
        return document;
    }

    private void top(TomlTable document, String key) {
        Object value = document.get(List.of(key));
        TomlPosition position = position(document, key);
        if (value instanceof TomlTable table) {
            named(key, table, position);
        } else if (value instanceof TomlArray array && !array.isEmpty() && array.get(0) instanceof TomlTable) {
            for (int i = 0; i < array.size(); i++) {
                add(key, array.getTable(i), array.inputPositionOf(i));
            }
        } else {
            put(top, document, key);
        }
    }

    /** Takes the tables within as {@code [router.NAME]}, and the rest, if there is any, as {@code [router]}. */
    private void named(String kind, TomlTable table, TomlPosition position) {
        List<String> rest = new ArrayList<>();
        for (String key : table.keySet()) {
            if (table.get(List.of(key)) instanceof TomlTable inner) {
                add(kind + "." + key, inner, position(table, key));
            } else {
                rest.add(key);
            }
        }
        if (table.isEmpty() || !rest.isEmpty()) {
            TomlPosition at = rest.isEmpty() ? position : position(table, rest.get(0));
            ScenarioTable unnamed = new ScenarioTable(file, kind, at.line(), at.column());
            rest.forEach(key -> put(unnamed, table, key));
            others.add(unnamed);
        }
    }

    private void add(String name, TomlTable table, TomlPosition position) {
        ScenarioTable read = new ScenarioTable(file, name, position.line(), position.column());
        table.keySet().forEach(key -> put(read, table, key));
        others.add(read);
    }

    private static void put(ScenarioTable read, TomlTable table, String key) {
        @Nullable Object value = table.get(List.of(key));
        if (value != null) {
            read.put(
                    key,
                    value instanceof TomlArray array ? list(array) : value,
                    position(table, key).line());
        }
    }

    private static List<Object> list(TomlArray array) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            Object value = array.get(i);
            values.add(value instanceof TomlArray inner ? list(inner) : value);
        }
        return values;
    }

    private static TomlPosition position(TomlTable table, String key) {
        TomlPosition position = table.inputPositionOf(List.of(key));
        return position == null ? TomlPosition.positionAt(1, 1) : position;
    }
}
