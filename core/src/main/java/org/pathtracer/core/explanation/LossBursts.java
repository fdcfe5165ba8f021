// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.explanation;

/**
 * How many losses come together. A link that loses packets in bursts (Gilbert, "Capacity of a Burst-Noise Channel",
 * 1960) tells by so many times less than its losses count. Of independent losses with probability p, 1 / (1 - p) come
 * in a row on average; what is more is a burst.
 */
public final class LossBursts {
    private int sent;
    private int lost;
    private int runs;
    private boolean losing;

    /** Adds the next probe, in the order in which they left. */
    public void add(boolean answered) {
        sent++;
        lost += answered ? 0 : 1;
        runs += !answered && !losing ? 1 : 0;
        losing = !answered;
    }

    /** Returns the mean length of a burst, 1 or more; of few losses nothing is known, which is 1. */
    public double length() {
        if (runs < 2 || lost == sent) {
            return 1;
        }
        double independent = 1 / (1 - (double) lost / sent);
        return Math.max(1, (double) lost / runs / independent);
    }
}
