// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

import java.util.Arrays;

/** Whether a balancer gives some branches more flows than others, as far as the flows counted show it. */
final class Weights {
    /** Chance of calling a balancer uneven that is not: small, since a graph may have a hundred. */
    private static final double UNLIKELY = 1e-4;

    private Weights() {}

    /**
     * Share of the way that gets least; 1 if chance may be why it got less.
     *
     * @param flows their number on each branch; branches without flows are left out
     */
    static double smallestShare(int[] flows) {
        int[] counts = Arrays.stream(flows).filter(count -> count > 0).toArray();
        int all = Arrays.stream(counts).sum();
        if (counts.length < 2) {
            return 1;
        }
        int least = Arrays.stream(counts).min().orElse(0);
        int most = Arrays.stream(counts).max().orElse(0);
        double even = 1.0 / counts.length;
        boolean uneven = counts.length * atMost(least, all, even) < UNLIKELY
                || counts.length * atMost(all - most, all, 1 - even) < UNLIKELY;
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
