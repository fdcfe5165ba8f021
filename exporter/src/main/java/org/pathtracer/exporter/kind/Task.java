// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.kind;

import org.pathtracer.PathTracer;
import org.pathtracer.exporter.meters.Series;

/** One target with all its options: what is done each time it is due. */
public interface Task {
    /** Lets what is counted begin with 0, before the first measurement. */
    void declare(Series series);

    /** Begins a measurement, and returns at once. Findings are recorded in the order in which they come. */
    Attempt start(PathTracer tracer);

    /** Returns whether no other such task may run at the same time. */
    default boolean alone() {
        return false;
    }
}
