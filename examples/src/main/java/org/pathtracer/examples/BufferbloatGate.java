// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.examples;

import java.net.URI;
import java.util.Optional;
import org.pathtracer.BufferbloatRequest;
import org.pathtracer.BufferbloatResult;
import org.pathtracer.PathTracer;
import org.pathtracer.bufferbloat.Grade;

/** Ends a build with status 1 if latency under load is worse than what was agreed, or could not be measured. */
public final class BufferbloatGate {
    private BufferbloatGate() {}

    /** Returns why the gate stays closed; empty if it opens. */
    static Optional<String> objection(BufferbloatResult result, Grade worst) {
        if (result.grade() == Grade.UNKNOWN) {
            return Optional.of("nothing was measured: "
                    + result.failure().map(Object::toString).orElse("too few samples"));
        }
        return result.grade().compareTo(worst) <= 0
                ? Optional.empty()
                : Optional.of("the grade is %s, but %s was agreed"
                        .formatted(result.grade().label(), worst.label()));
    }

    /** Arguments: the server's URL, and the worst grade that passes, for example {@code B}. */
    public static void main(String[] arguments) {
        BufferbloatRequest request =
                BufferbloatRequest.against(URI.create(arguments[0])).build();
        try (PathTracer tracer = PathTracer.create()) {
            Optional<String> objection = objection(tracer.testBufferbloat(request), Grade.valueOf(arguments[1]));
            System.out.println(objection.orElse("passed"));
            System.exit(objection.isPresent() ? 1 : 0);
        }
    }
}
