// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.time.Duration;
import java.util.Optional;

/**
 * Something that {@link PathTracer#start} can run. Requests are immutable, may be used many times and from any thread,
 * and were checked when they were built.
 *
 * @param <E> events while it runs
 * @param <R> result
 */
public sealed interface Request<E, R> permits MultipathRequest, TraceRequest {
    /** Host name or address literal, as given. */
    String target();

    /** How its probes look and travel. */
    ProbeOptions probe();

    /** Hard bound on the whole operation, name resolution included; empty for none. */
    Optional<Duration> deadline();
}
