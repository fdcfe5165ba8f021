// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.net.InetAddress;
import java.util.Objects;
import org.pathtracer.MultipathEvent;
import org.pathtracer.Protocol;
import org.pathtracer.TransportChoice;
import org.pathtracer.probe.ProbeResult;

/** The facts of each {@link MultipathEvent}. */
public final class MultipathEventRecords {
    private MultipathEventRecords() {}

    /** The facts of a {@link MultipathEvent.Started}. */
    public record Started(String target, InetAddress address, Protocol protocol, TransportChoice transport)
            implements MultipathEvent.Started {
        /** Takes no null. */
        public Started {
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(address, "address");
            Objects.requireNonNull(protocol, "protocol");
            Objects.requireNonNull(transport, "transport");
        }
    }

    /** The facts of a {@link MultipathEvent.ProbeCompleted}. */
    public record ProbeCompleted(ProbeResult probe) implements MultipathEvent.ProbeCompleted {
        /** Takes no null. */
        public ProbeCompleted {
            Objects.requireNonNull(probe, "probe");
        }
    }

    /** The facts of a {@link MultipathEvent.VertexFound}. */
    public record VertexFound(int ttl, InetAddress address, int width) implements MultipathEvent.VertexFound {
        /** Takes no null. */
        public VertexFound {
            Objects.requireNonNull(address, "address");
        }
    }

    /** The facts of a {@link MultipathEvent.RouteChanged}. */
    public record RouteChanged(int ttl) implements MultipathEvent.RouteChanged {}

    /** The facts of a {@link MultipathEvent.Dropped}. */
    public record Dropped(long count) implements MultipathEvent.Dropped {}
}
