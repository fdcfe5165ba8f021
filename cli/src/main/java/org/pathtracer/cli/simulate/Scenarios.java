// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.simulate;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.cli.option.JsonOptions;
import org.pathtracer.cli.output.Terminal;
import org.pathtracer.report.json.JsonDocument;
import org.pathtracer.testkit.Scenario;

/** Scenarios as people name them: those that come with the testkit by name, others by file. */
public final class Scenarios {
    private static final String SCHEMA = "pathtracer/scenarios/1";

    private Scenarios() {}

    /** The scenario of this name, or in this file. */
    public static Scenario find(String nameOrFile) {
        try {
            Path file = Path.of(nameOrFile);
            if (!Scenario.builtIn().contains(nameOrFile) && Files.isRegularFile(file)) {
                return Scenario.read(file);
            }
        } catch (InvalidPathException e) {
            throw new InvalidRequestException("\"%s\" is no name of a file".formatted(nameOrFile));
        } catch (UncheckedIOException e) {
            throw new InvalidRequestException("%s can't be read: %s".formatted(nameOrFile, e.getCause()));
        }
        if (nameOrFile.indexOf('/') >= 0 || nameOrFile.endsWith(".toml")) {
            throw new InvalidRequestException("there is no file " + nameOrFile);
        }
        return Scenario.named(nameOrFile);
    }

    /** Lists those that come with the testkit. */
    public static void list(Terminal terminal, JsonOptions json) {
        if (json.wanted()) {
            listAsJson(terminal, new JsonDocument(json.compact()));
        } else {
            Scenario.builtIn()
                    .forEach(known -> terminal.out()
                            .printf("%-16s %s%n", known, Scenario.named(known).description()));
        }
    }

    private static void listAsJson(Terminal terminal, JsonDocument json) {
        json.writeTo(terminal.out(), () -> {
            json.string("schema", SCHEMA);
            json.array(
                    "scenarios",
                    Scenario.builtIn(),
                    known -> json.object(() -> {
                        json.string("name", known);
                        json.string("description", Scenario.named(known).description());
                    }));
        });
    }
}
