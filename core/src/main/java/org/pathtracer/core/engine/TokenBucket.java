// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import java.util.concurrent.TimeUnit;
import org.pathtracer.RateLimit;

/**
 * A token bucket in its virtual-scheduling form (GCRA, ITU-T I.371 annex A): instead of counting tokens it keeps the
 * time at which the bucket would be full, so there is nothing to refill.
 */
final class TokenBucket {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final long MOST_PATIENCE = TimeUnit.MILLISECONDS.toNanos(1);

    private final long nanosPerToken;
    private final long tolerance;
    private final long patience;
    private long fullAt;
    /** Whether it was found empty, and more than a token is waited for. */
    private boolean filling;

    TokenBucket(RateLimit limit, long now) {
        // Rounded up, so that the limit holds.
        nanosPerToken = limit.limited() ? (long) Math.ceil(NANOS_PER_SECOND / limit.packetsPerSecond()) : 0;
        tolerance = nanosPerToken * (limit.burst() - 1);
        patience = patience(nanosPerToken, tolerance);
        fullAt = now;
    }

    /**
     * How long to wait beyond the next token, so that one wake-up sends a packet for each token of a millisecond. A
     * quarter of the burst at most: a bucket that runs full loses tokens. None if that is less than a token.
     */
    static long patience(long nanosPerToken, long tolerance) {
        long patience = Math.min(MOST_PATIENCE, tolerance / 4);
        return patience < nanosPerToken ? 0 : patience - nanosPerToken;
    }

    /** When the next token can be taken; a time not after now means at once. */
    long availableAt() {
        return fullAt - tolerance;
    }

    /** When so many tokens can be taken that it is worth waking up for them. */
    long worthwhileAt() {
        return availableAt() + patience;
    }

    /**
     * Whether a packet may leave. Once the bucket was empty, not before it is worthwhile: else each answer that lets an
     * operation act would send a packet of its own, with a wake-up for each.
     */
    boolean available(long now) {
        if (nanosPerToken == 0) {
            return true;
        }
        filling = (filling ? worthwhileAt() : availableAt()) - now > 0;
        return !filling;
    }

    /** Takes a token that {@link #available} promised. */
    void take(long now) {
        fullAt = (fullAt - now > 0 ? fullAt : now) + nanosPerToken;
    }
}
