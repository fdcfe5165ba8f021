// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.util.List;
import java.util.Objects;
import org.pathtracer.BulkTraceEvent;
import org.pathtracer.PingTarget;
import org.pathtracer.Protocol;
import org.pathtracer.TraceResult;
import org.pathtracer.TransportChoice;

/** The facts of each {@link BulkTraceEvent}. */
public final class BulkTraceEventRecords {
    private BulkTraceEventRecords() {}

    /** The facts of a {@link BulkTraceEvent.Started}. */
    public record Started(List<PingTarget> targets, Protocol protocol, TransportChoice transport)
            implements BulkTraceEvent.Started {
        /** Copies the list. */
        public Started {
            Objects.requireNonNull(targets, "targets");
            Objects.requireNonNull(protocol, "protocol");
            Objects.requireNonNull(transport, "transport");
            targets = List.copyOf(targets);
        }
    }

    /** The facts of a {@link BulkTraceEvent.TraceCompleted}. */
    public record TraceCompleted(PingTarget target, TraceResult trace) implements BulkTraceEvent.TraceCompleted {
        /** Takes no null. */
        public TraceCompleted {
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(trace, "trace");
        }
    }
}
