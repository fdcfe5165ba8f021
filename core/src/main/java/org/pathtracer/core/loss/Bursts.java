// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.loss;

/**
 * Loss in bursts: a chain of a good state, in which next to nothing is lost, and a bad one, in which nearly all is
 * (Gilbert, "Capacity of a Burst-Noise Channel", 1960). It moves with each packet that passes; in a longer pause it may
 * have moved unseen.
 */
final class Bursts {
    private static final double[] SHARES = {0.02, 0.05, 0.1, 0.2, 0.35, 0.5};
    private static final double[] LENGTHS = {1.5, 3, 6, 12, 24};
    private static final double LOST_WHEN_GOOD = 0.002;
    private static final double LOST_WHEN_BAD = 0.98;
    private static final long PAUSE_NANOS = 100_000_000;
    /** How often a pause leaves nothing of the state before. */
    private static final double FORGOTTEN = 0.5;

    private Bursts() {}

    /** Logarithm of the probability of the line, all shares and lengths being alike. */
    static double logLikelihood(Line line) {
        double[] logs = new double[SHARES.length * LENGTHS.length];
        int next = 0;
        for (double share : SHARES) {
            for (double length : LENGTHS) {
                logs[next++] = logLikelihood(line, share, length);
            }
        }
        return LogMath.mean(logs);
    }

    private static double logLikelihood(Line line, double share, double length) {
        double leaveBad = 1 / length;
        double leaveGood = Math.min(1, share / (1 - share) / length);
        double log = 0;
        double bad = share;
        for (int i = 0; i < line.size(); i++) {
            if (i > 0) {
                bad = bad * (1 - leaveBad) + (1 - bad) * leaveGood;
                boolean pause = line.get(i).atNanos() - line.get(i - 1).atNanos() > PAUSE_NANOS;
                bad = pause ? FORGOTTEN * share + (1 - FORGOTTEN) * bad : bad;
            }
            boolean answered = line.get(i).answered();
            double whenBad = bad * (answered ? 1 - LOST_WHEN_BAD : LOST_WHEN_BAD);
            double whenGood = (1 - bad) * (answered ? 1 - LOST_WHEN_GOOD : LOST_WHEN_GOOD);
            log += Math.log(whenBad + whenGood);
            bad = whenBad / (whenBad + whenGood);
        }
        return log;
    }
}
