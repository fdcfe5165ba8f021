// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.util.List;
import java.util.Objects;
import org.pathtracer.PingEvent;
import org.pathtracer.PingSeries;
import org.pathtracer.PingTarget;
import org.pathtracer.Protocol;
import org.pathtracer.TransportChoice;
import org.pathtracer.ping.Outage;
import org.pathtracer.ping.PingReply;
import org.pathtracer.probe.ProbeOutcome;

/** The facts of each {@link PingEvent}. */
public final class PingEventRecords {
    private PingEventRecords() {}

    /** The facts of a {@link PingEvent.Started}. */
    public record Started(List<PingTarget> targets, Protocol protocol, TransportChoice transport)
            implements PingEvent.Started {
        /** Takes no null. */
        public Started {
            Objects.requireNonNull(targets, "targets");
            Objects.requireNonNull(protocol, "protocol");
            Objects.requireNonNull(transport, "transport");
        }
    }

    /** The facts of a {@link PingEvent.Replied}. */
    public record Replied(PingTarget target, PingReply reply) implements PingEvent.Replied {
        /** Takes no null. */
        public Replied {
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(reply, "reply");
        }
    }

    /** The facts of a {@link PingEvent.Duplicate}. */
    public record Duplicate(PingTarget target, long sequence) implements PingEvent.Duplicate {
        /** Takes no null. */
        public Duplicate {
            Objects.requireNonNull(target, "target");
        }
    }

    /** The facts of a {@link PingEvent.Lost}. */
    public record Lost(PingTarget target, long sequence) implements PingEvent.Lost {
        /** Takes no null. */
        public Lost {
            Objects.requireNonNull(target, "target");
        }
    }

    /** The facts of a {@link PingEvent.NotSent}. */
    public record NotSent(PingTarget target, long sequence, ProbeOutcome.SendFailed failure)
            implements PingEvent.NotSent {
        /** Takes no null. */
        public NotSent {
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(failure, "failure");
        }
    }

    /** The facts of a {@link PingEvent.OutageEnded}. */
    public record OutageEnded(PingTarget target, Outage outage) implements PingEvent.OutageEnded {
        /** Takes no null. */
        public OutageEnded {
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(outage, "outage");
        }
    }

    /** The facts of a {@link PingEvent.TargetCompleted}. */
    public record TargetCompleted(int index, PingSeries series) implements PingEvent.TargetCompleted {
        /** Takes no null. */
        public TargetCompleted {
            Objects.requireNonNull(series, "series");
        }
    }

    /** The facts of a {@link PingEvent.Dropped}. */
    public record Dropped(long count) implements PingEvent.Dropped {}
}
