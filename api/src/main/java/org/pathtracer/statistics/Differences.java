// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.statistics;

/** What depends on the order of samples: how much each differs from the one before it. */
final class Differences {
    private static final double GAIN = 1.0 / 16;

    long count;
    /** Sum of absolute differences: 128 bits. */
    private long sumHigh;

    private long sumLow;
    long largest;
    /** RFC 3550 section 6.4.1. */
    double jitter;

    long consecutive;
    long lowestConsecutive = Long.MAX_VALUE;
    long highestConsecutive = Long.MIN_VALUE;

    Differences copy() {
        Differences copy = new Differences();
        copy.append(this);
        return copy;
    }

    void add(long difference, boolean ofConsecutiveProbes) {
        long absolute = Math.abs(difference);
        count++;
        addSum(0, absolute);
        largest = Math.max(largest, absolute);
        jitter += (absolute - jitter) * GAIN;
        if (ofConsecutiveProbes) {
            consecutive++;
            lowestConsecutive = Math.min(lowestConsecutive, difference);
            highestConsecutive = Math.max(highestConsecutive, difference);
        }
    }

    private void addSum(long high, long low) {
        sumLow += low;
        sumHigh += high + Wide.carry(sumLow, low);
    }

    double meanAbsolute() {
        return Wide.of(sumHigh, sumLow).doubleValue() / count;
    }

    /**
     * Goes on with what another one saw later. The jitter is linear in where it starts, so a start other than 0 adds
     * what is left of it after the other's differences.
     */
    void append(Differences later) {
        jitter = jitter * Math.pow(1 - GAIN, (double) later.count) + later.jitter;
        count += later.count;
        addSum(later.sumHigh, later.sumLow);
        largest = Math.max(largest, later.largest);
        consecutive += later.consecutive;
        lowestConsecutive = Math.min(lowestConsecutive, later.lowestConsecutive);
        highestConsecutive = Math.max(highestConsecutive, later.highestConsecutive);
    }
}
