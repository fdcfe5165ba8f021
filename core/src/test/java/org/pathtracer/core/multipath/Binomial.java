// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

/** Exact tails of the binomial distribution, to judge counted successes by. */
final class Binomial {
    private Binomial() {}

    /** Chance of at most so many successes. */
    static double atMost(int successes, int trials, double chance) {
        double sum = 0;
        for (int i = 0; i <= successes; i++) {
            sum += probability(i, trials, chance);
        }
        return Math.min(1, sum);
    }

    /** Chance of at least so many successes. */
    static double atLeast(int successes, int trials, double chance) {
        return atMost(trials - successes, trials, 1 - chance);
    }

    private static double probability(int successes, int trials, double chance) {
        double log = 0;
        for (int i = 1; i <= successes; i++) {
            log += Math.log((trials - successes + i) / (double) i);
        }
        return Math.exp(log + successes * Math.log(chance) + (trials - successes) * Math.log1p(-chance));
    }
}
