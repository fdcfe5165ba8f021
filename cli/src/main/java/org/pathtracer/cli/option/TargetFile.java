// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.option;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.Target;

/** A list of targets in a file: one on each line, with comments behind {@code #}. */
public final class TargetFile {
    private static final String STANDARD_INPUT = "-";

    private TargetFile() {}

    /**
     * Hands over its targets, of which there is at least one.
     *
     * @param name of the file; {@code -} for standard input
     * @param taker takes each target; a refusal is one of its line
     * @throws InvalidRequestException with the line that is wrong
     */
    public static void read(String name, Consumer<Target> taker) {
        if (name.isEmpty()) {
            throw new InvalidRequestException("--file is empty; give the name of a file, or - for standard input");
        }
        String shown = name.equals(STANDARD_INPUT) ? "standard input" : name;
        try (InputStream in = open(name)) {
            if (!readLines(new Lines(in), shown, taker)) {
                throw new InvalidRequestException(shown + " has no target in it");
            }
        } catch (NoSuchFileException e) {
            throw new InvalidRequestException("there is no file " + shown);
        } catch (AccessDeniedException e) {
            throw new InvalidRequestException(shown + " can't be read: permission denied");
        } catch (InvalidPathException e) {
            throw new InvalidRequestException("'%s' is not the name of a file".formatted(shown));
        } catch (IOException e) {
            throw new InvalidRequestException("%s can't be read: %s".formatted(shown, e.getMessage()));
        }
    }

    private static InputStream open(String name) throws IOException {
        return name.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(Path.of(name));
    }

    /** Whether there was a target. */
    private static boolean readLines(Lines lines, String shown, Consumer<Target> taker) throws IOException {
        boolean any = false;
        try {
            for (String line = lines.next(); line != null; line = lines.next()) {
                int comment = line.indexOf('#');
                String target = (comment < 0 ? line : line.substring(0, comment)).strip();
                if (!target.isEmpty()) {
                    taker.accept(Target.of(target));
                    any = true;
                }
            }
        } catch (InvalidRequestException e) {
            throw new InvalidRequestException("%s, line %d: %s".formatted(shown, lines.number(), e.getMessage()));
        }
        return any;
    }
}
