// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.topology;

/**
 * What a link does to packets in one direction. With jitter or holding, later ones may overtake.
 *
 * @param delayNanos one-way delay
 * @param jitterNanos at most so much more, evenly spread
 * @param loss share of packets that get lost (0 to 1)
 * @param lossBurst how many packets in a row are lost on average, 1 or more; 1 for losses that do not depend on each
 *     other
 * @param duplication share of packets that arrive twice (0 to 1)
 * @param holding share of packets that are held back, so that others overtake them (0 to 1)
 * @param holdingNanos how long those are held back
 * @param queueNanos longest wait in a queue whose length depends on the time; 0 for none
 * @param queuePeriodNanos how long the queue takes from one length to another
 * @since 0.1.0
 */
public record Direction(
        long delayNanos,
        long jitterNanos,
        double loss,
        double lossBurst,
        double duplication,
        double holding,
        long holdingNanos,
        long queueNanos,
        long queuePeriodNanos) {
    static final Direction IMMEDIATE = new Direction(0, 0, 0, 1, 0, 0, 0, 0, 1);

    Direction withDelay(long nanos) {
        return new Direction(
                nanos, jitterNanos, loss, lossBurst, duplication, holding, holdingNanos, queueNanos, queuePeriodNanos);
    }

    Direction withJitter(long nanos) {
        return new Direction(
                delayNanos, nanos, loss, lossBurst, duplication, holding, holdingNanos, queueNanos, queuePeriodNanos);
    }

    Direction withLoss(double share) {
        return new Direction(
                delayNanos,
                jitterNanos,
                share,
                lossBurst,
                duplication,
                holding,
                holdingNanos,
                queueNanos,
                queuePeriodNanos);
    }

    Direction withLossBurst(double packets) {
        return new Direction(
                delayNanos,
                jitterNanos,
                loss,
                packets,
                duplication,
                holding,
                holdingNanos,
                queueNanos,
                queuePeriodNanos);
    }

    Direction withDuplication(double share) {
        return new Direction(
                delayNanos, jitterNanos, loss, lossBurst, share, holding, holdingNanos, queueNanos, queuePeriodNanos);
    }

    Direction withHolding(double share, long nanos) {
        return new Direction(
                delayNanos, jitterNanos, loss, lossBurst, duplication, share, nanos, queueNanos, queuePeriodNanos);
    }

    Direction withQueue(long nanos, long period) {
        return new Direction(
                delayNanos, jitterNanos, loss, lossBurst, duplication, holding, holdingNanos, nanos, period);
    }
}
