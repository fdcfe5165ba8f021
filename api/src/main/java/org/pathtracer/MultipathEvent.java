// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.net.InetAddress;
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
    @NotForImplementation
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

    /** A probe was answered, given up, or failed to leave. A late answer causes a second event. */
    @NotForImplementation
    non-sealed interface ProbeCompleted extends MultipathEvent {
        /** Returns the probe. */
        ProbeResult probe();
    }

    /** An address answered at a TTL for the first time. */
    @NotForImplementation
    non-sealed interface VertexFound extends MultipathEvent {
        /** Returns the TTL or hop limit (1 to 255). */
        int ttl();

        /** Returns the address. */
        InetAddress address();

        /** Returns the number of addresses known at this TTL by now. */
        int width();
    }

    /** The route changed. The discovery forgets what it found, and starts again. */
    @NotForImplementation
    non-sealed interface RouteChanged extends MultipathEvent {
        /** Returns where it was noticed. */
        int ttl();
    }

    /** The subscriber requested too few events, so {@link ProbeCompleted} events were dropped. */
    @NotForImplementation
    non-sealed interface Dropped extends MultipathEvent {
        /** Returns the number of events dropped since the last such event. */
        long count();
    }
}
