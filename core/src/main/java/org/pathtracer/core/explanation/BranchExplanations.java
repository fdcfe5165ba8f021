// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.explanation;

import java.util.Collection;

/**
 * Whether some flows lose packets and others do not, as behind a load balancer with one bad branch, or all lose the
 * same. What is unknown in both is averaged over, in steps so fine that no explanation wins by a step that fits better.
 */
public final class BranchExplanations {
    /** One bad way of two to eight, or all but one of them. */
    private static final double[] SHARES = {0.125, 0.17, 0.25, 0.33, 0.5, 0.67, 0.75, 0.85};

    private static final double LEAST = 0.0005;
    private static final double MOST = 0.995;
    private static final int STEPS = 32;
    /** A bad branch loses a share of a tenth or more: less can't be told apart with the packets that there are. */
    private static final double LEAST_BAD = 0.1;
    /** What the good branches may lose, as in {@link LossExplanations}. */
    private static final double[] USUAL = {0.001, 0.003, 0.01};

    private BranchExplanations() {}

    /**
     * Returns how much more likely the evidence is if the flows differ, as a logarithm.
     *
     * @param flows what each flow lost; to the target
     */
    public static double logOdds(Collection<HopLoss> flows) {
        LogSum differ = new LogSum();
        int cases = 0;
        for (double loss : steps(LEAST_BAD)) {
            for (double usual : USUAL) {
                for (double share : SHARES) {
                    differ.add(differ(flows, share, loss, usual));
                    cases++;
                }
            }
        }
        LogSum same = new LogSum();
        double[] common = steps(LEAST);
        for (double loss : common) {
            double log = 0;
            for (HopLoss flow : flows) {
                log += binomial(flow, loss);
            }
            same.add(log);
        }
        return differ.log() - Math.log(cases) - same.log() + Math.log(common.length);
    }

    private static double differ(Collection<HopLoss> flows, double share, double loss, double usual) {
        double log = 0;
        for (HopLoss flow : flows) {
            LogSum either = new LogSum();
            either.add(Math.log(1 - share) + binomial(flow, usual));
            either.add(Math.log(share) + binomial(flow, loss));
            log += either.log();
        }
        return log;
    }

    /** Evenly spread over the log-odds. */
    private static double[] steps(double least) {
        double from = Math.log(least / (1 - least));
        double to = Math.log(MOST / (1 - MOST));
        double[] steps = new double[STEPS];
        for (int i = 0; i < STEPS; i++) {
            steps[i] = 1 / (1 + Math.exp(-(from + (to - from) * i / (STEPS - 1))));
        }
        return steps;
    }

    private static double binomial(HopLoss flow, double loss) {
        return flow.lost() * Math.log(loss) + (flow.sent() - flow.lost()) * Math.log(1 - loss);
    }
}
