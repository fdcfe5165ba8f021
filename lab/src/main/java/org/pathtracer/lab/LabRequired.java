// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.lab;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.AssertionFailedError;

/**
 * Decides whether the tests of a class with {@link InLab} can run. Disabled tests are counted and their reason stands
 * in Surefire's report; tests that are aborted before the first of them would vanish from it.
 */
public final class LabRequired implements ExecutionCondition {

    /** For JUnit. */
    public LabRequired() {}

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        String[] tools = AnnotationSupport.findAnnotation(
                        context.getRequiredTestClass(), InLab.class, context.getEnclosingTestClasses())
                .map(InLab::tools)
                .orElse(new String[0]);
        return missing(System.getProperties(), System.getenv("PATH"), List.of(tools))
                .map(reason -> refuse(reason, "true".equals(System.getenv("CI"))))
                .orElse(ConditionEvaluationResult.enabled("the lab is ready"));
    }

    /** Why the tests cannot run; empty if they can. */
    static Optional<String> missing(Properties properties, String path, List<String> tools) {
        if (!"ready".equals(properties.getProperty("pathtracer.lab"))) {
            return Optional.of("no lab: "
                    + properties.getProperty(
                            "pathtracer.lab.unavailable",
                            "run the tests with Maven on Linux, which starts them with lab/bin/java"));
        }
        return tools.stream()
                .filter(tool -> !isOnPath(tool, path))
                .findFirst()
                .map(tool -> "no lab: " + tool + " is missing: install it");
    }

    static ConditionEvaluationResult refuse(String reason, boolean mustRun) {
        if (mustRun) {
            throw new AssertionFailedError(reason);
        }
        return ConditionEvaluationResult.disabled(reason);
    }

    private static boolean isOnPath(String tool, String path) {
        return Arrays.stream(path.split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }
}
