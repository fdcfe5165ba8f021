// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit;

/**
 * What a link does to packets in one direction. Packets do not queue: with jitter or holding, later ones may overtake.
 *
 * @param delayNanos one-way delay
 * @param jitterNanos at most so much more, evenly spread
 * @param loss share of packets that get lost (0 to 1)
 * @param duplication share of packets that arrive twice (0 to 1)
 * @param holding share of packets that are held back, so that others overtake them (0 to 1)
 * @param holdingNanos how long those are held back
 */
public record Direction(
        long delayNanos, long jitterNanos, double loss, double duplication, double holding, long holdingNanos) {
    static final Direction IMMEDIATE = new Direction(0, 0, 0, 0, 0, 0);

    Direction withDelay(long nanos) {
        return new Direction(nanos, jitterNanos, loss, duplication, holding, holdingNanos);
    }

    Direction withJitter(long nanos) {
        return new Direction(delayNanos, nanos, loss, duplication, holding, holdingNanos);
    }

    Direction withLoss(double share) {
        return new Direction(delayNanos, jitterNanos, share, duplication, holding, holdingNanos);
    }

    Direction withDuplication(double share) {
        return new Direction(delayNanos, jitterNanos, loss, share, holding, holdingNanos);
    }

    Direction withHolding(double share, long nanos) {
        return new Direction(delayNanos, jitterNanos, loss, duplication, share, nanos);
    }
}
