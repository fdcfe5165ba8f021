// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.loss;

/**
 * How likely a hop's answers are, by index of the path's loss up to it, if it answers all that gets there, and if not.
 */
final class HopLikelihood {
    /** Share of the routers that leave unanswered some of what gets there. */
    private static final double ROUTERS = 0.1;

    private static final double TARGETS = 0.05;
    /** Share of the hops that never answer. */
    private static final double SILENT = 0.2;

    final HopTrials hop;
    /** Logarithms, with the probability that the hop is one of these. */
    private final double[] plain = new double[LossGrid.SIZE];

    private final double[] own;

    HopLikelihood(HopTrials hop) {
        this.hop = hop;
        for (int i = 0; i < LossGrid.SIZE; i++) {
            double log = LossGrid.log(hop.answered(), hop.lost(), LossGrid.ratio(i));
            plain[i] = silent() ? LogMath.sum(Math.log(SILENT), Math.log(1 - SILENT) + log) : logPlain() + log;
        }
        own = silent() ? new double[0] : OwnLoss.logLikelihoods(hop);
        for (int i = 0; i < own.length; i++) {
            own[i] += Math.log(share());
        }
    }

    /** Nothing is known of a hop that answers nothing: it may lose all, or have no wish to answer. */
    boolean silent() {
        return hop.answered() == 0;
    }

    boolean lossy() {
        return !silent() && hop.lost() > 0;
    }

    double logPlain() {
        return Math.log(1 - share());
    }

    private double share() {
        return hop.target() ? TARGETS : ROUTERS;
    }

    double plain(int pathLoss) {
        return plain[pathLoss];
    }

    double own(int pathLoss) {
        return own.length == 0 ? Double.NEGATIVE_INFINITY : own[pathLoss];
    }

    double either(int pathLoss) {
        return LogMath.sum(plain(pathLoss), own(pathLoss));
    }
}
