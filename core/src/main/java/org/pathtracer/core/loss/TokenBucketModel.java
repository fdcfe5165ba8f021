// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.loss;

import java.util.List;

/**
 * A router's bound on its ICMP messages as a token bucket (RFC 4443 section 2.4 (f)): so many at once, then so many a
 * second. Which ones are answered follows from when they were asked.
 */
final class TokenBucketModel {
    private static final double[] RATES = {0.2, 0.5, 1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000};
    private static final int[] BURSTS = {1, 2, 3, 4, 6, 10, 20, 50};
    private static final double NANOS_PER_SECOND = 1e9;
    /** Others use the bucket too, and its rate is none of these exactly: share of answers that a model gets wrong. */
    private static final double ERROR = 0.03;

    private TokenBucketModel() {}

    /** Logarithm of the probability of the answers, averaged over all rates and bursts. */
    static double logLikelihood(List<Trial> trials) {
        double[] logs = new double[RATES.length * BURSTS.length];
        int next = 0;
        for (double rate : RATES) {
            for (int burst : BURSTS) {
                int wrong = wrong(trials, (long) (NANOS_PER_SECOND / rate), burst);
                logs[next++] = LossGrid.log(trials.size() - wrong, wrong, ERROR);
            }
        }
        return LogMath.mean(logs);
    }

    /** The bucket as the time at which it would be full (GCRA, ITU-T I.371 annex A); full at the start. */
    private static int wrong(List<Trial> trials, long nanosPerToken, int burst) {
        long tolerance = nanosPerToken * (burst - 1);
        long fullAt = trials.get(0).atNanos();
        int wrong = 0;
        for (Trial trial : trials) {
            boolean token = fullAt - tolerance - trial.atNanos() <= 0;
            if (token) {
                fullAt = Math.max(fullAt - trial.atNanos(), 0) + trial.atNanos() + nanosPerToken;
            }
            wrong += token == trial.answered() ? 0 : 1;
        }
        return wrong;
    }
}
