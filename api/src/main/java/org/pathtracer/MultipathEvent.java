// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.net.InetAddress;
import org.pathtracer.probe.ProbeResult;

/** What {@link Measurement#events()} of a multipath discovery publishes. */
public sealed interface MultipathEvent {
    /** The target is resolved, the transport chosen, the first probe about to leave. */
    non-sealed interface Started extends MultipathEvent {
        /** Returns the target. */
        String target();

        /** Returns the address. */
        InetAddress address();

        /** Returns the protocol. */
        Protocol protocol();

        /** Returns the transport. */
        TransportChoice transport();
    }

    /** A probe was answered, given up, or failed to leave. One that is answered late comes a second time. */
    non-sealed interface ProbeCompleted extends MultipathEvent {
        /** Returns the probe. */
        ProbeResult probe();
    }

    /** An address answered at a TTL for the first time. */
    non-sealed interface VertexFound extends MultipathEvent {
        /** Returns the TTL or hop limit (1 to 255). */
        int ttl();

        /** Returns the address. */
        InetAddress address();

        /** Returns the number of addresses known at this TTL by now. */
        int width();
    }

    /** The route changed meanwhile: what was known is forgotten, and the discovery begins again. */
    non-sealed interface RouteChanged extends MultipathEvent {
        /** Returns where it was noticed. */
        int ttl();
    }

    /** The subscriber asked for less than there was, so {@link ProbeCompleted} events were left out. */
    non-sealed interface Dropped extends MultipathEvent {
        /** Returns the number of events left out since the last such event. */
        long count();
    }
}
