// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.toml;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.pathtracer.InvalidRequestException;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;

/** Text in TOML. */
public final class TomlFile {
    private static final long LARGEST = 1 << 20;

    private TomlFile() {}

    /**
     * Returns the text of a configuration.
     *
     * @throws InvalidRequestException if there is none, or it is larger than 1 MB
     */
    public static String text(File file) {
        try {
            if (file.isFile() && file.length() > LARGEST) {
                throw refused(file, "it has more than 1 MB");
            }
            return Files.readString(file.toPath());
        } catch (NoSuchFileException e) {
            throw refused(file, "there is no such file");
        } catch (IOException e) {
            throw refused(file, String.valueOf(e.getMessage()));
        }
    }

    private static InvalidRequestException refused(File file, String why) {
        return new InvalidRequestException("the configuration %s can't be read: %s".formatted(file.getPath(), why));
    }

    /** Returns the top table; nothing if the text is no TOML, which is a problem then. */
    public static Optional<Table> read(String text, Problems problems) {
        TomlParseResult document;
        try {
            document = Toml.parse(text);
        } catch (StackOverflowError e) {
            // The parser descends once for each bracket.
            problems.add(1, "", "arrays or tables are nested too deeply");
            return Optional.empty();
        }
        document.errors()
                .forEach(error -> problems.add(
                        error.position().line(),
                        "",
                        "%s (column %d)"
                                .formatted(error.getMessage(), error.position().column())));
        return document.hasErrors() ? Optional.empty() : Optional.of(new Table(problems, document, "", 1));
    }
}
