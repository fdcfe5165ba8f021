// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.kind;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.pathtracer.Measurement;

/**
 * A measurement that runs.
 *
 * @param finding comes in the end, or a failure
 * @param cancel lets it end soon, with what is known
 */
public record Attempt(CompletionStage<Finding> finding, Runnable cancel) {
    /** Returns a measurement of the engine. */
    static <R> Attempt of(Measurement<?, R> measurement, Function<R, Finding> finding) {
        return new Attempt(measurement.result().thenApply(finding), measurement::cancel);
    }
}
