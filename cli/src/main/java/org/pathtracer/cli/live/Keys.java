// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes keys of the characters that a terminal sends: {@code up}, {@code pgdn}, {@code enter} and the like, or the
 * character itself. What is no key that it knows is passed over.
 */
public final class Keys {
    private static final int ESCAPE = 27;
    private static final int DELETE = 127;
    private static final int BACKSPACE = 8;
    private static final int MOST_OF_SEQUENCE = 16;
    private static final Map<String, String> SEQUENCES = Map.ofEntries(
            Map.entry("[A", "up"),
            Map.entry("[B", "down"),
            Map.entry("[C", "right"),
            Map.entry("[D", "left"),
            Map.entry("OA", "up"),
            Map.entry("OB", "down"),
            Map.entry("OC", "right"),
            Map.entry("OD", "left"),
            Map.entry("[H", "home"),
            Map.entry("[F", "end"),
            Map.entry("OH", "home"),
            Map.entry("OF", "end"),
            Map.entry("[1~", "home"),
            Map.entry("[4~", "end"),
            Map.entry("[7~", "home"),
            Map.entry("[8~", "end"),
            Map.entry("[5~", "pgup"),
            Map.entry("[6~", "pgdn"),
            Map.entry("[Z", "left"));

    /** Behind an escape; empty without one. */
    private final StringBuilder sequence = new StringBuilder();

    private boolean inSequence;

    /** The keys that are complete with this character. */
    public List<String> next(int character) {
        if (inSequence) {
            return continued(character);
        }
        if (character == ESCAPE) {
            inSequence = true;
            return List.of();
        }
        return single(character);
    }

    /** Nothing came for a moment: an escape alone is a key. */
    public List<String> pause() {
        boolean alone = inSequence && sequence.length() == 0;
        forget();
        return alone ? List.of("escape") : List.of();
    }

    private List<String> continued(int character) {
        if (character == ESCAPE) {
            List<String> before = new ArrayList<>(pause());
            inSequence = true;
            return before;
        }
        sequence.appendCodePoint(character);
        boolean introduced = sequence.length() == 1 && (character == '[' || character == 'O');
        boolean goesOn = sequence.length() > 1
                && sequence.length() < MOST_OF_SEQUENCE
                && (Character.isDigit(character) || character == ';');
        if (introduced || goesOn) {
            return List.of();
        }
        String key = SEQUENCES.get(sequence.toString());
        forget();
        return key == null ? List.of() : List.of(key);
    }

    private void forget() {
        inSequence = false;
        sequence.setLength(0);
    }

    private static List<String> single(int character) {
        return switch (character) {
            case '\r', '\n' -> List.of("enter");
            case '\t' -> List.of("tab");
            case ' ' -> List.of("space");
            case DELETE, BACKSPACE -> List.of("backspace");
            default -> character < ' ' ? List.of() : List.of(Character.toString(character));
        };
    }
}
