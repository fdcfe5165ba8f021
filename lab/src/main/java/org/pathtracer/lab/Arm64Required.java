// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.lab;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Decides whether the tests of a class with {@link InArm64} can run. A build with the profile {@code arm64} asks for
 * them: then what is missing is a failure.
 */
public final class Arm64Required implements ExecutionCondition {

    /** Is called by JUnit. */
    public Arm64Required() {}

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return Arm64Jvm.missing()
                .or(() -> LabRequired.missing(System.getProperties(), System.getenv("PATH"), Arm64Jvm.TOOLS))
                .map(reason -> LabRequired.refuse(reason, Arm64Jvm.asked() || "true".equals(System.getenv("CI"))))
                .orElse(ConditionEvaluationResult.enabled("there is a Java for arm64"));
    }
}
