// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.AssertionFailedError;

/** Decides whether tests that run other programs can run: a machine that checks changes must have them. */
abstract class ProgramsRequired implements ExecutionCondition {
    private final List<String> programs;

    ProgramsRequired(String... programs) {
        this.programs = List.of(programs);
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<String> missing =
                programs.stream().filter(tool -> find(tool).isEmpty()).findFirst();
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("there are " + programs);
        }
        String reason = "%s is missing: install all of %s".formatted(missing.get(), programs);
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionFailedError(reason);
        }
        return ConditionEvaluationResult.disabled(reason);
    }

    /** Where a program is on the path. */
    static Optional<Path> find(String program) {
        return Arrays.stream(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
