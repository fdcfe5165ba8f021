// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.loss;

import java.util.Comparator;
import java.util.List;

/**
 * What is known of a hop that lost probes, and of the hops behind it. What these answer has passed the hop, so none of
 * them can lose less than the path as far as the hop does.
 */
final class Evidence {
    /** Hops behind that are looked at, of those asked about as often: the ones that answer most tell most. */
    private static final int MOST_BEYOND = 5;
    /** Share of hops that add no loss of their own, of those that add some by chance, and of those with a limit. */
    private static final double PLAIN = 0.7;

    private static final double CHANCE = 0.15;
    private static final double LIMITED = 0.15;
    private static final double LUCK = 0.05;

    final HopTrials hop;
    final List<HopTrials> beyond;
    /** Logarithm of the probability of what the hops behind lost, by index of the path's loss up to the hop. */
    private final double[] byPathLoss = new double[LossGrid.SIZE];

    Evidence(HopTrials hop, List<HopTrials> behind) {
        this.hop = hop;
        beyond = behind.stream()
                .filter(other -> other.answered() > 0 && 2 * other.sent() >= hop.sent())
                .sorted(Comparator.comparingInt(HopTrials::answered).reversed())
                .limit(MOST_BEYOND)
                .toList();
        beyond.forEach(this::add);
    }

    /** A hop loses as much as the path up to the other one, or more: then any ratio above that is as likely. */
    private void add(HopTrials other) {
        double above = Double.NEGATIVE_INFINITY;
        double limited = Math.log(LIMITED) + TokenBucketModel.logLikelihood(other.trials());
        for (int i = LossGrid.SIZE - 1; i >= 0; i--) {
            double equal = LossGrid.log(other.answered(), other.lost(), LossGrid.ratio(i));
            above = LogMath.sum(above, equal);
            double more = above - Math.log(LossGrid.SIZE - i);
            double passing = other.answered() * Math.log1p(-LossGrid.ratio(i));
            byPathLoss[i] += LogMath.sum(Math.log(PLAIN) + equal, Math.log(CHANCE) + more, limited + passing);
        }
    }

    double logLikelihoodBeyond(int pathLoss) {
        return byPathLoss[pathLoss];
    }

    /**
     * Whether what goes on behind this hop is not lost: all hops there answered everything, or one of them so much that
     * it can't be luck.
     */
    boolean nothingLostBeyond() {
        return !beyond.isEmpty()
                && (beyond.stream().allMatch(other -> other.lost() == 0)
                        || beyond.stream().anyMatch(this::refutes));
    }

    private boolean refutes(HopTrials other) {
        double ratio = (double) hop.lost() / hop.sent();
        return other.lost() == 0 && LossGrid.log(other.answered(), 0, ratio) < Math.log(LUCK);
    }
}
