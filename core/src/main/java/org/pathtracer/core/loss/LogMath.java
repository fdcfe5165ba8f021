// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.loss;

/** Sums of numbers that are too small for a double, as logarithms. */
final class LogMath {
    private LogMath() {}

    /** Logarithm of the sum of what these are the logarithms of. */
    static double sum(double... logs) {
        double highest = Double.NEGATIVE_INFINITY;
        for (double log : logs) {
            highest = Math.max(highest, log);
        }
        if (highest == Double.NEGATIVE_INFINITY) {
            return highest;
        }
        double sum = 0;
        for (double log : logs) {
            sum += Math.exp(log - highest);
        }
        return highest + Math.log(sum);
    }

    /** Of two, which is asked for most. */
    static double sum(double one, double other) {
        double highest = Math.max(one, other);
        return highest == Double.NEGATIVE_INFINITY
                ? highest
                : highest + Math.log1p(Math.exp(Math.min(one, other) - highest));
    }

    /** The same for their mean. */
    static double mean(double... logs) {
        return sum(logs) - Math.log(logs.length);
    }
}
