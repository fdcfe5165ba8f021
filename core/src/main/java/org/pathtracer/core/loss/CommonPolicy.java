// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.loss;

import java.util.List;

/**
 * Routers of one operator are set up alike: most of a path's routers have the same token bucket, and the path loses
 * next to nothing.
 */
final class CommonPolicy {
    /** How often that is so. */
    private static final double USUAL = 0.03;
    /** Share of the routers that have the bucket. */
    private static final double LIMITED = 0.8;

    private final List<HopTrials> hops;
    /** Logarithm of the probability of all the evidence, by kind of bucket. */
    private final double[] all = new double[TokenBucketModel.KINDS];

    private final double[][] limited;

    CommonPolicy(List<HopTrials> hops) {
        this.hops = hops;
        limited = hops.stream()
                .map(hop -> new TokenBucketModel(hop.trials()).logLikelihoods(LossGrid.NEXT_TO_NONE))
                .toArray(double[][]::new);
        for (int hop = 0; hop < hops.size(); hop++) {
            for (int kind = 0; kind < all.length; kind++) {
                all[kind] += LogMath.sum(own(hop, kind), chance(hop));
            }
        }
    }

    private double own(int hop, int kind) {
        boolean router = !hops.get(hop).target() && hops.get(hop).answered() > 0;
        return router ? Math.log(LIMITED) + limited[hop][kind] : Double.NEGATIVE_INFINITY;
    }

    private double chance(int hop) {
        HopTrials trials = hops.get(hop);
        return trials.answered() == 0
                ? 0
                : Math.log(trials.target() ? 1 : 1 - LIMITED)
                        + LossGrid.log(trials.answered(), trials.lost(), LossGrid.NEXT_TO_NONE);
    }

    /** Logarithm of the probability of all the evidence, with this hop having the bucket. */
    double logLikelihood(int hop) {
        double[] logs = new double[all.length];
        for (int kind = 0; kind < logs.length; kind++) {
            logs[kind] = all[kind] - LogMath.sum(own(hop, kind), chance(hop)) + own(hop, kind);
        }
        return Math.log(USUAL) + LogMath.mean(logs);
    }
}
