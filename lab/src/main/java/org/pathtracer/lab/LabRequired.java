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
        Optional<InLab> needs = AnnotationSupport.findAnnotation(
                context.getRequiredTestClass(), InLab.class, context.getEnclosingTestClasses());
        List<String> tools = needs.map(InLab::tools).map(List::of).orElse(List.of());
        boolean tun = needs.map(InLab::tun).orElse(false);
        boolean ci = "true".equals(System.getenv("CI"));
        return missing(System.getProperties(), System.getenv("PATH"), tools)
                .map(reason -> refuse(reason, ci))
                .or(() -> tun ? refuseTun(ci) : Optional.empty())
                .orElse(ConditionEvaluationResult.enabled("the lab is ready"));
    }

    private static Optional<ConditionEvaluationResult> refuseTun(boolean ci) {
        return TunAccess.lacking().map(reason -> refuse(reason, ci && !Privileges.isUserNamespace()));
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
