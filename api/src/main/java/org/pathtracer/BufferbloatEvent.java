// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.pathtracer.annotation.NotForImplementation;
import org.pathtracer.bufferbloat.LatencySample;
import org.pathtracer.bufferbloat.LoadDirection;
import org.pathtracer.bufferbloat.LoadFailure;
import org.pathtracer.bufferbloat.LoadInterval;

/**
 * An event of a bufferbloat test, published by {@link Measurement#events()}.
 *
 * @since 0.1.0
 */
@NotForImplementation
public sealed interface BufferbloatEvent {
    /** The target is resolved and the transport chosen; the first probe is about to leave. */
    record Started(String target, InetAddress address, Protocol protocol, TransportChoice transport)
            implements BufferbloatEvent {
        /** Takes no null. */
        public Started {
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(address, "address");
            Objects.requireNonNull(protocol, "protocol");
            Objects.requireNonNull(transport, "transport");
        }
    }

    /**
     * A phase begins.
     *
     * @param direction of its load; empty for the idle phase
     * @param start since the operation's start
     * @param longest how long it can take
     */
    record PhaseStarted(Optional<LoadDirection> direction, Duration start, Duration longest)
            implements BufferbloatEvent {
        /** Takes no null. */
        public PhaseStarted {
            Objects.requireNonNull(direction, "direction");
            Objects.requireNonNull(start, "start");
            Objects.requireNonNull(longest, "longest");
        }
    }

    /** A step of the load is over. */
    record IntervalMeasured(LoadDirection direction, LoadInterval interval) implements BufferbloatEvent {
        /** Takes no null. */
        public IntervalMeasured {
            Objects.requireNonNull(direction, "direction");
            Objects.requireNonNull(interval, "interval");
        }
    }

    /** A probe was answered or lost. */
    record Sampled(LatencySample sample) implements BufferbloatEvent {
        /** Takes no null. */
        public Sampled {
            Objects.requireNonNull(sample, "sample");
        }
    }

    /** The load failed or ended. The result follows soon. */
    record Failed(LoadFailure failure) implements BufferbloatEvent {
        /** Takes no null. */
        public Failed {
            Objects.requireNonNull(failure, "failure");
        }
    }

    /**
     * The subscriber requested too few events, so {@link Sampled} events were dropped.
     *
     * @param count the number of events dropped since the last such event
     */
    record Dropped(long count) implements BufferbloatEvent {}
}
