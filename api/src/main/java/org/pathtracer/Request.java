// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.pathtracer.annotation.NotForImplementation;

/**
 * An operation that {@link PathTracer#start} can run. Requests are immutable, checked when they are built, and may be
 * used many times and on any thread.
 *
 * @param <E> events while it runs
 * @param <R> result
 * @since 0.1.0
 */
@NotForImplementation
public sealed interface Request<E, R>
        permits TraceRequest,
                BulkTraceRequest,
                PathMtuRequest,
                PingRequest,
                MonitorRequest,
                MultipathRequest,
                BufferbloatRequest,
                DiagnoseRequest {
    /** Returns the target. Of several targets, returns the first. */
    Target target();

    /** Returns all targets as given, each once; most requests have one. */
    default List<Target> targets() {
        return List.of(target());
    }

    /** Returns the number of hosts that are probed; of a block, each counts. */
    default int hostCount() {
        return targets().stream().mapToInt(Target::hostCount).sum();
    }

    /** Returns the options of the probes. */
    ProbeOptions probe();

    /** Returns the limit of the whole operation, name resolution included; empty without a limit. */
    Optional<Duration> deadline();
}
