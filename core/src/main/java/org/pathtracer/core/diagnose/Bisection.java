// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.diagnose;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.pathtracer.core.explanation.Posterior;

/** Which hops to probe to find the link at fault: those that divide the probability of all links evenly. */
final class Bisection {
    private static final double[] SHARES = {0.5, 0.3, 0.7};

    private Bisection() {}

    /**
     * Returns indices of routers.
     *
     * @param links probabilities by index; below 0 for none. Link n leads to router n, the last one to the target
     * @param worth of each router, how much a probe to it tells: 1 at most
     */
    static Set<Integer> hops(List<Posterior.Weighed<Integer>> links, double[] worth) {
        int routers = worth.length;
        double[] share = new double[routers + 1];
        double all = 0;
        for (Posterior.Weighed<Integer> link : links) {
            if (link.explanation() >= 0) {
                share[link.explanation()] = link.probability();
                all += link.probability();
            }
        }
        Set<Integer> hops = new LinkedHashSet<>();
        for (double wanted : SHARES) {
            double sum = 0;
            int best = 0;
            double most = -1;
            for (int i = 0; i < routers; i++) {
                sum += share[i] / Math.max(all, Double.MIN_NORMAL);
                double divides = worth[i] * Math.min(sum / wanted, (1 - sum) / (1 - wanted));
                if (divides > most) {
                    most = divides;
                    best = i;
                }
            }
            if (routers > 0) {
                hops.add(best);
            }
        }
        return hops;
    }
}
