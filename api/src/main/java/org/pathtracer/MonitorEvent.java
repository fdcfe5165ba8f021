// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.util.List;
import java.util.Objects;
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
    record Started(List<PingTarget> targets, Protocol protocol, TransportChoice transport) implements MonitorEvent {
        /** Copies the list. */
        public Started {
            Objects.requireNonNull(targets, "targets");
            Objects.requireNonNull(protocol, "protocol");
            Objects.requireNonNull(transport, "transport");
            targets = List.copyOf(targets);
        }
    }

    /**
     * A trace to a target ended.
     *
     * @param series all that is known of the target so far
     * @param path who answered at each TTL from the first one on in this trace, up to where it ended
     */
    record CycleCompleted(MonitorSeries series, MonitorPath path) implements MonitorEvent {
        /** Takes no null. */
        public CycleCompleted {
            Objects.requireNonNull(series, "series");
            Objects.requireNonNull(path, "path");
        }
    }

    /**
     * The path to a target changed. Published before the {@link CycleCompleted} of the trace that confirmed the change.
     */
    record PathChanged(PingTarget target, PathChange change) implements MonitorEvent {
        /** Takes no null. */
        public PathChanged {
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(change, "change");
        }
    }

    /**
     * The subscriber requested too few events, so some were dropped.
     *
     * @param count the number of events dropped since the last such event
     */
    record Dropped(long count) implements MonitorEvent {}
}
