// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.loss;

/** Loss on the path: the hop answers all that gets to it, and what is behind shares the loss. */
final class SharedLoss {
    private SharedLoss() {}

    /**
     * Logarithm of the probability of all the evidence; small ratios are more usual: every order of magnitude alike.
     */
    static double logLikelihood(Evidence evidence) {
        HopTrials hop = evidence.hop;
        double[] logs = new double[LossGrid.SIZE - 1];
        for (int i = 1; i < LossGrid.SIZE; i++) {
            logs[i - 1] = LossGrid.logPrior(i)
                    + LossGrid.log(hop.answered(), hop.lost(), LossGrid.ratio(i))
                    + evidence.logLikelihoodBeyond(i);
        }
        return LogMath.sum(logs);
    }
}
