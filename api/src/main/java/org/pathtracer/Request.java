// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.pathtracer.annotation.NotForImplementation;

/**
 * Something that {@link PathTracer#start} can run. Requests are immutable, may be used many times and from any thread,
 * and were checked when they were built.
 *
 * @param <E> events while it runs
 * @param <R> result
 * @since 0.1.0
 */
@NotForImplementation
public sealed interface Request<E, R>
        permits TraceRequest, PathMtuRequest, PingRequest, MonitorRequest, MultipathRequest, BufferbloatRequest {
    /** Host name or address literal, as given; of several targets the first. */
    String target();

    /** All that are to be probed; most requests have one. */
    default List<String> targets() {
        return List.of(target());
    }

    /** How its probes look and travel. */
    ProbeOptions probe();

    /** Hard bound on the whole operation, name resolution included; empty for none. */
    Optional<Duration> deadline();
}
