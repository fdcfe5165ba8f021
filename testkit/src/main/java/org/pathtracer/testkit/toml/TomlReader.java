// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.toml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.pathtracer.InvalidRequestException;

/**
 * Reads comments, tables ({@code [a.b]}), arrays of tables ({@code [[a]]}) and keys with strings, numbers, booleans and
 * arrays of them: a part of TOML 1.0, so that editors know the format. Dates, inline tables, dotted keys, literal and
 * multi-line strings are refused.
 *
 * @since 0.1.0
 */
public final class TomlReader {
    private final String file;
    private final String text;
    private final Set<String> tables = new HashSet<>();
    private int position;
    private int line = 1;

    private TomlReader(String file, String text) {
        this.file = file;
        this.text = text.replace("\r\n", "\n");
    }

    /**
     * The tables of a file in their order; the first, without a name, has the keys before all others.
     *
     * @param file its name, for messages
     * @throws InvalidRequestException with file, line, and what is wrong
     */
    public static List<TomlTable> read(String file, String text) {
        return new TomlReader(file, text).tables();
    }

    private List<TomlTable> tables() {
        List<TomlTable> all = new ArrayList<>();
        TomlTable current = new TomlTable(file, "", 1);
        all.add(current);
        while (skipToContent()) {
            if (peek() == '[') {
                current = header();
                all.add(current);
            } else {
                entry(current);
            }
            endOfLine();
        }
        return all;
    }

    private TomlTable header() {
        boolean array = text.startsWith("[[", position);
        String close = array ? "]]" : "]";
        int start = position + close.length();
        int end = text.indexOf(close, start);
        int lineEnd = text.indexOf('\n', start);
        if (end < 0 || lineEnd >= 0 && lineEnd < end) {
            throw wrong("the table's name does not end with " + close);
        }
        String name = text.substring(start, end).strip();
        if (!name.matches("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*")) {
            throw wrong("\"%s\" is no name of a table: letters, digits, - and _ in parts with a dot between"
                    .formatted(name));
        }
        if (!array && !tables.add(name)) {
            throw wrong("the table [%s] is there twice".formatted(name));
        }
        position = end + close.length();
        return new TomlTable(file, name, line);
    }

    private void entry(TomlTable table) {
        int start = position;
        while (more() && (Character.isLetterOrDigit(peek()) || peek() == '-' || peek() == '_')) {
            position++;
        }
        String key = text.substring(start, position);
        skipBlanks();
        if (key.isEmpty() || !more() || peek() != '=') {
            throw wrong("expected a key of letters, digits, - and _, then =");
        }
        position++;
        skipBlanks();
        int at = line;
        if (!table.put(key, value(), at)) {
            throw wrong("%s is there twice in one table".formatted(key));
        }
    }

    private Object value() {
        if (!more() || peek() == '\n') {
            throw wrong("the value is missing");
        }
        return switch (peek()) {
            case '"' -> string();
            case '[' -> array();
            default -> bare();
        };
    }

    private String string() {
        StringBuilder value = new StringBuilder();
        position++;
        while (more() && peek() != '"' && peek() != '\n') {
            if (peek() == '\\') {
                position++;
                if (!more() || peek() != '"' && peek() != '\\') {
                    throw wrong("in strings only \\\" and \\\\ are known after a backslash");
                }
            }
            value.append(text.charAt(position++));
        }
        if (!more() || peek() != '"') {
            throw wrong("the string does not end on its line");
        }
        position++;
        return value.toString();
    }

    private List<Object> array() {
        List<Object> values = new ArrayList<>();
        int opened = line;
        position++;
        while (skipToContent() && peek() != ']') {
            values.add(value());
            if (skipToContent() && peek() == ',') {
                position++;
            } else if (more() && peek() != ']') {
                throw wrong("expected , or ] after a value of an array");
            }
        }
        if (!more()) {
            throw new InvalidRequestException("%s:%d: the array does not end".formatted(file, opened));
        }
        position++;
        return values;
    }

    private Object bare() {
        int start = position;
        while (more() && ",]#\n \t".indexOf(peek()) < 0) {
            position++;
        }
        String word = text.substring(start, position);
        if (word.equals("true") || word.equals("false")) {
            return Boolean.valueOf(word);
        } else if (word.matches("[+-]?\\d{1,18}")) {
            return Long.valueOf(word);
        } else if (word.matches("[+-]?\\d{1,18}\\.\\d{1,18}")) {
            return Double.valueOf(word);
        }
        throw wrong("\"%s\" is neither a number nor true or false; strings take quotes".formatted(word));
    }

    /** Over blanks, comments and line ends; false at the end of the file. */
    private boolean skipToContent() {
        while (more()) {
            if (peek() == '#') {
                skipLine();
            } else if (Character.isWhitespace(peek())) {
                line += peek() == '\n' ? 1 : 0;
                position++;
            } else {
                return true;
            }
        }
        return false;
    }

    private void endOfLine() {
        skipBlanks();
        if (more() && peek() == '#') {
            skipLine();
        }
        if (more() && peek() != '\n') {
            throw wrong("there is something behind the value or name");
        }
    }

    private void skipBlanks() {
        while (more() && (peek() == ' ' || peek() == '\t')) {
            position++;
        }
    }

    private void skipLine() {
        while (more() && peek() != '\n') {
            position++;
        }
    }

    private boolean more() {
        return position < text.length();
    }

    private char peek() {
        return text.charAt(position);
    }

    private InvalidRequestException wrong(String what) {
        return new InvalidRequestException("%s:%d: %s".formatted(file, line, what));
    }
}
