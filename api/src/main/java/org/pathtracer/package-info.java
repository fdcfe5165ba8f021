// SPDX-License-Identifier: Apache-2.0
/**
 * Network path diagnostics: {@link org.pathtracer.PathTracer} runs requests, each gives a result of records.
 *
 * <p>Conventions that hold everywhere: an argument is never null; an absent value is an {@code Optional}; a time span
 * is a {@code Duration}; a probe that fails is a value ({@link org.pathtracer.probe.ProbeOutcome}), an operation that
 * fails throws a {@link org.pathtracer.PathTracerException}.
 */
@NullMarked
package org.pathtracer;

import org.jspecify.annotations.NullMarked;
