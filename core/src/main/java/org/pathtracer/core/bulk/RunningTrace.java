// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.bulk;

import org.pathtracer.core.engine.Strategy;
import org.pathtracer.core.trace.TraceStrategy;

/** A trace to one target while it runs. */
final class RunningTrace {
    static final long NEVER = Long.MAX_VALUE;

    /** Among the targets that can be probed. */
    final int index;

    final Strategy<TraceStrategy.Findings> strategy;
    final long startNanos;
    /** When it is to be looked at next, since the operation's start; its owner's, as all below. */
    long scheduledAt = NEVER;
    /** The time that it was told last. */
    long knows;
    /** Whether it was told something since it was looked at. */
    boolean told;
    /** Whether it stands in line to send. */
    boolean inLine;

    RunningTrace(int index, Strategy<TraceStrategy.Findings> strategy, long startNanos) {
        this.index = index;
        this.strategy = strategy;
        this.startNanos = startNanos;
        knows = startNanos - 1;
    }

    /** Lets time pass for it, and what it was told take effect. */
    void passTo(long now) {
        knows = now;
        strategy.onTime(now);
    }

    /** The same before something is told that arrived at that time; of what arrived together, once. */
    void passToArrival(long at) {
        if (at - knows > 0) {
            passTo(at);
        }
    }
}
