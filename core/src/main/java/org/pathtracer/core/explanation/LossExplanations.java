// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.explanation;

import java.util.List;

/**
 * Which link loses packets, if any. All probes to the hops behind a lossy link pass it, those to the hops before do
 * not. The share that it loses is unknown and averaged over; so are the loss that every path has, and the answers that
 * a hop leaves out for reasons of its own.
 */
public final class LossExplanations {
    /** Index of the explanation that no link loses more than paths usually do. */
    public static final int NONE = -1;

    /**
     * What a link that is at fault may lose, evenly spread over the logarithm, since nothing is known of it (Jeffreys):
     * below 2 % it can't be told from usual loss with the packets that there are.
     */
    private static final double[] FAULT = {
        0.02, 0.027, 0.036, 0.048, 0.065, 0.087, 0.117, 0.156, 0.21, 0.28, 0.375, 0.5, 0.65, 0.8, 0.9, 0.97
    };
    /**
     * What a path without fault may lose: ITU-T Y.1541 allows 0.1 % in classes 0 to 4; up to 1 % is taken for usual, as
     * the page on diagnoses says.
     */
    private static final double[] USUAL = {0.0002, 0.001, 0.003, 0.006, 0.01};

    /**
     * What a hop may leave out: nothing is known of it. In steps so fine that no link wins because its losses fill up
     * what is missing to the next one.
     */
    private static final double[] OWN = {
        0.03, 0.08, 0.13, 0.18, 0.23, 0.28, 0.33, 0.38, 0.43, 0.48, 0.53, 0.58, 0.63, 0.68, 0.73, 0.78, 0.83, 0.88,
        0.93, 0.98
    };

    private LossExplanations() {}

    /**
     * Returns the probability of each link, and of {@link #NONE}.
     *
     * @param evidence of all hops
     * @param priors probability of a fault of each link before the evidence
     */
    public static List<Posterior.Weighed<Integer>> of(List<HopLoss> evidence, double[] priors) {
        int links = priors.length;
        double[] none = new double[USUAL.length];
        LogSum[] at = new LogSum[links];
        for (int link = 0; link < links; link++) {
            at[link] = new LogSum();
        }
        for (int u = 0; u < USUAL.length; u++) {
            double[] quiet = byLink(evidence, links, 1 - USUAL[u]);
            none[u] = sum(quiet);
            for (double fault : FAULT) {
                double[] lossy = byLink(evidence, links, (1 - USUAL[u]) * (1 - fault));
                double log = none[u];
                for (int link = links - 1; link >= 0; link--) {
                    log += lossy[link] - quiet[link];
                    at[link].add(log);
                }
            }
        }
        LogSum quiet = new LogSum();
        for (double log : none) {
            quiet.add(log);
        }
        Posterior<Integer> posterior = new Posterior<>();
        posterior.add(NONE, 1 - sum(priors), quiet.log() - Math.log(USUAL.length));
        for (int link = 0; link < links; link++) {
            posterior.add(link, priors[link], at[link].log() - Math.log((double) FAULT.length * USUAL.length));
        }
        return posterior.weighed();
    }

    /** The logarithm of the likelihood of what the hops behind each link show, if so much passes. */
    static double[] byLink(List<HopLoss> evidence, int links, double passes) {
        double[] logs = new double[links];
        for (HopLoss hop : evidence) {
            logs[hop.link()] += likelihood(hop, passes);
        }
        return logs;
    }

    static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    /**
     * Returns how much a probe to a hop tells of a link before it that loses a share of all packets, compared with one
     * to a hop that leaves out nothing: the Fisher information, averaged over what the hop may leave out.
     */
    public static double worth(HopLoss hop, double share) {
        double passes = 1 - share;
        double all = likelihood(hop, passes);
        double worth = Math.exp(Math.log(1 - hop.own()) + binomial(hop, passes) - all);
        for (double own : OWN) {
            double answered = passes * (1 - own);
            worth += Math.exp(Math.log(hop.own() / OWN.length) + binomial(hop, answered) - all)
                    * (1 - own)
                    * share
                    / (1 - answered);
        }
        return worth;
    }

    private static double likelihood(HopLoss hop, double passes) {
        if (hop.sent() == 0) {
            return 0;
        }
        LogSum sum = new LogSum();
        sum.add(Math.log(1 - hop.own()) + binomial(hop, passes));
        for (double own : OWN) {
            sum.add(Math.log(hop.own() / OWN.length) + binomial(hop, passes * (1 - own)));
        }
        return sum.log();
    }

    /** Without the number of arrangements, which all explanations have in common. */
    private static double binomial(HopLoss hop, double answered) {
        return hop.lost() * Math.log(1 - answered) + (hop.sent() - hop.lost()) * Math.log(answered);
    }
}
