// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.net.InetAddress;
import org.pathtracer.mtu.SizeStep;
import org.pathtracer.probe.ProbeResult;

/** What {@link Measurement#events()} of a path MTU search publishes. */
public sealed interface PathMtuEvent {
    /** The target is resolved, the transport chosen, the first probe about to leave. */
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

    /** A probe was answered, given up, or failed to leave. One that is answered late comes a second time. */
    non-sealed interface ProbeCompleted extends PathMtuEvent {
        /** Returns the length of its IP packet, in bytes. */
        int size();

        /** Returns the probe. */
        ProbeResult probe();
    }

    /** It is known what becomes of packets of a size: once per size, unless the search no longer needs to know it. */
    non-sealed interface SizeSettled extends PathMtuEvent {
        /** Returns the step. */
        SizeStep step();
    }

    /** The subscriber asked for less than there was, so {@link ProbeCompleted} events were left out. */
    non-sealed interface Dropped extends PathMtuEvent {
        /** Returns the number of events left out since the last such event. */
        long count();
    }
}
