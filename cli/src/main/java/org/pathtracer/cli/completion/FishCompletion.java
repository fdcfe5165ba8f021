// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.completion;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The script for fish: a line for each command and option, which holds where its commands were typed before. */
final class FishCompletion {
    private static final Set<String> FILES = Set.of("FILE", "FOLDER", "LIST");

    private final String program;
    private final StringBuilder script = new StringBuilder();

    FishCompletion(String program) {
        this.program = program;
    }

    String script(CommandLine all) {
        script.append("# Completions of ").append(program).append(" for fish.\n");
        line("", "-f");
        describe(all, List.of());
        return script.toString();
    }

    private void describe(CommandLine command, List<String> path) {
        Set<String> names = command.getSubcommands().keySet();
        String here =
                path.stream().map(name -> "__fish_seen_subcommand_from " + name).collect(Collectors.joining("; and "));
        String none = names.isEmpty() ? "" : "not __fish_seen_subcommand_from " + String.join(" ", names);
        String condition = Stream.of(here, none).filter(part -> !part.isEmpty()).collect(Collectors.joining("; and "));
        command.getSubcommands()
                .forEach((name, subcommand) ->
                        line(condition, "-a " + name + description(description(subcommand.getCommandSpec()))));
        command.getCommandSpec().options().stream()
                .filter(option -> !option.hidden())
                .forEach(option -> line(condition, option(option)));
        command.getSubcommands().forEach((name, subcommand) -> describe(subcommand, with(path, name)));
    }

    private static List<String> with(List<String> path, String name) {
        List<String> longer = new ArrayList<>(path);
        longer.add(name);
        return longer;
    }

    private void line(String condition, String rest) {
        script.append("complete -c ")
                .append(program)
                .append(condition.isEmpty() ? "" : " -n " + quoted(condition))
                .append(' ')
                .append(rest)
                .append('\n');
    }

    private static String option(OptionSpec option) {
        StringBuilder words = new StringBuilder();
        for (String name : option.names()) {
            String flag = name.startsWith("--") ? "-l " : name.length() == 2 ? "-s " : "-o ";
            words.append(flag).append(name.replaceFirst("^-+", "")).append(' ');
        }
        return words.toString().strip() + value(option) + description(first(option.description()));
    }

    /** What follows the option: one of a few values, a file, or anything. */
    private static String value(OptionSpec option) {
        if (option.arity().max() == 0) {
            return "";
        }
        Set<String> values = values(option);
        if (!values.isEmpty()) {
            return " -x -a " + quoted(String.join(" ", values));
        }
        return takesFile(option) ? " -r -F" : " -x";
    }

    private static Set<String> values(ArgSpec option) {
        Set<String> values = new LinkedHashSet<>();
        if (option.completionCandidates() != null) {
            option.completionCandidates().forEach(values::add);
        } else if (option.type().isEnum()) {
            Stream.of(option.type().getEnumConstants()).forEach(value -> values.add(String.valueOf(value)));
        }
        return values;
    }

    private static boolean takesFile(ArgSpec option) {
        return FILES.contains(option.paramLabel());
    }

    private static String description(CommandSpec command) {
        return first(command.usageMessage().description());
    }

    private static String first(String... lines) {
        return lines.length == 0
                ? ""
                : String.format(lines[0]).replaceAll("\\$\\{[^}]*}", "").strip();
    }

    private static String description(String text) {
        return text.isEmpty() ? "" : " -d " + quoted(text);
    }

    /** In fish, a backslash and an apostrophe are the only special characters between apostrophes. */
    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
