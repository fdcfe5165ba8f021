// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.pathtracer.bufferbloat.LatencySample;
import org.pathtracer.bufferbloat.LoadDirection;
import org.pathtracer.bufferbloat.LoadFailure;
import org.pathtracer.bufferbloat.LoadInterval;

/** What {@link Measurement#events()} of a bufferbloat test publishes. */
public sealed interface BufferbloatEvent {
    /** The target is resolved, the transport chosen, the first probe about to leave. */
    non-sealed interface Started extends BufferbloatEvent {
        /** Returns the target. */
        String target();

        /** Returns the address. */
        InetAddress address();

        /** Returns the protocol. */
        Protocol protocol();

        /** Returns the transport. */
        TransportChoice transport();
    }

    /** A phase begins. */
    non-sealed interface PhaseStarted extends BufferbloatEvent {
        /** Returns the direction of its load; empty for the idle phase. */
        Optional<LoadDirection> direction();

        /** Returns when it began, since the operation's start. */
        Duration start();

        /** Returns how long it can take. */
        Duration longest();
    }

    /** A step of the load is over. */
    non-sealed interface IntervalMeasured extends BufferbloatEvent {
        /** Returns the direction. */
        LoadDirection direction();

        /** Returns the interval. */
        LoadInterval interval();
    }

    /** A probe was answered or lost. */
    non-sealed interface Sampled extends BufferbloatEvent {
        /** Returns the sample. */
        LatencySample sample();
    }

    /** There is no load, or no more; the result follows soon. */
    non-sealed interface Failed extends BufferbloatEvent {
        /** Returns the failure. */
        LoadFailure failure();
    }

    /** The subscriber asked for less than there was, so {@link Sampled} events were left out. */
    non-sealed interface Dropped extends BufferbloatEvent {
        /** Returns the number of events left out since the last such event. */
        long count();
    }
}
