// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.explanation;

import java.util.Collection;

/**
 * Whether some flows lose packets and others do not, as behind a load balancer with one bad branch, or all lose the
 * same.
 */
public final class BranchExplanations {
    private static final double[] SHARES = {0.15, 0.25, 0.33, 0.5, 0.67, 0.75, 0.85};
    private static final double[] LOSSES = {0.15, 0.3, 0.5, 0.75, 0.95, 0.999};
    private static final double[] COMMON = {0.0005, 0.003, 0.01, 0.03, 0.06, 0.1, 0.2, 0.35, 0.5, 0.7, 0.9};
    private static final double USUAL = 0.005;

    private BranchExplanations() {}

    /**
     * Returns how much more likely the evidence is if the flows differ, as a logarithm.
     *
     * @param flows what each flow lost; to the target
     */
    public static double logOdds(Collection<HopLoss> flows) {
        LogSum differ = new LogSum();
        for (double share : SHARES) {
            for (double loss : LOSSES) {
                double log = 0;
                for (HopLoss flow : flows) {
                    double good = Math.log(1 - share) + binomial(flow, USUAL);
                    double bad = Math.log(share) + binomial(flow, loss);
                    LogSum either = new LogSum();
                    either.add(good);
                    either.add(bad);
                    log += either.log();
                }
                differ.add(log - Math.log((double) SHARES.length * LOSSES.length));
            }
        }
        LogSum same = new LogSum();
        for (double loss : COMMON) {
            double log = 0;
            for (HopLoss flow : flows) {
                log += binomial(flow, loss);
            }
            same.add(log - Math.log(COMMON.length));
        }
        return differ.log() - same.log();
    }

    private static double binomial(HopLoss flow, double loss) {
        return flow.lost() * Math.log(loss) + (flow.sent() - flow.lost()) * Math.log(1 - loss);
    }
}
