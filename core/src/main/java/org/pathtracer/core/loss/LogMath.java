// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.loss;

import java.util.Arrays;

/** Sums of numbers that are too small for a double, as logarithms. */
final class LogMath {
    private LogMath() {}

    /** Logarithm of the sum of what these are the logarithms of. */
    static double sum(double... logs) {
        double highest = Arrays.stream(logs).max().orElse(Double.NEGATIVE_INFINITY);
        if (highest == Double.NEGATIVE_INFINITY) {
            return highest;
        }
        double sum = 0;
        for (double log : logs) {
            sum += Math.exp(log - highest);
        }
        return highest + Math.log(sum);
    }

    /** The same for their mean. */
    static double mean(double... logs) {
        return sum(logs) - Math.log(logs.length);
    }
}
