// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

import java.util.Arrays;

/** Whether a balancer gives some ways more than others, as far as the flows counted show it. */
final class Weights {
    /** Chance of calling a balancer uneven that is not. */
    private static final double UNLIKELY = 1e-4;

    private Weights() {}

    /**
     * Share of the way that gets least; 1 if chance may be why it got less.
     *
     * @param flows by way; ways without flows don't count
     */
    static double smallestShare(int[] flows) {
        int[] ways = Arrays.stream(flows).filter(count -> count > 0).toArray();
        int all = Arrays.stream(ways).sum();
        if (ways.length < 2) {
            return 1;
        }
        int least = Arrays.stream(ways).min().orElse(0);
        int most = Arrays.stream(ways).max().orElse(0);
        double even = 1.0 / ways.length;
        boolean uneven = ways.length * atMost(least, all, even) < UNLIKELY
                || ways.length * atMost(all - most, all, 1 - even) < UNLIKELY;
        return uneven ? least / (double) all : 1;
    }

    /** Chance of so many successes or fewer: the binomial distribution, summed up in logarithms. */
    private static double atMost(int successes, int trials, double share) {
        double term = trials * Math.log1p(-share);
        double sum = 0;
        for (int i = 0; i <= successes; i++) {
            sum += Math.exp(term);
            term += Math.log((trials - i) / (i + 1.0)) + Math.log(share) - Math.log1p(-share);
        }
        return sum;
    }
}
