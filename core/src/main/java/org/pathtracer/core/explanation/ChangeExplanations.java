// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.explanation;

import java.util.List;
import java.util.Set;

/**
 * Whether the responder of a hop changes from time to time, as when routes flap, or at random with each packet, as with
 * a load balancer that sends each packet its own way.
 */
public final class ChangeExplanations {
    /** Probability that the route is another one at the next probe, if it flaps. */
    private static final double[] RATES = {0.02, 0.04, 0.08, 0.15, 0.25};

    private ChangeExplanations() {}

    /**
     * Returns how much more likely the order is if routes flap, as a logarithm; below 0 speaks for a load balancer.
     *
     * @param responders of one flow at one TTL, in the order in which the probes left
     */
    public static double logOdds(List<?> responders) {
        int transitions = responders.size() - 1;
        int changes = 0;
        for (int i = 1; i < responders.size(); i++) {
            changes += responders.get(i).equals(responders.get(i - 1)) ? 0 : 1;
        }
        int kinds = Math.max(2, Set.copyOf(responders).size());
        LogSum flap = new LogSum();
        for (double rate : RATES) {
            flap.add(changes * Math.log(rate / (kinds - 1)) + (transitions - changes) * Math.log(1 - rate));
        }
        double balanced = -transitions * Math.log(kinds);
        return flap.log() - Math.log(RATES.length) - balanced;
    }
}
