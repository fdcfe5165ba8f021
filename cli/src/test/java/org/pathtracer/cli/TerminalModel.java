// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What stands where on a terminal, of the few control sequences that the live view uses; any other is an error. */
final class TerminalModel {
    /** JLine asks what the terminal can do; this one does not answer. */
    private static final Pattern QUESTION = Pattern.compile("\\[[?>]?[0-9;]*(?:\\$p|u|c|n|q)");

    private final List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
    private final StringBuilder sequence = new StringBuilder();
    private List<StringBuilder> before = List.of();
    private boolean ownScreen;
    private boolean inSequence;
    private int row;
    private int column;
    private int pictures;
    private boolean dyed;

    void accept(char c) {
        if (inSequence) {
            sequence.append(c);
            if (sequence.length() > 1 && Character.isLetter(c)) {
                inSequence = false;
                apply(sequence.toString());
            }
        } else if (c == '\033') {
            inSequence = true;
            sequence.setLength(0);
        } else if (c == '\r') {
            column = 0;
        } else if (c == '\n') {
            row++;
        } else {
            put(c);
        }
    }

    private StringBuilder line() {
        while (lines.size() <= row) {
            lines.add(new StringBuilder());
        }
        return lines.get(row);
    }

    private void put(char c) {
        StringBuilder line = line();
        while (line.length() <= column) {
            line.append(' ');
        }
        line.setCharAt(column++, c);
    }

    private void apply(String code) {
        switch (code) {
            case "[H" -> {
                row = 0;
                column = 0;
            }
            case "[K" -> line().setLength(Math.min(column, line().length()));
            case "[J" -> {
                line().setLength(Math.min(column, line().length()));
                while (lines.size() > row + 1) {
                    lines.remove(lines.size() - 1);
                }
                pictures++;
            }
            case "[?1049h" -> {
                before = List.copyOf(lines);
                show(List.of());
                ownScreen = true;
            }
            case "[?1049l" -> {
                show(before);
                ownScreen = false;
            }
            case "[?25l", "[?25h" -> {}
            default -> {
                dyed |= code.endsWith("m");
                if (!code.endsWith("m") && !QUESTION.matcher(code).matches()) {
                    throw new AssertionError("the live view should not send " + code);
                }
            }
        }
    }

    private void show(List<StringBuilder> screen) {
        lines.clear();
        lines.addAll(screen);
        row = lines.size();
        column = 0;
    }

    /** Whether the other screen is shown. */
    boolean ownScreen() {
        return ownScreen;
    }

    /** How many pictures are complete. */
    int pictures() {
        return pictures;
    }

    /** Whether there was any colour. */
    boolean dyed() {
        return dyed;
    }

    List<String> lines() {
        return lines.stream().map(line -> line.toString().stripTrailing()).toList();
    }
}
