// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import org.pathtracer.AdaptiveTimeout;

/** How long to wait for a probe, given what others have shown: {@link AdaptiveTimeout} at work. */
public final class GiveUpRule {
    /** Left to the full timeout. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final int MARGINS_FOR_SAME_HOP = 5;

    private final AdaptiveTimeout rule;
    private final long timeoutNanos;

    /** With the full timeout of a probe. */
    public GiveUpRule(AdaptiveTimeout rule, long timeoutNanos) {
        this.rule = rule;
        this.timeoutNanos = timeoutNanos;
    }

    /**
     * When to give up a hop's probe, as a wait from its sending; {@link #NEVER} to leave it to the full timeout.
     *
     * @param sameHop longest round-trip time of the hop, in nanoseconds; 0 if none is known
     * @param laterHops the same of all later hops
     */
    public long waitNanos(long sameHop, long laterHops) {
        if (!rule.enabled()) {
            return NEVER;
        } else if (sameHop > 0) {
            return limited(sameHop, rule.sameHopFactor(), MARGINS_FOR_SAME_HOP);
        }
        return laterHops > 0 ? limited(laterHops, rule.nextHopFactor(), 1) : NEVER;
    }

    private long limited(long rtt, double factor, int margins) {
        long wait = Math.round(rtt * factor) + margins * rule.margin().toNanos();
        return wait < timeoutNanos ? wait : NEVER;
    }
}
