// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.simulation;

/** The token bucket of a router that bounds its ICMP errors; kept as the time at which it would be full (GCRA). */
final class IcmpBudget {
    private static final long SECOND = 1_000_000_000L;

    private final long nanosPerToken;
    private final long tolerance;
    private long fullAt;

    IcmpBudget(int perSecond, int burst) {
        nanosPerToken = SECOND / perSecond;
        tolerance = nanosPerToken * (burst - 1);
    }

    /** Takes a token, if there is one. Times must not go back. */
    boolean take(long now) {
        if (fullAt - tolerance > now) {
            return false;
        }
        fullAt = Math.max(fullAt, now) + nanosPerToken;
        return true;
    }
}
