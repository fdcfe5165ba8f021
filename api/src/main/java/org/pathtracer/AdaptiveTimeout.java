// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.time.Duration;
import java.util.Objects;

/**
 * When to give up a silent probe before its full timeout, as in Dmitry Butskoy's traceroute ({@code -w max,here,near}):
 * once the same hop has answered another probe, after {@code sameHopFactor} times its longest round-trip time; else,
 * once a later hop has answered, after {@code nextHopFactor} times the longest round-trip time of later hops;
 * {@code margin} is added, five times for a hop that has answered (an answer missing there is rather late than lost),
 * and the full timeout is never exceeded. An answer that still comes while the trace runs is recorded, and marked late.
 *
 * @param enabled whether to give up early at all
 * @param sameHopFactor 1 to 1000
 * @param nextHopFactor 1 to 1000
 * @param margin added to the wait, for what a path's own time does not show (a router's slow answer, a busy host)
 * @since 0.1.0
 */
public record AdaptiveTimeout(boolean enabled, double sameHopFactor, double nextHopFactor, Duration margin) {
    /**
     * Three times the same hop and 50 ms, twice the later hops and 10 ms. The later hops' factor is smaller than
     * traceroute's 10, so that one silent hop costs at most three times the path's longest round-trip time and 10 ms:
     * one to learn of it, two to wait.
     */
    public static final AdaptiveTimeout DEFAULT = new AdaptiveTimeout(true, 3, 2, Duration.ofMillis(10));

    /** Checks the ranges. */
    public AdaptiveTimeout {
        Objects.requireNonNull(margin, "margin");
        Check.factor("factor of the same hop", sameHopFactor);
        Check.factor("factor of the next hop", nextHopFactor);
        Check.span("adaptive margin", margin);
    }
}
