// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pathtracer.MonitorEvent;
import org.pathtracer.MonitorPath;
import org.pathtracer.MonitorSeries;
import org.pathtracer.PathChange;
import org.pathtracer.PingTarget;
import org.pathtracer.Protocol;
import org.pathtracer.TransportChoice;

/** The facts of each {@link MonitorEvent}. */
public final class MonitorEventRecords {
    private MonitorEventRecords() {}

    /** The facts of a {@link MonitorEvent.Started}. */
    public record Started(
            List<PingTarget> targets, Protocol protocol, TransportChoice transport, Optional<InetAddress> sourceAddress)
            implements MonitorEvent.Started {
        /** Copies the list. */
        public Started {
            Objects.requireNonNull(targets, "targets");
            Objects.requireNonNull(protocol, "protocol");
            Objects.requireNonNull(transport, "transport");
            Objects.requireNonNull(sourceAddress, "sourceAddress");
            targets = List.copyOf(targets);
        }

        /** Without a source address. */
        public Started(List<PingTarget> targets, Protocol protocol, TransportChoice transport) {
            this(targets, protocol, transport, Optional.empty());
        }

        @Override
        public List<MonitorSeries> series() {
            return targets.stream().map(MonitorSeriesRecord::nothing).toList();
        }
    }

    /** The facts of a {@link MonitorEvent.CycleCompleted}. */
    public record CycleCompleted(MonitorSeries series, MonitorPath path) implements MonitorEvent.CycleCompleted {
        /** Takes no null. */
        public CycleCompleted {
            Objects.requireNonNull(series, "series");
            Objects.requireNonNull(path, "path");
        }
    }

    /** The facts of a {@link MonitorEvent.PathChanged}. */
    public record PathChanged(PingTarget target, PathChange change) implements MonitorEvent.PathChanged {
        /** Takes no null. */
        public PathChanged {
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(change, "change");
        }
    }

    /** The facts of a {@link MonitorEvent.Dropped}. */
    public record Dropped(long count) implements MonitorEvent.Dropped {}
}
