// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.csv;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pathtracer.report.format.Printable;

/**
 * A result as a table. What is not known is empty.
 *
 * @param header names of the columns
 * @param rows a text for each column, without characters that harm
 * @since 0.1.0
 */
public record Table(List<String> header, List<List<String>> rows) {
    /** RFC 4180 section 2: also of the last line. */
    private static final String END = "\r\n";

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE]-?[0-9]+)?");

    /** Copies the lists. */
    public Table {
        header = List.copyOf(header);
        rows = rows.stream()
                .map(row -> row.stream().map(Printable::line).toList())
                .toList();
    }

    /** Returns a table whose columns have these names, with commas between. */
    static Table of(String header, List<List<String>> rows) {
        return new Table(List.of(header.split(",", -1)), rows);
    }

    /** Returns it as comma-separated values (RFC 4180). */
    public String csv() {
        return line(header) + lines();
    }

    /** Returns its rows, without the names of the columns. */
    String lines() {
        return rows.stream().map(Table::line).collect(Collectors.joining());
    }

    private static String line(List<String> row) {
        return row.stream().map(Table::value).collect(Collectors.joining(",", "", END));
    }

    private static String value(String text) {
        String safe = isFormula(text) ? "'" + text : text;
        return safe.contains(",") || safe.contains("\"") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    /** A spreadsheet would calculate it: a host's name may begin like one, and an apostrophe makes it a text. */
    private static boolean isFormula(String text) {
        return !text.isEmpty()
                && "=+-@".indexOf(text.charAt(0)) >= 0
                && !NUMBER.matcher(text).matches();
    }
}
