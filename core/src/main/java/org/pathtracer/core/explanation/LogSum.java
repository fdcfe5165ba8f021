// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.explanation;

import java.util.Collection;

/** Sums of numbers that are given, and told, by their logarithms. */
final class LogSum {
    private double largest = Double.NEGATIVE_INFINITY;
    private double scaled;

    /** Returns the logarithm of the sum. */
    static double of(Collection<Double> logs) {
        LogSum sum = new LogSum();
        logs.forEach(sum::add);
        return sum.log();
    }

    void add(double log) {
        if (log == Double.NEGATIVE_INFINITY) {
            return;
        } else if (log > largest) {
            scaled = scaled * Math.exp(largest - log) + 1;
            largest = log;
        } else {
            scaled += Math.exp(log - largest);
        }
    }

    double log() {
        return largest + Math.log(scaled);
    }
}
