// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.net.InetAddress;
import java.time.Duration;
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
    @NotForImplementation
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
    @NotForImplementation
    non-sealed interface PhaseStarted extends BufferbloatEvent {
        /** Returns the direction of its load; empty for the idle phase. */
        Optional<LoadDirection> direction();

        /** Returns when it began, since the operation's start. */
        Duration start();

        /** Returns how long it can take. */
        Duration longest();
    }

    /** A step of the load is over. */
    @NotForImplementation
    non-sealed interface IntervalMeasured extends BufferbloatEvent {
        /** Returns the direction. */
        LoadDirection direction();

        /** Returns the interval. */
        LoadInterval interval();
    }

    /** A probe was answered or lost. */
    @NotForImplementation
    non-sealed interface Sampled extends BufferbloatEvent {
        /** Returns the sample. */
        LatencySample sample();
    }

    /** The load failed or ended. The result follows soon. */
    @NotForImplementation
    non-sealed interface Failed extends BufferbloatEvent {
        /** Returns the failure. */
        LoadFailure failure();
    }

    /** The subscriber requested too few events, so {@link Sampled} events were dropped. */
    @NotForImplementation
    non-sealed interface Dropped extends BufferbloatEvent {
        /** Returns the number of events dropped since the last such event. */
        long count();
    }
}
