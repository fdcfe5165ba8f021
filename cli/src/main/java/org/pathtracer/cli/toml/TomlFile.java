// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.toml;

import java.util.Optional;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;

/** Text in TOML. */
public final class TomlFile {
    private TomlFile() {}

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
