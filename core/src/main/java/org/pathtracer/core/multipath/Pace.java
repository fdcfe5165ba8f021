// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

/**
 * How fast one TTL is asked. Routers bound their answers: Linux sends six at once, then one a second to each host
 * (icmp_ratelimit; RFC 1812 section 4.3.2.8, RFC 4443 section 2.4 f). So the first six probes leave at once, and one
 * more shows whether the TTL answers beyond that. If it does, probes leave in windows that grow with each answer (slow
 * start, RFC 5681 section 3.1). If it falls silent, they leave one by one, as fast as it then answers.
 */
final class Pace {
    /** As long as nothing else happens. */
    static final long NEVER = Long.MAX_VALUE;

    /** Probes that Linux answers at once. */
    static final int FREE = 6;
    /** A little more than the second after which Linux answers again. */
    static final long PAUSE_NANOS = 1_020_000_000;

    private static final int SHRINK = 16;
    private static final long PATIENCE_NANOS = 8_000_000_000L;
    private static final long FAST_NANOS = 5_000_000;
    /** Where no more are waiting, a second for each costs less than finding out whether more get through. */
    private static final int FEW = 3;
    /** Losses among the first six that are not taken for a limit yet. */
    private static final int LOSSES_BY_CHANCE = 1;
    /** Answers before it is tried again whether two at once get through. */
    private static final int TRUST = 4;

    private int window = FREE;
    private int inFlight;
    private int sent;
    private int answers;
    /** Losses among the first six, which leave at once. */
    private int earlyLosses;

    /** Answers that a router with that limit had to give now, up to six: one more each second. */
    private double credit = FREE;
    /** Probes in flight that such a router would not answer. */
    private int beyond;

    private boolean proven;
    /** Between two probes to one router; 0 for no bound. */
    private long interval;

    private long lastSent;
    private long latestAnswered;
    private int answersUntilTrial;
    private boolean trial;
    private boolean limited;
    private boolean lossesAreSilence;

    /**
     * When the next probe may leave; a time not after now means at once.
     *
     * @param waiting how many probes there are to send to this TTL
     * @param width how many routers are known here: each bounds its own answers
     * @param atOnce how many may be in flight at most
     */
    long nextAt(int waiting, int width, int atOnce, long now) {
        if (interval == 0) {
            boolean tested = beyond > 0 && testing(now);
            return !tested && inFlight < Math.min(window, atOnce) ? now : NEVER;
        } else if (inFlight == 0) {
            return lastSent + interval / Math.max(1, width);
        }
        return trialDue(waiting, width) ? now : NEVER;
    }

    /**
     * How many questions are worth deciding on now: no more than may leave soon.
     *
     * @param waiting how many wait already
     */
    int room(int waiting) {
        if (interval > 0) {
            return Math.max(0, 1 - waiting);
        }
        return proven || !answered() ? Integer.MAX_VALUE : Math.max(0, Math.max(FREE + 1 - sent, 1) - waiting);
    }

    /** Whether the next probe is the one that shows whether this TTL answers beyond what is usual. */
    boolean testing(long now) {
        return interval == 0 && undecided() && creditAt(now) < 1;
    }

    /** Whether it is open if this TTL, which answers, limits its answers. */
    boolean undecided() {
        return answered() && !proven;
    }

    private double creditAt(long now) {
        return sent == 0 ? FREE : Math.min(FREE, credit + (double) (now - lastSent) / PAUSE_NANOS);
    }

    /** Two at once show whether what was lost was lost by chance; with several routers they would show nothing. */
    private boolean trialDue(int waiting, int width) {
        return inFlight == 1 && width <= 1 && !trial && answersUntilTrial == 0 && waiting > FEW;
    }

    void sent(FlowProbe probe, long now) {
        trial = interval > 0 && inFlight == 1;
        double left = creditAt(now);
        probe.beyondLimit = left < 1;
        beyond += probe.beyondLimit ? 1 : 0;
        credit = Math.max(0, left - 1);
        sent++;
        inFlight++;
        lastSent = now;
    }

    /** Nothing more is awaited of a probe that was sent. */
    void settled(FlowProbe probe) {
        beyond -= probe.beyondLimit ? 1 : 0;
        inFlight--;
    }

    void answered(FlowProbe probe, int waiting, int width) {
        proven |= probe.beyondLimit;
        latestAnswered = answered() ? Math.max(latestAnswered, probe.sentNanos) : probe.sentNanos;
        answers++;
        answersUntilTrial = Math.max(0, answersUntilTrial - 1);
        if (interval == 0) {
            window += 2;
        } else if (width > 1) {
            // Each router at its second takes as many seconds as each needs answers: mostly few.
            interval -= waiting * (interval / width) > PATIENCE_NANOS ? interval / SHRINK : 0;
            if (interval / width < FAST_NANOS) {
                open();
            }
        } else if (trial && inFlight == 0) {
            open();
        }
    }

    private void open() {
        proven = true;
        interval = 0;
        trial = false;
        window = FREE;
    }

    /** A probe to this TTL, which has answered others, was in vain. */
    void lost(FlowProbe probe, int width) {
        boolean byChance = answered() && latestAnswered - probe.sentNanos > 0 && probe.repetition == 0;
        if (trial) {
            // The next to leave are single ones again.
            trial = false;
            limited = true;
            answersUntilTrial = TRUST;
        } else if (interval > 0) {
            interval = width > 1 ? Math.min(2 * interval, PAUSE_NANOS) : interval;
        } else if (byChance || lossesAreSilence) {
            window = Math.max(1, Math.min(window, inFlight + 1) / 2);
        } else if (sent > FREE || ++earlyLosses > LOSSES_BY_CHANCE) {
            slowDown();
        }
    }

    /** One probe at a time, a second apart for each router. */
    private void slowDown() {
        if (interval == 0 && !lossesAreSilence) {
            interval = PAUSE_NANOS;
            trial = false;
            answersUntilTrial = 0;
        }
    }

    /** Other TTLs limit their answers, so this one is asked slowly and is not expected to answer two at once soon. */
    void slowDownAsOthers() {
        if (interval == 0 && !proven) {
            slowDown();
            answersUntilTrial = TRUST;
        }
    }

    private boolean answered() {
        return answers > 0;
    }

    int answers() {
        return answers;
    }

    /** Whether nothing more is awaited. */
    boolean idle() {
        return inFlight == 0;
    }

    /** Whether it is asked slowly, since answers failed to come. */
    boolean slow() {
        return interval > 0;
    }

    /** Whether two at once got one answer where single ones were answered. */
    boolean limited() {
        return limited;
    }

    /** Flows that were answered still are while others are not: what is lost here is no matter of pace. */
    void lossesAreSilence() {
        lossesAreSilence = true;
        open();
    }
}
