// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.util.List;

/**
 * What {@link Measurement#events()} of a monitor publishes. All but {@link Started} are left out where a subscriber
 * does not keep up, and counted.
 */
public sealed interface MonitorEvent {
    /** Targets are resolved, the transport chosen, the first probe about to leave. */
    non-sealed interface Started extends MonitorEvent {
        /** Returns the series of each target, with nothing in it yet. */
        List<MonitorSeries> series();

        /** Returns the targets. */
        List<PingTarget> targets();

        /** Returns the protocol. */
        Protocol protocol();

        /** Returns the transport. */
        TransportChoice transport();
    }

    /** A trace to a target ended. */
    non-sealed interface CycleCompleted extends MonitorEvent {
        /** Returns all that is known of the target so far. */
        MonitorSeries series();

        /** Returns the address that answered at each TTL from the first one on in this trace, up to where it ended. */
        MonitorPath path();
    }

    /** The path to a target is another one; before the {@link CycleCompleted} of the trace that confirmed it. */
    non-sealed interface PathChanged extends MonitorEvent {
        /** Returns the target. */
        PingTarget target();

        /** Returns the change. */
        PathChange change();
    }

    /** The subscriber asked for less than there was. */
    non-sealed interface Dropped extends MonitorEvent {
        /** Returns the number of events left out since the last such event. */
        long count();
    }
}
