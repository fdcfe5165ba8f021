// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.PingRequest;

/** A list of targets in a file: one on each line, with comments behind {@code #}. */
final class TargetFile {
    private static final String STANDARD_INPUT = "-";

    private TargetFile() {}

    /**
     * Its targets, of which there is at least one.
     *
     * @param name of the file; {@code -} for standard input
     * @throws InvalidRequestException with the line that is wrong
     */
    static List<String> read(String name) {
        String shown = name.equals(STANDARD_INPUT) ? "standard input" : name;
        try (BufferedReader in = open(name)) {
            List<String> targets = targets(in, shown);
            if (targets.isEmpty()) {
                throw new InvalidRequestException(shown + " has no target in it");
            }
            return targets;
        } catch (NoSuchFileException e) {
            throw new InvalidRequestException("there is no file " + shown);
        } catch (CharacterCodingException e) {
            throw new InvalidRequestException(shown + " is not text in UTF-8");
        } catch (IOException e) {
            throw new InvalidRequestException("%s can't be read: %s".formatted(shown, e.getMessage()));
        }
    }

    private static BufferedReader open(String name) throws IOException {
        return name.equals(STANDARD_INPUT)
                ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8.newDecoder()))
                : Files.newBufferedReader(Path.of(name), StandardCharsets.UTF_8);
    }

    private static List<String> targets(BufferedReader in, String shown) throws IOException {
        List<String> targets = new ArrayList<>();
        int number = 0;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            number++;
            String target = line.replaceFirst("#.*", "").strip();
            if (!target.isEmpty()) {
                check(target, shown, number);
                targets.add(target);
            }
        }
        return targets;
    }

    private static void check(String target, String shown, int number) {
        try {
            PingRequest.to(target);
        } catch (InvalidRequestException e) {
            throw new InvalidRequestException("%s, line %d: %s".formatted(shown, number, e.getMessage()));
        }
    }
}
