// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.toml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pathtracer.InvalidRequestException;

/** All that is wrong with a file, each with its line and key. */
public final class Problems {
    /** Of a file with as many the rest is hardly read. */
    private static final int MOST = 100;

    private final String file;
    private final List<Problem> found = new ArrayList<>();

    private record Problem(int line, String key, String sentence) {}

    /** Of a file with this name, without problems yet. */
    public Problems(String file) {
        this.file = file;
    }

    /**
     * Adds one.
     *
     * @param line from 1
     * @param key full name, such as {@code target.interval}; empty if it is of no key
     */
    public void add(int line, String key, String sentence) {
        found.add(new Problem(line, key, sentence));
    }

    /** Returns how many there are. */
    public int count() {
        return found.size();
    }

    /** Returns whether there is nothing wrong. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Returns a line for each, in the order of the file: {@code FILE:LINE: KEY: sentence}. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>(found.stream()
                .sorted(Comparator.comparingInt(Problem::line))
                .limit(MOST)
                .map(this::line)
                .toList());
        if (found.size() > MOST) {
            lines.add("%s: and %d more".formatted(file, found.size() - MOST));
        }
        return lines;
    }

    private String line(Problem problem) {
        String key = problem.key().isEmpty() ? "" : problem.key() + ": ";
        return "%s:%d: %s%s".formatted(file, problem.line(), key, problem.sentence());
    }

    /**
     * Ends the reading of files.
     *
     * @throws InvalidRequestException with all that is wrong with any of them, line by line
     */
    public static void require(String what, Problems... files) {
        int count = Stream.of(files).mapToInt(Problems::count).sum();
        if (count > 0) {
            String lines =
                    Stream.of(files).flatMap(file -> file.lines().stream()).collect(Collectors.joining("\n"));
            String errors = count == 1 ? "is an error" : "are " + count + " errors";
            throw new InvalidRequestException("there %s in %s:\n%s".formatted(errors, what, lines));
        }
    }
}
