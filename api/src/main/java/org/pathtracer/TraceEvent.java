// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import org.pathtracer.annotation.NotForImplementation;
import org.pathtracer.probe.ProbeResult;

/**
 * What {@link Measurement#events()} of a trace publishes, in this order of kinds.
 *
 * @since 0.1.0
 */
@NotForImplementation
public sealed interface TraceEvent {
    /** The target is resolved, the transport chosen, the first probe about to leave. */
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

    /** A probe was answered, given up, or failed to leave. One that is answered late comes a second time. */
    record ProbeCompleted(ProbeResult probe) implements TraceEvent {
        /** Takes no null. */
        public ProbeCompleted {
            Objects.requireNonNull(probe, "probe");
        }
    }

    /** Nothing more is awaited from this TTL: once per TTL, in the order of TTLs; silent ones too. */
    record HopSettled(Hop hop) implements TraceEvent {
        /** Takes no null. */
        public HopSettled {
            Objects.requireNonNull(hop, "hop");
        }
    }

    /**
     * What was asked for of this hop's names and networks is known, or was not found out in time: once per TTL, in the
     * order of TTLs, after {@link HopSettled}; not with {@link TraceRequest.Builder#enrichment enrichment} off.
     * Segments are those of the path as it is known by then; what later hops change, the result has.
     */
    record HopEnriched(Hop hop) implements TraceEvent {
        /** Takes no null. */
        public HopEnriched {
            Objects.requireNonNull(hop, "hop");
        }
    }

    /**
     * All hops are known; those that lost some of their probes are probed again to find out why.
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
     * The subscriber asked for less than there was, so {@link ProbeCompleted} events were left out. Hops are never left
     * out.
     *
     * @param count events left out since the last such event
     */
    record Dropped(long count) implements TraceEvent {}
}
