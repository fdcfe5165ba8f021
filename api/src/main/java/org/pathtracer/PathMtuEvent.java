// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.net.InetAddress;
import java.util.Objects;
import org.pathtracer.annotation.NotForImplementation;
import org.pathtracer.mtu.SizeStep;
import org.pathtracer.probe.ProbeResult;

/**
 * What {@link Measurement#events()} of a path MTU search publishes.
 *
 * @since 0.1.0
 */
@NotForImplementation
public sealed interface PathMtuEvent {
    /** The target is resolved, the transport chosen, the first probe about to leave. */
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
     * A probe was answered, given up, or failed to leave. One that is answered late comes a second time.
     *
     * @param size of its IP packet, in bytes
     */
    record ProbeCompleted(int size, ProbeResult probe) implements PathMtuEvent {
        /** Takes no null. */
        public ProbeCompleted {
            Objects.requireNonNull(probe, "probe");
        }
    }

    /** It is known what becomes of packets of a size: once per size, unless the search no longer needs to know it. */
    record SizeSettled(SizeStep step) implements PathMtuEvent {
        /** Takes no null. */
        public SizeSettled {
            Objects.requireNonNull(step, "step");
        }
    }

    /**
     * The subscriber asked for less than there was, so {@link ProbeCompleted} events were left out.
     *
     * @param count events left out since the last such event
     */
    record Dropped(long count) implements PathMtuEvent {}
}
