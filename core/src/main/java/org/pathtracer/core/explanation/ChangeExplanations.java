// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.explanation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;

/**
 * Whether the responder of a hop changes from time to time, as when routes flap, or at random with each packet, as with
 * a load balancer that sends each packet its own way.
 */
public final class ChangeExplanations {
    /**
     * Changes per second, if routes flap: from what a diagnosis has time to see once, to what takes longer than a
     * router needs to switch (some tens of milliseconds with BFD, RFC 5880).
     */
    private static final double[] RATES = {0.2, 0.4, 0.8, 1.6, 3.2, 6.4};

    private ChangeExplanations() {}

    /**
     * Returns how much more likely the order is if routes flap, as a logarithm; below 0 speaks for a load balancer.
     *
     * @param responders of one flow at one TTL, by the time in nanoseconds at which the probes left
     */
    public static double logOdds(NavigableMap<Long, ?> responders) {
        Map<Object, Integer> counts = new LinkedHashMap<>();
        responders.values().forEach(one -> counts.merge(one, 1, Integer::sum));
        LogSum flap = new LogSum();
        for (double rate : RATES) {
            flap.add(flapping(responders, counts.size(), rate));
        }
        return flap.log() - Math.log(RATES.length) - balanced(counts);
    }

    /** A chain in continuous time, each change of which leads to another responder. */
    private static double flapping(NavigableMap<Long, ?> responders, int kinds, double rate) {
        double log = -Math.log(kinds);
        Map.Entry<Long, ?> last = null;
        for (Map.Entry<Long, ?> entry : responders.entrySet()) {
            if (last != null) {
                double seconds = (entry.getKey() - last.getKey()) / 1e9;
                double others = kinds - 1.0;
                double moved = others / kinds * -Math.expm1(-rate * seconds * kinds / others);
                log += entry.getValue().equals(last.getValue())
                        ? Math.log(1 - moved)
                        : Math.log(Math.max(moved, 1e-9) / others);
            }
            last = entry;
        }
        return log;
    }

    /** Shares are unknown: all are alike probable (a Dirichlet distribution with parameters 1). */
    private static double balanced(Map<Object, Integer> counts) {
        int kinds = counts.size();
        int all = 0;
        double log = logFactorial(kinds - 1);
        for (int count : counts.values()) {
            log += logFactorial(count);
            all += count;
        }
        return log - logFactorial(all + kinds - 1);
    }

    private static double logFactorial(int n) {
        double log = 0;
        for (int i = 2; i <= n; i++) {
            log += Math.log(i);
        }
        return log;
    }
}
