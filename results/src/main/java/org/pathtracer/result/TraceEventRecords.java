// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import org.pathtracer.Hop;
import org.pathtracer.Protocol;
import org.pathtracer.TraceEvent;
import org.pathtracer.TransportChoice;
import org.pathtracer.probe.ProbeResult;

/** The facts of each {@link TraceEvent}. */
public final class TraceEventRecords {
    private TraceEventRecords() {}

    /** The facts of a {@link TraceEvent.Started}. */
    public record Started(String target, InetAddress address, Protocol protocol, TransportChoice transport)
            implements TraceEvent.Started {
        /** Takes no null. */
        public Started {
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(address, "address");
            Objects.requireNonNull(protocol, "protocol");
            Objects.requireNonNull(transport, "transport");
        }
    }

    /** The facts of a {@link TraceEvent.ProbeCompleted}. */
    public record ProbeCompleted(ProbeResult probe) implements TraceEvent.ProbeCompleted {
        /** Takes no null. */
        public ProbeCompleted {
            Objects.requireNonNull(probe, "probe");
        }
    }

    /** The facts of a {@link TraceEvent.HopSettled}. */
    public record HopSettled(Hop hop) implements TraceEvent.HopSettled {
        /** Takes no null. */
        public HopSettled {
            Objects.requireNonNull(hop, "hop");
        }
    }

    /** The facts of a {@link TraceEvent.HopEnriched}. */
    public record HopEnriched(Hop hop) implements TraceEvent.HopEnriched {
        /** Takes no null. */
        public HopEnriched {
            Objects.requireNonNull(hop, "hop");
        }
    }

    /** The facts of a {@link TraceEvent.DiagnosisStarted}. */
    public record DiagnosisStarted(List<Integer> ttls) implements TraceEvent.DiagnosisStarted {
        /** Copies the list. */
        public DiagnosisStarted {
            Objects.requireNonNull(ttls, "ttls");
            ttls = List.copyOf(ttls);
        }
    }

    /** The facts of a {@link TraceEvent.Dropped}. */
    public record Dropped(long count) implements TraceEvent.Dropped {}
}
