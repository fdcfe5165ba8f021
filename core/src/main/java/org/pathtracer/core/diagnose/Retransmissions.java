// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.diagnose;

import java.time.Duration;

/** What TCP's retransmissions explain of a slow answer (RFC 6298). */
final class Retransmissions {
    /** Linux waits no shorter before it sends again; RFC 6298 section 2.4 asks for a second. */
    private static final Duration LEAST = Duration.ofMillis(200);
    /** RFC 6298 section 2.2: after one sample, its time and four times half of it. */
    private static final int ROUND_TRIPS = 3;

    private Retransmissions() {}

    /**
     * Returns the probability that losses alone delay an answer by this time or more.
     *
     * @param loss share of round trips that fail
     */
    static double explain(Duration late, Duration roundTrip, double loss) {
        double timeout =
                Math.max(LEAST.toNanos(), roundTrip.multipliedBy(ROUND_TRIPS).toNanos());
        // Each timeout is twice the one before (RFC 6298 section 5.5).
        double losses = Math.ceil(Math.log(late.toNanos() / timeout + 1) / Math.log(2));
        return Math.pow(loss, losses);
    }
}
