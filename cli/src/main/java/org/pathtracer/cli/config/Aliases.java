// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.Target;
import org.pathtracer.exporter.toml.Table;
import picocli.CommandLine;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Other names of targets: each stands for one target or several. */
final class Aliases {
    /** What help calls a target. */
    private static final String LABEL = "TARGET";

    private final Map<String, List<String>> targets = new LinkedHashMap<>();

    /** Adds those of a table; what can't be a target is a problem. */
    void read(Table table) {
        for (String name : table.keys()) {
            List<String> all = table.words(name);
            all.forEach(target -> check(table, name, target));
            targets.put(name, all);
        }
    }

    private static void check(Table table, String name, String target) {
        try {
            Target.of(target);
        } catch (InvalidRequestException e) {
            table.problem(name, String.valueOf(e.getMessage()));
        }
    }

    /** Puts targets in the place of their other names, where a command was given such names. */
    void apply(ParseResult parsed) {
        for (PositionalParamSpec parameter : parsed.matchedPositionals()) {
            if (parameter.paramLabel().equals(LABEL)) {
                apply(parameter, parsed.commandSpec().commandLine());
            }
        }
    }

    private void apply(PositionalParamSpec parameter, CommandLine line) {
        Object value = parameter.getValue();
        if (value instanceof List<?> typed) {
            List<String> all = new ArrayList<>();
            typed.forEach(name -> all.addAll(of(String.valueOf(name))));
            parameter.setValue(all);
        } else if (value instanceof Optional<?> typed && typed.isPresent()) {
            parameter.setValue(Optional.of(one(String.valueOf(typed.get()), line)));
        } else if (value instanceof String typed) {
            parameter.setValue(one(typed, line));
        }
    }

    private List<String> of(String name) {
        return targets.getOrDefault(name, List.of(name));
    }

    private String one(String name, CommandLine line) {
        List<String> all = of(name);
        if (all.size() > 1) {
            throw new ParameterException(
                    line, "the alias %s stands for %d targets, and this command takes one".formatted(name, all.size()));
        }
        return all.get(0);
    }
}
