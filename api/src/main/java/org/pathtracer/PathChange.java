// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.time.Duration;
import java.util.List;
import org.pathtracer.annotation.NotForImplementation;

/**
 * A path that became another one, and stayed so for {@link MonitorRequest#changeAfter} traces.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface PathChange {
    /** Returns the number of the trace that confirmed it, from 0. */
    long cycle();

    /** Returns when that trace ended, since the start of the operation. */
    Duration at();

    /** Returns the path until then. */
    MonitorPath before();

    /** Returns the path from then on. */
    MonitorPath after();

    /** Returns the TTLs at which the two differ, in their order; a hop that was or is silent does not. */
    List<Integer> ttls();
}
