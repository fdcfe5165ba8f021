// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.pathtracer.exporter.toml.Similar;
import org.pathtracer.exporter.toml.Table;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Options of a command in a configuration file, each as it would be typed. */
final class CommandDefaults {
    /** What is for the command line alone. */
    private static final List<String> TYPED = List.of("help", "version", "config");

    private final Map<String, List<String>> options = new LinkedHashMap<>();

    private CommandDefaults() {}

    /**
     * Reads a table.
     *
     * @param name of the command
     * @param line makes a command line that has it, to try options with
     * @param sentence says what is wrong with a command line
     */
    static CommandDefaults read(
            Table table,
            String name,
            Supplier<CommandLine> line,
            Function<CommandLine.ParameterException, String> sentence) {
        CommandDefaults defaults = new CommandDefaults();
        CommandLine known = Objects.requireNonNull(line.get().getSubcommands().get(name));
        for (String key : table.keys()) {
            OptionSpec option =
                    TYPED.contains(key) ? null : known.getCommandSpec().findOption("--" + key);
            if (option == null) {
                table.problem(key, "is no option of " + name + suggestion(key, known));
            } else {
                List<String> typed =
                        Map.class.isAssignableFrom(option.type()) ? pairs(table, key) : words(table, key, option);
                if (accepted(table, key, typed, line.get(), name, sentence)) {
                    defaults.options.put(key, typed);
                }
            }
        }
        return defaults;
    }

    private static String suggestion(String key, CommandLine command) {
        List<String> names = command.getCommandSpec().options().stream()
                .flatMap(option -> List.of(option.names()).stream())
                .filter(option -> option.startsWith("--"))
                .map(option -> option.substring(2))
                .filter(option -> !TYPED.contains(option))
                .toList();
        return Similar.of(key, names)
                .map(other -> "; did you mean " + other + "?")
                .orElse("");
    }

    /** A table within, whose keys go with the option. */
    private static List<String> pairs(Table table, String key) {
        List<String> typed = new ArrayList<>();
        table.table(key)
                .ifPresent(inner -> inner.keys()
                        .forEach(name -> inner.words(name)
                                .forEach(value -> typed.add("--%s=%s=%s".formatted(key, name, value)))));
        return typed;
    }

    private static List<String> words(Table table, String key, OptionSpec option) {
        List<String> words = table.words(key);
        if (option.arity().max() > 0) {
            return words.stream().map(word -> "--" + key + "=" + word).toList();
        }
        if (words.equals(List.of("true"))) {
            return List.of("--" + key);
        }
        if (!words.isEmpty() && !words.equals(List.of("false"))) {
            table.problem(key, "must be true or false");
        }
        return List.of();
    }

    /** Tries the option alone: what it lacks beside it, such as a target, is no matter. */
    private static boolean accepted(
            Table table,
            String key,
            List<String> typed,
            CommandLine line,
            String name,
            Function<CommandLine.ParameterException, String> sentence) {
        CommandLine command = Objects.requireNonNull(line.getSubcommands().get(name));
        List.copyOf(command.getCommandSpec().positionalParameters())
                .forEach(parameter -> command.getCommandSpec().remove(parameter));
        try {
            line.parseArgs(Stream.concat(Stream.of(name), typed.stream()).toArray(String[]::new));
            return !typed.isEmpty();
        } catch (CommandLine.ParameterException e) {
            table.problem(key, sentence.apply(e));
            return false;
        }
    }

    /** Returns those that stand beside what was typed: not the same, and none that excludes it. */
    List<String> beside(ParseResult typed) {
        List<String> all = new ArrayList<>();
        options.forEach((key, words) -> {
            OptionSpec option = typed.commandSpec().findOption("--" + key);
            if (option != null && !typed.hasMatchedOption(option) && !excluded(option, typed)) {
                all.addAll(words);
            }
        });
        return all;
    }

    private static boolean excluded(ArgSpec option, ParseResult typed) {
        for (ArgGroupSpec group = option.group(); group != null; group = group.parentGroup()) {
            boolean taken =
                    group.exclusive() && group.allOptionsNested().stream().anyMatch(typed::hasMatchedOption);
            if (taken) {
                return true;
            }
        }
        return false;
    }
}
