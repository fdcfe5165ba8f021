// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.trace;

import org.pathtracer.core.engine.Strategy;

/** A trace that knows when each of its probes left, which its hops don't tell. */
public interface TimedTrace extends Strategy<TraceStrategy.Findings> {
    /**
     * Returns when a probe of a hop left; of one that has not, when it was asked for.
     *
     * @param ttl of the hop
     * @param sequence of the probe among those of the hop, from 0
     */
    long sentNanos(int ttl, int sequence);
}
