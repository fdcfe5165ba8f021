// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.net.InetAddress;
import java.util.Objects;
import org.pathtracer.annotation.NotForImplementation;
import org.pathtracer.probe.ProbeResult;

/**
 * An event of a multipath discovery, published by {@link Measurement#events()}.
 *
 * @since 0.1.0
 */
@NotForImplementation
public sealed interface MultipathEvent {
    /** The target is resolved and the transport chosen; the first probe is about to leave. */
    record Started(String target, InetAddress address, Protocol protocol, TransportChoice transport)
            implements MultipathEvent {
        /** Takes no null. */
        public Started {
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(address, "address");
            Objects.requireNonNull(protocol, "protocol");
            Objects.requireNonNull(transport, "transport");
        }
    }

    /** A probe was answered, given up, or failed to leave. A late answer causes a second event. */
    record ProbeCompleted(ProbeResult probe) implements MultipathEvent {
        /** Takes no null. */
        public ProbeCompleted {
            Objects.requireNonNull(probe, "probe");
        }
    }

    /**
     * An address answered at a TTL for the first time.
     *
     * @param ttl 1 to 255
     * @param width number of addresses known at this TTL by now
     */
    record VertexFound(int ttl, InetAddress address, int width) implements MultipathEvent {
        /** Takes no null. */
        public VertexFound {
            Objects.requireNonNull(address, "address");
        }
    }

    /**
     * The route changed. The discovery forgets what it found, and starts again.
     *
     * @param ttl where it was noticed
     */
    record RouteChanged(int ttl) implements MultipathEvent {}

    /**
     * The subscriber requested too few events, so {@link ProbeCompleted} events were dropped.
     *
     * @param count the number of events dropped since the last such event
     */
    record Dropped(long count) implements MultipathEvent {}
}
