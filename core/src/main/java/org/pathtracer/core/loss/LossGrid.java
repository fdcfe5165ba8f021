// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.loss;

/**
 * The loss ratios over which models are averaged: next to none, and from one percent on so that a binomial share is
 * told from its neighbours equally well everywhere (evenly spaced in its arcsine, as Anscombe, "The Transformation of
 * Poisson, Binomial and Negative-Binomial Data", 1948).
 */
final class LossGrid {
    /** What may be lost where nothing is wrong. */
    static final double NEXT_TO_NONE = 0.001;

    /** A binomial share of 200 probes has a standard deviation of 0.035 in its arcsine. */
    private static final double STEP = 0.0325;

    static final int SIZE = 45;
    /** Natural logarithm of the span of ratios. */
    private static final double MAGNITUDES = Math.log(100);

    private static final double FIRST = Math.asin(Math.sqrt(0.01));

    private LossGrid() {}

    static double ratio(int index) {
        return index == 0 ? NEXT_TO_NONE : Math.pow(Math.sin(angle(index)), 2);
    }

    private static double angle(int index) {
        return FIRST + (index - 1) * STEP;
    }

    /** The span of ratios for which this one stands. */
    static double width(int index) {
        return index == 0 ? 0 : 2 * Math.sin(angle(index)) * Math.cos(angle(index)) * STEP;
    }

    /**
     * Weight of a ratio of the path before there is evidence: half of the lossy links have any ratio, of the others
     * each order of magnitude is as usual as the next.
     */
    static double pathWeight(int index) {
        return width(index) * (1 + 1 / (ratio(index) * MAGNITUDES)) / 2;
    }

    /** The index of the ratio that is nearest. */
    static int nearest(double ratio) {
        int best = 0;
        for (int i = 1; i < SIZE; i++) {
            best = Math.abs(ratio(i) - ratio) < Math.abs(ratio(best) - ratio) ? i : best;
        }
        return best;
    }

    /** Logarithm of the probability of one sequence of losses, each of the same probability. */
    static double log(int answered, int lost, double ratio) {
        return answered * Math.log1p(-ratio) + lost * Math.log(ratio);
    }
}
