// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.net.InetAddress;
import java.util.Objects;
import org.pathtracer.PathMtuEvent;
import org.pathtracer.Protocol;
import org.pathtracer.TransportChoice;
import org.pathtracer.mtu.SizeStep;
import org.pathtracer.probe.ProbeResult;

/** The facts of each {@link PathMtuEvent}. */
public final class PathMtuEventRecords {
    private PathMtuEventRecords() {}

    /** The facts of a {@link PathMtuEvent.Started}. */
    public record Started(String target, InetAddress address, Protocol protocol, TransportChoice transport)
            implements PathMtuEvent.Started {
        /** Takes no null. */
        public Started {
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(address, "address");
            Objects.requireNonNull(protocol, "protocol");
            Objects.requireNonNull(transport, "transport");
        }
    }

    /** The facts of a {@link PathMtuEvent.ProbeCompleted}. */
    public record ProbeCompleted(int size, ProbeResult probe) implements PathMtuEvent.ProbeCompleted {
        /** Takes no null. */
        public ProbeCompleted {
            Objects.requireNonNull(probe, "probe");
        }
    }

    /** The facts of a {@link PathMtuEvent.SizeSettled}. */
    public record SizeSettled(SizeStep step) implements PathMtuEvent.SizeSettled {
        /** Takes no null. */
        public SizeSettled {
            Objects.requireNonNull(step, "step");
        }
    }

    /** The facts of a {@link PathMtuEvent.Dropped}. */
    public record Dropped(long count) implements PathMtuEvent.Dropped {}
}
