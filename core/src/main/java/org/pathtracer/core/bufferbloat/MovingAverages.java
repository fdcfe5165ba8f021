// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.bufferbloat;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/**
 * Tells when a figure has become stable (draft-ietf-ippm-responsiveness-09 section 4.4): when the standard deviation of
 * the last moving averages is below a share of the last of them. An average is of as many values; the first ones are of
 * those that there are.
 */
final class MovingAverages {
    private final int window;
    private final double tolerance;
    private final Deque<Double> values = new ArrayDeque<>();
    private final Deque<Double> averages = new ArrayDeque<>();

    MovingAverages(int window, double tolerance) {
        this.window = window;
        this.tolerance = tolerance;
    }

    void add(double value) {
        push(values, value);
        push(averages, mean(values));
    }

    private void push(Deque<Double> to, double value) {
        to.addLast(value);
        if (to.size() > window) {
            to.removeFirst();
        }
    }

    /** Whether the figure is stable; never with fewer values than one average is of, and never at 0. */
    boolean stable() {
        return averages.size() == window && deviation(averages) < tolerance * averages.getLast();
    }

    private static double mean(Collection<Double> of) {
        return of.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    private static double deviation(Collection<Double> of) {
        double mean = mean(of);
        return Math.sqrt(of.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0));
    }
}
