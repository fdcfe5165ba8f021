// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.net.InetAddress;
import java.util.List;
import org.pathtracer.probe.ProbeResult;

/** What {@link Measurement#events()} of a trace publishes, in this order of kinds. */
public sealed interface TraceEvent {
    /** The target is resolved, the transport chosen, the first probe about to leave. */
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

    /** A probe was answered, given up, or failed to leave. One that is answered late comes a second time. */
    non-sealed interface ProbeCompleted extends TraceEvent {
        /** Returns the probe. */
        ProbeResult probe();
    }

    /** Nothing more is awaited from this TTL: once per TTL, in the order of TTLs; silent ones too. */
    non-sealed interface HopSettled extends TraceEvent {
        /** Returns the hop. */
        Hop hop();
    }

    /**
     * What was asked for of this hop's names and networks is known, or was not found out in time: once per TTL, in the
     * order of TTLs, after {@link HopSettled}; not with {@link TraceRequest.Builder#enrichment enrichment} off.
     * Segments are those of the path as it is known by then; what later hops change, the result has.
     */
    non-sealed interface HopEnriched extends TraceEvent {
        /** Returns the hop. */
        Hop hop();
    }

    /** All hops are known; those that lost some of their probes are probed again to find out why. */
    non-sealed interface DiagnosisStarted extends TraceEvent {
        /** Returns the TTLs of these hops. */
        List<Integer> ttls();
    }

    /**
     * The subscriber asked for less than there was, so {@link ProbeCompleted} events were left out. Hops are never left
     * out.
     */
    non-sealed interface Dropped extends TraceEvent {
        /** Returns the number of events left out since the last such event. */
        long count();
    }
}
