// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.net.InetAddress;
import java.util.Objects;
import org.pathtracer.annotation.NotForImplementation;
import org.pathtracer.mtu.SizeStep;
import org.pathtracer.probe.ProbeResult;

/**
 * An event of a path MTU search, published by {@link Measurement#events()}.
 *
 * @since 0.1.0
 */
@NotForImplementation
public sealed interface PathMtuEvent {
    /** The target is resolved and the transport chosen; the first probe is about to leave. */
    record Started(String target, InetAddress address, Protocol protocol, TransportChoice transport)
            implements PathMtuEvent {
        /** Takes no null. */
        public Started {
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(address, "address");
            Objects.requireNonNull(protocol, "protocol");
            Objects.requireNonNull(transport, "transport");
        }
    }

    /**
     * A probe was answered, given up, or failed to leave. A late answer causes a second event.
     *
     * @param size of its IP packet, in bytes
     */
    record ProbeCompleted(int size, ProbeResult probe) implements PathMtuEvent {
        /** Takes no null. */
        public ProbeCompleted {
            Objects.requireNonNull(probe, "probe");
        }
    }

    /** The fate of a packet size is known. Published once for each size that the search still needs. */
    record SizeSettled(SizeStep step) implements PathMtuEvent {
        /** Takes no null. */
        public SizeSettled {
            Objects.requireNonNull(step, "step");
        }
    }

    /**
     * The subscriber requested too few events, so {@link ProbeCompleted} events were dropped.
     *
     * @param count the number of events dropped since the last such event
     */
    record Dropped(long count) implements PathMtuEvent {}
}
