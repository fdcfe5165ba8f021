// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.live;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How the live view begins, and what its keys do.
 *
 * @param columns of the table
 * @param theme colours
 * @param hidden hops hidden for privacy, from the first one on
 * @param keys what each key does
 */
public record LiveSettings(List<Column> columns, Theme theme, int hidden, Map<String, Command> keys) {
    /** Copies the collections. */
    public LiveSettings {
        columns = List.copyOf(columns);
        keys = Map.copyOf(keys);
    }

    /** As without a configuration file. */
    public static LiveSettings standard(Theme theme) {
        return new LiveSettings(Column.USUAL, theme, 0, bindings(Map.of()));
    }

    /** What each key does, if some commands have other keys than usual: a key that was taken is no longer another's. */
    public static Map<String, Command> bindings(Map<Command, List<String>> others) {
        Map<String, Command> keys = new HashMap<>();
        for (Command command : Command.values()) {
            if (!others.containsKey(command)) {
                command.keys().forEach(key -> keys.put(key, command));
            }
        }
        others.forEach((command, own) -> own.forEach(key -> keys.put(key, command)));
        return keys;
    }

    /** The keys of a command, those first that it has by default. */
    public List<String> keysOf(Command command) {
        List<String> own = new ArrayList<>();
        command.keys().stream().filter(key -> keys.get(key) == command).forEach(own::add);
        keys.entrySet().stream()
                .filter(entry -> entry.getValue() == command)
                .map(Map.Entry::getKey)
                .sorted()
                .filter(key -> !own.contains(key))
                .forEach(own::add);
        return own;
    }

    /** The first key of each command. */
    Map<Command, String> firstKeys() {
        Map<Command, String> first = new EnumMap<>(Command.class);
        for (Command command : Command.values()) {
            keysOf(command).stream().findFirst().ifPresent(key -> first.put(command, key));
        }
        return first;
    }
}
