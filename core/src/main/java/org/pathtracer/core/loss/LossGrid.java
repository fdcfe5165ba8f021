// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.loss;

import java.util.stream.IntStream;

/** The loss ratios over which the models are averaged: next to none, then one percent apart. */
final class LossGrid {
    /** What may be lost where nothing is wrong. */
    static final double NEXT_TO_NONE = 0.001;

    static final int SIZE = 100;

    private static final double HARMONIC =
            IntStream.range(1, SIZE).mapToDouble(i -> 1.0 / i).sum();

    private LossGrid() {}

    static double ratio(int index) {
        return index == 0 ? NEXT_TO_NONE : index / (double) SIZE;
    }

    /** Logarithm of a ratio's probability before there is evidence: inverse to it, from one percent up. */
    static double logPrior(int index) {
        return -Math.log(index) - Math.log(HARMONIC);
    }

    /** Logarithm of the probability of one sequence of losses, each of the same probability. */
    static double log(int answered, int lost, double ratio) {
        return answered * Math.log1p(-ratio) + lost * Math.log(ratio);
    }
}
