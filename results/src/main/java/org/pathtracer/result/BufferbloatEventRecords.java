// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.pathtracer.BufferbloatEvent;
import org.pathtracer.Protocol;
import org.pathtracer.TransportChoice;
import org.pathtracer.bufferbloat.LatencySample;
import org.pathtracer.bufferbloat.LoadDirection;
import org.pathtracer.bufferbloat.LoadFailure;
import org.pathtracer.bufferbloat.LoadInterval;

/** The facts of each {@link BufferbloatEvent}. */
public final class BufferbloatEventRecords {
    private BufferbloatEventRecords() {}

    /** The facts of a {@link BufferbloatEvent.Started}. */
    public record Started(String target, InetAddress address, Protocol protocol, TransportChoice transport)
            implements BufferbloatEvent.Started {
        /** Takes no null. */
        public Started {
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(address, "address");
            Objects.requireNonNull(protocol, "protocol");
            Objects.requireNonNull(transport, "transport");
        }
    }

    /** The facts of a {@link BufferbloatEvent.PhaseStarted}. */
    public record PhaseStarted(Optional<LoadDirection> direction, Duration start, Duration longest)
            implements BufferbloatEvent.PhaseStarted {
        /** Takes no null. */
        public PhaseStarted {
            Objects.requireNonNull(direction, "direction");
            Objects.requireNonNull(start, "start");
            Objects.requireNonNull(longest, "longest");
        }
    }

    /** The facts of a {@link BufferbloatEvent.IntervalMeasured}. */
    public record IntervalMeasured(LoadDirection direction, LoadInterval interval)
            implements BufferbloatEvent.IntervalMeasured {
        /** Takes no null. */
        public IntervalMeasured {
            Objects.requireNonNull(direction, "direction");
            Objects.requireNonNull(interval, "interval");
        }
    }

    /** The facts of a {@link BufferbloatEvent.Sampled}. */
    public record Sampled(LatencySample sample) implements BufferbloatEvent.Sampled {
        /** Takes no null. */
        public Sampled {
            Objects.requireNonNull(sample, "sample");
        }
    }

    /** The facts of a {@link BufferbloatEvent.Failed}. */
    public record Failed(LoadFailure failure) implements BufferbloatEvent.Failed {
        /** Takes no null. */
        public Failed {
            Objects.requireNonNull(failure, "failure");
        }
    }

    /** The facts of a {@link BufferbloatEvent.Dropped}. */
    public record Dropped(long count) implements BufferbloatEvent.Dropped {}
}
