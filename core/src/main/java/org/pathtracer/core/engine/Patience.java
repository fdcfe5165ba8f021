// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import java.util.concurrent.TimeUnit;

/**
 * How long a sender waits at an empty bucket beyond the next token, so that one wake-up sends a packet for each token
 * of a millisecond. Else each answer that lets an operation act would send a packet of its own, each with a wake-up.
 */
final class Patience {
    private static final long MOST = TimeUnit.MILLISECONDS.toNanos(1);

    private final long nanos;
    /** Whether the bucket was found empty, and more than a token is waited for. */
    private boolean waiting;

    /** A quarter of the burst at most: a bucket that runs full loses tokens. None if that is less than a token. */
    Patience(long nanosPerToken, long tolerance) {
        long most = Math.min(MOST, tolerance / 4);
        nanos = most < nanosPerToken ? 0 : most - nanosPerToken;
    }

    /** When so many tokens can be taken that it is worth waking up for them. */
    long worthwhileAt(long availableAt) {
        return availableAt + nanos;
    }

    /** Whether a packet may leave now, if the next token can be taken at that time. */
    boolean ends(long availableAt, long now) {
        waiting = (waiting ? worthwhileAt(availableAt) : availableAt) - now > 0;
        return !waiting;
    }

    /** Nothing is waited for any more. */
    void forget() {
        waiting = false;
    }
}
