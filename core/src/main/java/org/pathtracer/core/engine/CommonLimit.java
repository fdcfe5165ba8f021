// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import java.util.concurrent.atomic.AtomicLong;
import org.pathtracer.RateLimit;

/**
 * The rate limit of several engines together, each on a loop of its own: a {@link TokenBucket} without a lock. An
 * engine claims its next token ahead and waits for the time at which it may be used, so that engines take turns. Their
 * loops have the same clock.
 */
public final class CommonLimit {
    private static final double NANOS_PER_SECOND = 1e9;
    /** Before the first claim: the clock may have any value. */
    private static final long FULL = Long.MIN_VALUE;

    private final long nanosPerToken;
    private final long tolerance;
    /** When the bucket would be full; as with the bucket of one operation, there is nothing to refill. */
    private final AtomicLong fullAt = new AtomicLong(FULL);

    /**
     * Of so many engines at most. Each may use one token later than it could; as many are kept back from the burst, so
     * that the limit holds for all together even then.
     */
    public CommonLimit(RateLimit limit, int engines) {
        // Rounded up, so that the limit holds.
        nanosPerToken = limit.limited() ? (long) Math.ceil(NANOS_PER_SECOND / limit.packetsPerSecond()) : 0;
        tolerance = nanosPerToken * Math.max(0, limit.burst() - engines);
    }

    /** One engine's part in the limit; on its loop only. */
    Share share() {
        return new Share();
    }

    /** A claimed token, or none. */
    final class Share {
        private final Patience patience = new Patience(nanosPerToken, tolerance);
        private boolean claimed;
        private long usableAt;

        /** Whether a packet may leave now; claims a token for it, or for the next. */
        boolean available(long now) {
            return nanosPerToken == 0 || patience.ends(availableAt(now), now);
        }

        /** When the next packet may leave. */
        long availableAt(long now) {
            if (!claimed) {
                claimed = true;
                usableAt = claim(now) - tolerance;
            }
            return usableAt;
        }

        /** When so many packets may leave that it is worth waking up for them. */
        long worthwhileAt(long now) {
            return patience.worthwhileAt(availableAt(now));
        }

        /** Uses the token that {@link #available} promised. */
        void take(long now) {
            if (nanosPerToken > 0) {
                claimed = false;
                // A bucket from which a packet leaves late is not full meanwhile.
                fullAt.accumulateAndGet(now + nanosPerToken, CommonLimit::later);
            }
        }

        /** Gives back a token that nothing waits for any more. */
        void release() {
            patience.forget();
            if (claimed) {
                claimed = false;
                fullAt.addAndGet(-nanosPerToken);
            }
        }

        /** Takes a token, and gives when the bucket would have been full without that. */
        private long claim(long now) {
            while (true) {
                long known = fullAt.get();
                long full = known == FULL ? now : later(known, now);
                if (fullAt.compareAndSet(known, full + nanosPerToken)) {
                    return full;
                }
            }
        }
    }

    private static long later(long first, long second) {
        return first - second > 0 ? first : second;
    }
}
