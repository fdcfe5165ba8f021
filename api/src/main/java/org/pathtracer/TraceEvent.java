// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.net.InetAddress;
import java.util.List;
import org.pathtracer.annotation.NotForImplementation;
import org.pathtracer.probe.ProbeResult;

/**
 * An event of a trace, published by {@link Measurement#events()}. The kinds are listed in the order of their
 * publication.
 *
 * @since 0.1.0
 */
@NotForImplementation
public sealed interface TraceEvent {
    /** The target is resolved and the transport chosen; the first probe is about to leave. */
    @NotForImplementation
    non-sealed interface Started extends TraceEvent {
        /** Returns the target. */
        String target();

        /** Returns the address. */
        InetAddress address();

        /** Returns the protocol. */
        Protocol protocol();

        /** Returns the transport. */
        TransportChoice transport();
    }

    /** A probe was answered, given up, or failed to leave. A late answer causes a second event. */
    @NotForImplementation
    non-sealed interface ProbeCompleted extends TraceEvent {
        /** Returns the probe. */
        ProbeResult probe();
    }

    /** The hop is complete. Published once for each TTL, in the order of TTLs, also for silent hops. */
    @NotForImplementation
    non-sealed interface HopSettled extends TraceEvent {
        /** Returns the hop. */
        Hop hop();
    }

    /**
     * The names and networks of the hop are known, or were not found in time. Published once for each TTL, in the order
     * of TTLs, after {@link HopSettled}, unless {@link TraceRequest.Builder#enrichment enrichment} is off. Segments are
     * those of the path as it is known at this time; the result has the changes by later hops.
     */
    @NotForImplementation
    non-sealed interface HopEnriched extends TraceEvent {
        /** Returns the hop. */
        Hop hop();
    }

    /** All hops are known. Those that lost some of their probes are probed again to find the cause. */
    @NotForImplementation
    non-sealed interface DiagnosisStarted extends TraceEvent {
        /** Returns the TTLs of these hops. */
        List<Integer> ttls();
    }

    /**
     * The subscriber requested too few events, so {@link ProbeCompleted} events were dropped. Events of hops are never
     * dropped.
     */
    @NotForImplementation
    non-sealed interface Dropped extends TraceEvent {
        /** Returns the number of events dropped since the last such event. */
        long count();
    }
}
