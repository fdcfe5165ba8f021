// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import org.pathtracer.RateLimit;

/**
 * A token bucket in its virtual-scheduling form (GCRA, ITU-T I.371 annex A): instead of counting tokens it keeps the
 * time at which the bucket would be full, so there is nothing to refill.
 */
final class TokenBucket {
    private static final double NANOS_PER_SECOND = 1e9;

    private final long nanosPerToken;
    private final long tolerance;
    private final Patience patience;
    private long fullAt;

    TokenBucket(RateLimit limit, long now) {
        // Rounded up, so that the limit holds.
        nanosPerToken = limit.limited() ? (long) Math.ceil(NANOS_PER_SECOND / limit.packetsPerSecond()) : 0;
        tolerance = nanosPerToken * (limit.burst() - 1);
        patience = new Patience(nanosPerToken, tolerance);
        fullAt = now;
    }

    /** When the next token can be taken; a time not after now means at once. */
    long availableAt() {
        return fullAt - tolerance;
    }

    /** When so many tokens can be taken that it is worth waking up for them. */
    long worthwhileAt() {
        return patience.worthwhileAt(availableAt());
    }

    /** Whether a packet may leave. Once the bucket was empty, not before it is worthwhile. */
    boolean available(long now) {
        return nanosPerToken == 0 || patience.ends(availableAt(), now);
    }

    /** Takes a token that {@link #available} promised. */
    void take(long now) {
        fullAt = (fullAt - now > 0 ? fullAt : now) + nanosPerToken;
    }
}
