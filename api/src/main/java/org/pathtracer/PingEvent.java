// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.util.List;
import java.util.Objects;
import org.pathtracer.annotation.NotForImplementation;
import org.pathtracer.ping.Outage;
import org.pathtracer.ping.PingReply;
import org.pathtracer.probe.ProbeOutcome;

/**
 * An event of a ping, published by {@link Measurement#events()}. If a subscriber is too slow, all kinds except
 * {@link Started} are dropped and counted.
 *
 * @since 0.1.0
 */
@NotForImplementation
public sealed interface PingEvent {
    /** The targets are resolved and the transport chosen; the first probe is about to leave. */
    record Started(List<PingTarget> targets, Protocol protocol, TransportChoice transport) implements PingEvent {
        /** Takes no null. */
        public Started {
            Objects.requireNonNull(targets, "targets");
            Objects.requireNonNull(protocol, "protocol");
            Objects.requireNonNull(transport, "transport");
        }
    }

    /** An answer came: the target's own, or an ICMP error. A late one comes after {@link Lost}. */
    record Replied(PingTarget target, PingReply reply) implements PingEvent {
        /** Takes no null. */
        public Replied {
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(reply, "reply");
        }
    }

    /** A further answer arrived to a probe that was answered before. */
    record Duplicate(PingTarget target, long sequence) implements PingEvent {
        /** Takes no null. */
        public Duplicate {
            Objects.requireNonNull(target, "target");
        }
    }

    /** A probe was not answered within its timeout. */
    record Lost(PingTarget target, long sequence) implements PingEvent {
        /** Takes no null. */
        public Lost {
            Objects.requireNonNull(target, "target");
        }
    }

    /** A probe could not leave this host. */
    record NotSent(PingTarget target, long sequence, ProbeOutcome.SendFailed failure) implements PingEvent {
        /** Takes no null. */
        public NotSent {
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(failure, "failure");
        }
    }

    /** A target that was silent answered again. */
    record OutageEnded(PingTarget target, Outage outage) implements PingEvent {
        /** Takes no null. */
        public OutageEnded {
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(outage, "outage");
        }
    }

    /**
     * The subscriber requested too few events, so some were dropped.
     *
     * @param count the number of events dropped since the last such event
     */
    record Dropped(long count) implements PingEvent {}
}
