// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.config;

import java.io.File;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.exporter.toml.Problems;
import org.pathtracer.exporter.toml.Similar;
import org.pathtracer.exporter.toml.Table;
import org.pathtracer.exporter.toml.TomlFile;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/**
 * A configuration file that was read: the table {@code [alias]}, and for each command a table with its name, whose keys
 * are long options. What a command line says has precedence.
 */
public final class Configuration {
    private static final String ALIAS = "alias";

    private final String name;
    private final Aliases aliases = new Aliases();
    private final Map<String, CommandDefaults> commands = new LinkedHashMap<>();
    private List<String> used = List.of();

    private Configuration(String name) {
        this.name = name;
    }

    /**
     * Reads a file.
     *
     * @param known names of commands
     * @param command makes a command line that has the command of such a name
     * @param sentence says what is wrong with a command line
     * @throws InvalidRequestException that has all that is wrong with it, line by line
     */
    public static Configuration read(
            File file,
            Collection<String> known,
            Function<String, CommandLine> command,
            Function<CommandLine.ParameterException, String> sentence) {
        Configuration configuration = new Configuration(file.getPath());
        Problems problems = new Problems(file.getPath());
        TomlFile.read(TomlFile.text(file), problems).ifPresent(top -> {
            for (String key : top.keys()) {
                configuration.table(top, key, known, command, sentence);
            }
        });
        Problems.require("the configuration", problems);
        return configuration;
    }

    private void table(
            Table top,
            String key,
            Collection<String> known,
            Function<String, CommandLine> command,
            Function<CommandLine.ParameterException, String> sentence) {
        if (key.equals(ALIAS)) {
            top.table(key).ifPresent(aliases::read);
        } else if (known.contains(key)) {
            top.table(key)
                    .ifPresent(table ->
                            commands.put(key, CommandDefaults.read(table, key, () -> command.apply(key), sentence)));
        } else {
            List<String> names = new ArrayList<>(known);
            names.add(ALIAS);
            String similar = Similar.of(key, names)
                    .map(name -> "did you mean " + name + "?")
                    .orElse("there are " + ALIAS + ", and tables with the names of commands");
            top.problem(key, "is not a known key; " + similar);
        }
    }

    /** Returns a command line with the options of this file that it does not have itself. */
    public String[] apply(CommandLine line, String... typed) {
        CommandDefaults defaults = typed.length == 0 ? null : commands.get(typed[0]);
        if (defaults == null) {
            return typed;
        }
        Optional<ParseResult> parsed = parsed(line, typed);
        if (parsed.isEmpty()) {
            // What is wrong is said when it is parsed to be run.
            return typed;
        }
        used = defaults.beside(parsed.get());
        List<String> all = new ArrayList<>(List.of(typed));
        all.addAll(1, used);
        return all.toArray(String[]::new);
    }

    private static Optional<ParseResult> parsed(CommandLine line, String... typed) {
        try {
            ParseResult parsed = line.parseArgs(typed);
            return parsed.hasSubcommand() ? Optional.of(parsed.subcommand()) : Optional.empty();
        } catch (CommandLine.ParameterException e) {
            return Optional.empty();
        }
    }

    /** Puts targets in the place of their other names. */
    public void apply(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        aliases.apply(last);
    }

    /** Returns which options came from the file, for a command line that was refused; empty if none did. */
    public Optional<String> origin() {
        return used.isEmpty() ? Optional.empty() : Optional.of(name + " gives " + String.join(" ", used));
    }
}
