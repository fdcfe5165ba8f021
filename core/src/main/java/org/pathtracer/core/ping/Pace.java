// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.ping;

import java.time.Duration;

/**
 * When the next probe is due: evenly spaced from the first one on, so that lateness of one does not add up. What was
 * not sent in a longer break is not made up for, which would be a burst.
 */
final class Pace {
    static final long NEVER = Long.MAX_VALUE;

    /** Pauses shorter than this are kept on average, as waking up for each would cost more than the probe. */
    private static final long SHORTEST_SLEEP = Duration.ofMillis(1).toNanos();

    private static final long LONGEST_CATCH_UP = Duration.ofMillis(20).toNanos();

    private final long pause;
    /** Numerator and denominator of what the pause lacks of a whole number of nanoseconds. */
    private final long rest;

    private final int targets;
    private long carried;
    private long dueAt;
    private long lastSentAt;
    private boolean begun;

    /**
     * Of probes that go to the targets in turn.
     *
     * @param interval shortest pause between two probes
     * @param period shortest time between two probes to the same target
     */
    Pace(Duration interval, Duration period, int targets) {
        long share = period.toNanos() / targets;
        boolean byPeriod = share >= interval.toNanos();
        this.targets = targets;
        pause = byPeriod ? share : interval.toNanos();
        rest = byPeriod ? period.toNanos() % targets : 0;
    }

    boolean due(long now) {
        return !begun || unlimited() || dueAt - now <= 0;
    }

    void sent(long now) {
        boolean brokenOff = now - dueAt > Math.max(pause, LONGEST_CATCH_UP);
        dueAt = !begun || brokenOff ? now : dueAt;
        begun = true;
        lastSentAt = now;
        dueAt += pause;
        carried += rest;
        if (carried >= targets) {
            carried -= targets;
            dueAt++;
        }
    }

    /** When to look again; {@link #NEVER} if a probe is due already, and it is not time that keeps it. */
    long wakeAt(long now) {
        if (due(now)) {
            return NEVER;
        }
        return pause < SHORTEST_SLEEP && lastSentAt + SHORTEST_SLEEP - dueAt > 0 ? lastSentAt + SHORTEST_SLEEP : dueAt;
    }

    private boolean unlimited() {
        return pause == 0 && rest == 0;
    }
}
