// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.mtu;

/**
 * How many silent probes make a size lost. If a share q of the packets that fit is lost by chance, n of them in a row
 * are with probability q^n; n is chosen so that this is at most one in a thousand.
 */
final class LossAllowance {
    private static final double MOST_BY_CHANCE = 0.001;
    private static final int MOST_TRIES = 12;

    private final int least;

    LossAllowance(int least) {
        this.least = least;
    }

    /**
     * Silent probes that it takes.
     *
     * @param lost of the probes with sizes that fit
     * @param sent probes with sizes that fit
     */
    int tries(int lost, int sent) {
        if (lost == 0) {
            return least;
        }
        double share = (double) lost / sent;
        double tries = share < 1 ? Math.ceil(Math.log(MOST_BY_CHANCE) / Math.log(share)) : MOST_TRIES;
        return (int) Math.max(least, Math.min(MOST_TRIES, tries));
    }
}
