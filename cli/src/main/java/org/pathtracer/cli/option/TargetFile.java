// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.option;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.Target;

/** A list of targets in a file: one on each line, with comments behind {@code #}. */
public final class TargetFile {
    private static final String STANDARD_INPUT = "-";

    private TargetFile() {}

    /**
     * Its targets, of which there is at least one.
     *
     * @param name of the file; {@code -} for standard input
     * @throws InvalidRequestException with the line that is wrong
     */
    public static List<Target> read(String name) {
        if (name.isEmpty()) {
            throw new InvalidRequestException("--file is empty; give the name of a file, or - for standard input");
        }
        String shown = name.equals(STANDARD_INPUT) ? "standard input" : name;
        try (InputStream in = open(name)) {
            List<Target> targets = targets(new Lines(in), shown);
            if (targets.isEmpty()) {
                throw new InvalidRequestException(shown + " has no target in it");
            }
            return targets;
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

    private static List<Target> targets(Lines lines, String shown) throws IOException {
        List<Target> targets = new ArrayList<>();
        try {
            for (String line = lines.next(); line != null; line = lines.next()) {
                String target = line.replaceFirst("#.*", "").strip();
                if (!target.isEmpty()) {
                    targets.add(Target.of(target));
                }
            }
        } catch (InvalidRequestException e) {
            throw new InvalidRequestException("%s, line %d: %s".formatted(shown, lines.number(), e.getMessage()));
        }
        return targets;
    }
}
