// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.trace;

import org.pathtracer.AdaptiveTimeout;

/** How long to wait for a probe, given what others have shown: {@link AdaptiveTimeout} at work. */
final class GiveUpRule {
    static final long NEVER = Long.MAX_VALUE;

    private final AdaptiveTimeout rule;
    private final long timeoutNanos;

    GiveUpRule(AdaptiveTimeout rule, long timeoutNanos) {
        this.rule = rule;
        this.timeoutNanos = timeoutNanos;
    }

    /**
     * When to give up a hop's probe, as a wait from its sending; {@link #NEVER} to leave it to the full timeout.
     *
     * @param sameHop longest round-trip time of the hop, in nanoseconds; 0 if none is known
     * @param laterHops the same of all later hops
     */
    long waitNanos(long sameHop, long laterHops) {
        if (!rule.enabled()) {
            return NEVER;
        } else if (sameHop > 0) {
            return bounded(sameHop, rule.sameHopFactor());
        }
        return laterHops > 0 ? bounded(laterHops, rule.nextHopFactor()) : NEVER;
    }

    private long bounded(long rtt, double factor) {
        long wait = Math.round(rtt * factor) + rule.margin().toNanos();
        return wait < timeoutNanos ? wait : NEVER;
    }
}
