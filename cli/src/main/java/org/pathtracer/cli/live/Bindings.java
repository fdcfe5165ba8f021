// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.live;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pathtracer.InvalidRequestException;

/** Which key does what. */
public final class Bindings {
    private static final Set<String> NAMED = Set.of(
            "up", "down", "left", "right", "pgup", "pgdn", "home", "end", "enter", "esc", "tab", "shift-tab", "space");

    private final Map<String, Action> actions = new LinkedHashMap<>();

    /**
     * The usual ones, and others in the place of some.
     *
     * @param chosen a key for each name of an action, such as {@code next-target}
     * @throws InvalidRequestException if there is no such action or key, or one key has two actions
     */
    public Bindings(Map<String, String> chosen) {
        Map<Action, String> own = new LinkedHashMap<>();
        chosen.forEach((name, key) -> own.put(action(name), checked(key)));
        own.forEach((action, key) -> {
            Action other = actions.put(key, action);
            if (other != null) {
                throw new InvalidRequestException(
                        "the key %s is for %s and for %s".formatted(key, name(other), name(action)));
            }
        });
        for (Action action : Action.values()) {
            if (!own.containsKey(action)) {
                action.keys().forEach(key -> actions.putIfAbsent(key, action));
            }
        }
    }

    private static Action action(String name) {
        return Stream.of(Action.values())
                .filter(action -> name(action).equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidRequestException("there is no action %s: there are %s"
                        .formatted(
                                name,
                                Stream.of(Action.values()).map(Bindings::name).collect(Collectors.joining(", ")))));
    }

    private static String checked(String key) {
        if (!NAMED.contains(key) && key.codePointCount(0, key.length()) != 1) {
            throw new InvalidRequestException("there is no key %s: write one character, or one of %s"
                    .formatted(key, NAMED.stream().sorted().collect(Collectors.joining(", "))));
        }
        return key.equals(" ") ? "space" : key;
    }

    static String name(Action action) {
        return action.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns what a key does. */
    public Optional<Action> of(String key) {
        return Optional.ofNullable(actions.get(key));
    }

    /** Returns the keys of an action. */
    List<String> keys(Action action) {
        List<String> keys = new ArrayList<>();
        actions.forEach((key, other) -> {
            if (other == action) {
                keys.add(key);
            }
        });
        return keys;
    }
}
