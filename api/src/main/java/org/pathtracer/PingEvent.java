// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.util.List;
import org.pathtracer.ping.Outage;
import org.pathtracer.ping.PingReply;
import org.pathtracer.probe.ProbeOutcome;

/**
 * What {@link Measurement#events()} of a ping publishes. All but {@link Started} are left out where a subscriber does
 * not keep up, and counted.
 */
public sealed interface PingEvent {
    /** Targets are resolved, the transport chosen, the first probe about to leave. */
    non-sealed interface Started extends PingEvent {
        /** Returns the targets. */
        List<PingTarget> targets();

        /** Returns the protocol. */
        Protocol protocol();

        /** Returns the transport. */
        TransportChoice transport();
    }

    /** An answer came: the target's own, or an ICMP error. A late one comes after {@link Lost}. */
    non-sealed interface Replied extends PingEvent {
        /** Returns the target. */
        PingTarget target();

        /** Returns the reply. */
        PingReply reply();
    }

    /** A further answer to a probe that was answered. */
    non-sealed interface Duplicate extends PingEvent {
        /** Returns the target. */
        PingTarget target();

        /** Returns the number of the probe among those to its target, from 0. */
        long sequence();
    }

    /** A probe was not answered within its timeout. */
    non-sealed interface Lost extends PingEvent {
        /** Returns the target. */
        PingTarget target();

        /** Returns the number of the probe among those to its target, from 0. */
        long sequence();
    }

    /** A probe could not leave this host. */
    non-sealed interface NotSent extends PingEvent {
        /** Returns the target. */
        PingTarget target();

        /** Returns the number of the probe among those to its target, from 0. */
        long sequence();

        /** Returns the failure. */
        ProbeOutcome.SendFailed failure();
    }

    /** A target that had been silent for a while has answered again. */
    non-sealed interface OutageEnded extends PingEvent {
        /** Returns the target. */
        PingTarget target();

        /** Returns the outage. */
        Outage outage();
    }

    /** The subscriber asked for less than there was. */
    non-sealed interface Dropped extends PingEvent {
        /** Returns the number of events left out since the last such event. */
        long count();
    }
}
