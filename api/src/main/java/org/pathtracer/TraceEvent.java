// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
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
    record Started(String target, InetAddress address, Protocol protocol, TransportChoice transport)
            implements TraceEvent {
        /** Takes no null. */
        public Started {
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(address, "address");
            Objects.requireNonNull(protocol, "protocol");
            Objects.requireNonNull(transport, "transport");
        }
    }

    /** A probe was answered, given up, or failed to leave. A late answer causes a second event. */
    record ProbeCompleted(ProbeResult probe) implements TraceEvent {
        /** Takes no null. */
        public ProbeCompleted {
            Objects.requireNonNull(probe, "probe");
        }
    }

    /** The hop is complete. Published once for each TTL, in the order of TTLs, also for silent hops. */
    record HopSettled(Hop hop) implements TraceEvent {
        /** Takes no null. */
        public HopSettled {
            Objects.requireNonNull(hop, "hop");
        }
    }

    /**
     * The names and networks of the hop are known, or were not found in time. Published once for each TTL, in the order
     * of TTLs, after {@link HopSettled}, unless {@link TraceRequest.Builder#enrichment enrichment} is off. Segments are
     * those of the path as it is known at this time; the result has the changes by later hops.
     */
    record HopEnriched(Hop hop) implements TraceEvent {
        /** Takes no null. */
        public HopEnriched {
            Objects.requireNonNull(hop, "hop");
        }
    }

    /**
     * All hops are known. Those that lost some of their probes are probed again to find the cause.
     *
     * @param ttls of these hops
     */
    record DiagnosisStarted(List<Integer> ttls) implements TraceEvent {
        /** Copies the list. */
        public DiagnosisStarted {
            Objects.requireNonNull(ttls, "ttls");
            ttls = List.copyOf(ttls);
        }
    }

    /**
     * The subscriber requested too few events, so {@link ProbeCompleted} events were dropped. Events of hops are never
     * dropped.
     *
     * @param count the number of events dropped since the last such event
     */
    record Dropped(long count) implements TraceEvent {}
}
