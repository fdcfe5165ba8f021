// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.pathtracer.annotation.NotForImplementation;

/**
 * An event of a monitor, published by {@link Measurement#events()}. If a subscriber is too slow, all kinds except
 * {@link Started} are dropped and counted.
 *
 * @since 0.1.0
 */
@NotForImplementation
public sealed interface MonitorEvent {
    /** The targets are resolved and the transport chosen; the first probe is about to leave. */
    @NotForImplementation
    non-sealed interface Started extends MonitorEvent {
        /** Returns the series of each target, with nothing in it yet. */
        List<MonitorSeries> series();

        /** Returns the targets. */
        List<PingTarget> targets();

        /** Returns the protocol. */
        Protocol protocol();

        /** Returns the transport. */
        TransportChoice transport();

        /** Returns the address that probes to the first target leave from; empty if the system does not tell. */
        Optional<InetAddress> sourceAddress();
    }

    /** A trace to a target ended. */
    @NotForImplementation
    non-sealed interface CycleCompleted extends MonitorEvent {
        /** Returns all that is known of the target so far. */
        MonitorSeries series();

        /** Returns the address that answered at each TTL from the first one on in this trace, up to where it ended. */
        MonitorPath path();
    }

    /**
     * The path to a target changed. Published before the {@link CycleCompleted} of the trace that confirmed the change.
     */
    @NotForImplementation
    non-sealed interface PathChanged extends MonitorEvent {
        /** Returns the target. */
        PingTarget target();

        /** Returns the change. */
        PathChange change();
    }

    /** The subscriber requested too few events, so some were dropped. */
    @NotForImplementation
    non-sealed interface Dropped extends MonitorEvent {
        /** Returns the number of events dropped since the last such event. */
        long count();
    }
}
