// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

/**
 * A token bucket: {@code burst} packets may go at once, after that {@code packetsPerSecond} go evenly.
 *
 * @param packetsPerSecond rate at which the bucket fills; 0 for no limit
 * @param burst how many tokens it holds, and holds at the start (at least 1)
 * @since 0.1.0
 */
public record RateLimit(int packetsPerSecond, int burst) {
    /** No limit. */
    public static final RateLimit NONE = new RateLimit(0, 1);

    /** The default of most operations: 100 packets at once, then 100 a second. */
    public static final RateLimit DEFAULT = new RateLimit(100, 100);

    private static final int HIGHEST = 10_000_000;
    private static final int SLICES_PER_SECOND = 50;

    /** Checks the ranges. */
    public RateLimit {
        Check.range("rate limit in packets per second", packetsPerSecond, 0, HIGHEST);
        Check.range("burst", burst, 1, HIGHEST);
    }

    /**
     * A limit that holds from the first packet on: the bucket has the tokens of 20 ms (at least one), enough to send
     * evenly with timers of a millisecond.
     *
     * @param packetsPerSecond 0 (no limit) to 10,000,000
     */
    public static RateLimit of(int packetsPerSecond) {
        return new RateLimit(packetsPerSecond, Math.max(1, packetsPerSecond / SLICES_PER_SECOND));
    }

    /** Returns whether there is a limit. */
    public boolean limited() {
        return packetsPerSecond > 0;
    }
}
