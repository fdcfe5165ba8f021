// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line: one sentence that names the argument, its value, and what is accepted. */
final class UsageMessage {
    /** Options that people expect where something else does it. */
    private static final Map<String, String> INSTEAD =
            Map.of("mtu --size", "a search for the path MTU chooses the sizes itself; give --min-size and --max-size");

    /** What picocli says of one of a group of options. */
    private static final Pattern REPEATED = Pattern.compile("expected only one match but got .*?=\\{([^ =}]+)");

    private UsageMessage() {}

    static String of(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched.getUnmatched().get(0), e.getCommandLine());
        } else if (e instanceof OverwrittenOptionException twice) {
            return name(twice.getOverwritten()) + " is given more than once; give it once";
        } else if (e instanceof MissingParameterException missing) {
            return missing(missing);
        } else if (e.getArgSpec() != null && e.getValue() != null) {
            return invalid(e.getArgSpec(), e.getValue(), String.valueOf(e.getMessage()));
        }
        Matcher repeated = REPEATED.matcher(String.valueOf(e.getMessage()));
        return repeated.find()
                ? repeated.group(1) + " is given more than once; give it once"
                : String.valueOf(e.getMessage()).replaceFirst("^Error: ", "");
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String missing(MissingParameterException e) {
        ArgSpec first = e.getMissing().get(0);
        boolean option = first instanceof OptionSpec;
        return option
                ? "%s needs a value: %s %s".formatted(name(first), name(first), first.paramLabel())
                : name(first) + " is missing";
    }

    private static String unmatched(String argument, CommandLine line) {
        String command = line.getCommandName();
        if (argument.startsWith("-") && argument.length() > 1) {
            String option = argument.replaceFirst("=.*", "");
            String instead = INSTEAD.get(command + " " + option);
            return "%s has no option '%s'".formatted(command, option)
                    + (instead == null
                            ? nearest(option, line.getCommandSpec().optionsMap().keySet())
                                    .map(known -> "; did you mean " + known + "?")
                                    .orElse("")
                            : ": " + instead);
        } else if (line.getSubcommands().isEmpty()) {
            return refusedParameter(argument, line.getCommandSpec().positionalParameters())
                    .orElseGet(() -> "%s takes no further argument '%s'".formatted(command, argument));
        }
        Collection<String> known = line.getSubcommands().keySet();
        String what = line.getParent() == null ? "command" : "kind of " + command;
        return "there is no %s '%s'; ".formatted(what, argument)
                + nearest(argument, known)
                        .map(name -> "did you mean " + name + "?")
                        .orElseGet(() -> "there are " + String.join(", ", known));
    }

    /** Where there may be any number of parameters, picocli leaves out the first that can't be converted. */
    private static Optional<String> refusedParameter(String argument, List<PositionalParamSpec> parameters) {
        for (PositionalParamSpec parameter : parameters) {
            if (parameter.arity().isVariable() && parameter.converters().length > 0) {
                try {
                    parameter.converters()[0].convert(argument);
                } catch (Exception e) {
                    return Optional.of(name(parameter) + ": " + e.getMessage());
                }
            }
        }
        return Optional.empty();
    }

    /** The one that needs the fewest changes, if they are few. */
    private static Optional<String> nearest(String typed, Collection<String> known) {
        int most = 1 + typed.replaceFirst("^-+", "").length() / 4;
        return known.stream()
                .filter(name -> name.startsWith("--") == typed.startsWith("--"))
                .filter(name -> !typed.startsWith("-") || typed.startsWith("--"))
                .min(Comparator.comparingInt(name -> changes(typed, name)))
                .filter(name -> changes(typed, name) <= most);
    }

    /** Levenshtein's distance, where two letters in the wrong order are one mistake. */
    private static int changes(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                cost[i][j] = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }

    private static String invalid(ArgSpec argument, String value, String message) {
        Class<?> type = argument.auxiliaryTypes().length > 0 ? argument.auxiliaryTypes()[0] : argument.type();
        if (type.isEnum() && argument.converters().length == 0) {
            return is(
                    argument,
                    value,
                    "must be one of "
                            + Stream.of(type.getEnumConstants())
                                    .map(String::valueOf)
                                    .collect(Collectors.joining(", ")));
        } else if (type == URI.class) {
            return is(argument, value, "must be a URL such as https://example.com/");
        } else if (type == Path.class) {
            return is(argument, value, "must be the name of a file");
        } else if (message.endsWith(" is not an int") || message.endsWith(" is not a long")) {
            boolean large = value.matches("-?\\d+");
            return is(argument, value, "must be a whole number" + (large ? " of fewer digits" : ""));
        } else if (message.endsWith(" is not a double")) {
            return is(argument, value, "must be a number");
        }
        // Behind picocli's "Invalid value for option '--name' (LABEL): ".
        int label = message.indexOf(argument.paramLabel());
        int colon = message.indexOf(": ", Math.max(0, label));
        return name(argument) + ": " + message.substring(colon < 0 ? 0 : colon + 2);
    }

    private static String is(ArgSpec argument, String value, String rule) {
        return "%s is '%s', but %s".formatted(name(argument), value, rule);
    }
}
