// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.monitor;

import java.io.IOException;
import java.util.Map;
import org.jline.utils.NonBlockingReader;

/** Names of keys from what a terminal sends: a character, or the name of a key such as {@code pgup}. */
final class KeyReader {
    private static final int ESCAPE = 27;
    /**
     * What belongs to an escape sequence comes at once, unless this host is busy; the next key of a person does not.
     * Half as long as ncurses waits (ESCDELAY).
     */
    private static final int ESCAPE_MILLIS = 500;
    /** A person who presses escape and then this bracket is rare, so a busy host may take longer. */
    private static final int SEQUENCE_MILLIS = 2000;

    private static final int LONGEST = 32;
    private static final Map<Integer, String> SINGLE = Map.of(
            (int) '\t',
            "tab",
            (int) '\r',
            "enter",
            (int) '\n',
            "enter",
            (int) ' ',
            "space",
            127,
            "backspace",
            8,
            "backspace");

    /** By what follows the escape, of xterm and the terminals like it (ECMA-48). */
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
            Map.entry("[5~", "pgup"),
            Map.entry("[6~", "pgdn"),
            Map.entry("[Z", "shift-tab"));

    private final NonBlockingReader in;

    KeyReader(NonBlockingReader in) {
        this.in = in;
    }

    /** Returns the next key; empty if there is none in time, or it is not known. */
    String next(int waitMillis) throws IOException {
        int first = in.read(waitMillis);
        if (first == NonBlockingReader.EOF) {
            throw new IOException("the terminal is closed");
        } else if (first == ESCAPE) {
            return sequence();
        }
        return first < 0 ? "" : SINGLE.getOrDefault(first, first < ' ' ? "" : String.valueOf((char) first));
    }

    private String sequence() throws IOException {
        StringBuilder rest = new StringBuilder();
        int next;
        while (rest.length() < LONGEST && (next = in.read(rest.isEmpty() ? ESCAPE_MILLIS : SEQUENCE_MILLIS)) >= 0) {
            rest.append((char) next);
            // The second character begins a sequence, another letter or a tilde ends it.
            if (rest.length() > 1 && (Character.isLetter(next) || next == '~')) {
                break;
            }
        }
        return rest.length() == 0 ? "esc" : SEQUENCES.getOrDefault(rest.toString(), "");
    }
}
