// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.lab;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Decides whether the tests of a class with {@link InLab} can run. */
public final class LabRequired implements BeforeAllCallback {

    /** For JUnit. */
    public LabRequired() {}

    @Override
    public void beforeAll(ExtensionContext context) {
        String[] tools = AnnotationSupport.findAnnotation(
                        context.getRequiredTestClass(), InLab.class, context.getEnclosingTestClasses())
                .map(InLab::tools)
                .orElse(new String[0]);
        missing(System.getProperties(), System.getenv("PATH"), List.of(tools))
                .ifPresent(reason -> refuse(reason, "true".equals(System.getenv("CI"))));
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

    static void refuse(String reason, boolean mustRun) {
        if (mustRun) {
            throw new AssertionFailedError(reason);
        }
        throw new TestAbortedException(reason);
    }

    private static boolean isOnPath(String tool, String path) {
        return Arrays.stream(path.split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }
}
