// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.net.InetAddress;
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
    @NotForImplementation
    non-sealed interface Started extends PathMtuEvent {
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
    non-sealed interface ProbeCompleted extends PathMtuEvent {
        /** Returns the length of its IP packet, in bytes. */
        int size();

        /** Returns the probe. */
        ProbeResult probe();
    }

    /** The fate of a packet size is known. Published once for each size that the search still needs. */
    @NotForImplementation
    non-sealed interface SizeSettled extends PathMtuEvent {
        /** Returns the step. */
        SizeStep step();
    }

    /** The subscriber requested too few events, so {@link ProbeCompleted} events were dropped. */
    @NotForImplementation
    non-sealed interface Dropped extends PathMtuEvent {
        /** Returns the number of events dropped since the last such event. */
        long count();
    }
}
