// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.explanation;

import java.util.List;

/**
 * Which link loses packets, if any. All probes to the hops behind a lossy link pass it, those to the hops before do
 * not. The share that it loses is unknown and averaged over; so are the loss that every path has, and the answers that
 * a router leaves out for reasons of its own.
 */
public final class LossExplanations {
    /** Index of the explanation that no link loses more than paths usually do. */
    public static final int NONE = -1;

    /**
     * What a link that is at fault may lose, evenly spread over the logarithm: below 2 % it can't be told from usual
     * loss with the packets that there are.
     */
    private static final double[] FAULT = {
        0.02, 0.03, 0.04, 0.055, 0.075, 0.1, 0.14, 0.19, 0.26, 0.35, 0.48, 0.65, 0.8, 0.9
    };
    /**
     * What a path without fault may lose: ITU-T Y.1541 allows 0.1 % in classes 0 to 4; twice of that to 1 % is seen.
     */
    private static final double[] USUAL = {0.0002, 0.001, 0.003, 0.006, 0.01};

    /** Share of the routers that leave out answers, as in the comparison of {@code docs/loss.md}. */
    private static final double OWN_ROUTER = 0.1;

    /** A target that leaves out answers at random, and not by a limit, is itself at fault: that is left to others. */
    private static final double OWN_TARGET = 0.005;

    private static final double[] OWN = {0.05, 0.15, 0.3, 0.5, 0.7, 0.9};

    private LossExplanations() {}

    /**
     * Returns the probability of each link, and of {@link #NONE}.
     *
     * @param hops in the order of the path; link n leads to the n-th of them
     * @param prior probability of any fault of this kind before the evidence
     */
    public static List<Posterior.Weighed<Integer>> of(List<HopLoss> hops, double prior) {
        Posterior<Integer> posterior = new Posterior<>();
        posterior.add(NONE, 1 - prior, none(hops));
        for (int link = 0; link < hops.size(); link++) {
            posterior.add(link, prior / hops.size(), at(link, hops));
        }
        return posterior.weighed();
    }

    private static double none(List<HopLoss> hops) {
        LogSum sum = new LogSum();
        for (double usual : USUAL) {
            sum.add(likelihood(hops, hops.size(), usual, 0));
        }
        return sum.log() - Math.log(USUAL.length);
    }

    private static double at(int link, List<HopLoss> hops) {
        LogSum sum = new LogSum();
        for (double fault : FAULT) {
            for (double usual : USUAL) {
                sum.add(likelihood(hops, link, usual, fault));
            }
        }
        return sum.log() - Math.log((double) FAULT.length * USUAL.length);
    }

    private static double likelihood(List<HopLoss> hops, int link, double usual, double fault) {
        double log = 0;
        for (int i = 0; i < hops.size(); i++) {
            double passes = (1 - usual) * (i >= link ? 1 - fault : 1);
            log += likelihood(hops.get(i), passes);
        }
        return log;
    }

    private static double likelihood(HopLoss hop, double passes) {
        if (hop.sent() == 0) {
            return 0;
        }
        double share = hop.target() ? OWN_TARGET : OWN_ROUTER;
        LogSum sum = new LogSum();
        sum.add(Math.log(1 - share) + binomial(hop, passes));
        for (double own : OWN) {
            sum.add(Math.log(share / OWN.length) + binomial(hop, passes * (1 - own)));
        }
        return sum.log();
    }

    /** Without the number of arrangements, which all explanations have in common. */
    private static double binomial(HopLoss hop, double answered) {
        return hop.lost() * Math.log(1 - answered) + (hop.sent() - hop.lost()) * Math.log(answered);
    }
}
