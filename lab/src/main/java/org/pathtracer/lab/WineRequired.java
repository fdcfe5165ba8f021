// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Decides whether the tests of a class with {@link InWine} can run. A build with the profile {@code wine} asks for
 * them: then what is missing is a failure.
 */
public final class WineRequired implements ExecutionCondition {

    /** For JUnit. */
    public WineRequired() {}

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        List<String> tools = new ArrayList<>(List.of("wine", "wineserver"));
        AnnotationSupport.findAnnotation(
                        context.getRequiredTestClass(), InWine.class, context.getEnclosingTestClasses())
                .ifPresent(needs -> tools.addAll(List.of(needs.tools())));
        return decide(tools);
    }

    static ConditionEvaluationResult decide(List<String> tools) {
        return WindowsJvm.jre()
                .map(jre -> LabRequired.missing(System.getProperties(), System.getenv("PATH"), tools))
                .orElse(Optional.of("no Java for Windows: `mvn -Pwine verify` fetches it,"
                        + " `mvn -Pwine verify -pl MODULE -am` if only some modules are built"))
                .map(reason -> LabRequired.refuse(reason, WindowsJvm.asked() || "true".equals(System.getenv("CI"))))
                .orElse(ConditionEvaluationResult.enabled("there is a Windows"));
    }
}
