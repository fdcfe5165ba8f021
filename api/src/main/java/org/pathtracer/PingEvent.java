// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.util.List;
import org.pathtracer.annotation.NotForImplementation;
import org.pathtracer.ping.Outage;
import org.pathtracer.ping.PingReply;
import org.pathtracer.probe.ProbeOutcome;

/**
 * An event of a ping, published by {@link Measurement#events()}. If a subscriber is too slow, all kinds except
 * {@link Started} and {@link TargetCompleted} are dropped and counted.
 *
 * @since 0.1.0
 */
@NotForImplementation
public sealed interface PingEvent {
    /** The targets are resolved and the transport chosen; the first probe is about to leave. */
    @NotForImplementation
    non-sealed interface Started extends PingEvent {
        /** Returns the targets. */
        List<PingTarget> targets();

        /** Returns the protocol. */
        Protocol protocol();

        /** Returns the transport. */
        TransportChoice transport();
    }

    /** An answer came: the target's own, or an ICMP error. A late one comes after {@link Lost}. */
    @NotForImplementation
    non-sealed interface Replied extends PingEvent {
        /** Returns the target. */
        PingTarget target();

        /** Returns the reply. */
        PingReply reply();
    }

    /** A further answer arrived to a probe that was answered before. */
    @NotForImplementation
    non-sealed interface Duplicate extends PingEvent {
        /** Returns the target. */
        PingTarget target();

        /** Returns the number of the probe among those to its target, from 0. */
        long sequence();
    }

    /** A probe was not answered within its timeout. */
    @NotForImplementation
    non-sealed interface Lost extends PingEvent {
        /** Returns the target. */
        PingTarget target();

        /** Returns the number of the probe among those to its target, from 0. */
        long sequence();
    }

    /** A probe could not leave this host. */
    @NotForImplementation
    non-sealed interface NotSent extends PingEvent {
        /** Returns the target. */
        PingTarget target();

        /** Returns the number of the probe among those to its target, from 0. */
        long sequence();

        /** Returns the failure. */
        ProbeOutcome.SendFailed failure();
    }

    /** A target that was silent answered again. */
    @NotForImplementation
    non-sealed interface OutageEnded extends PingEvent {
        /** Returns the target. */
        PingTarget target();

        /** Returns the outage. */
        Outage outage();
    }

    /**
     * A target has ended: all its probes were answered, given up, or could not leave; or the ping ended before that.
     * Told if the request asks for {@linkplain org.pathtracer.ping.TargetResults#STREAMED streamed} results, in the
     * order in which targets end. An answer that comes later is counted in {@link PingResult#afterwards}.
     */
    @NotForImplementation
    non-sealed interface TargetCompleted extends PingEvent {
        /** Returns the place of the target among all hosts of the request, from 0. */
        int index();

        /** Returns what is known of the target. */
        PingSeries series();
    }

    /** The subscriber requested too few events, so some were dropped. */
    @NotForImplementation
    non-sealed interface Dropped extends PingEvent {
        /** Returns the number of events dropped since the last such event. */
        long count();
    }
}
