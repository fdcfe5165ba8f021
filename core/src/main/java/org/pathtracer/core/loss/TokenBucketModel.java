// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.loss;

import java.util.ArrayList;
import java.util.List;

/**
 * A router's bound on its ICMP messages as a token bucket (RFC 4443 section 2.4 (f)): so many at once, then so many a
 * second. Which ones are answered follows from when they were asked.
 */
final class TokenBucketModel {
    private static final double[] RATES = {0.2, 0.5, 1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000};
    private static final int[] BURSTS = {1, 2, 3, 4, 6, 10, 20, 50};
    /** Pairs of a rate and a burst. */
    static final int KINDS = RATES.length * BURSTS.length;

    private static final double NANOS_PER_SECOND = 1e9;
    /**
     * Others use the bucket too, and its rate is not exactly one of these: share of answers that a model gets wrong.
     */
    private static final double ERROR = 0.03;
    /** Probes that leave sooner after each other may arrive in another order. */
    private static final long TOGETHER_NANOS = 3_000_000;

    /** What a bucket predicts: answers and silences, right ones and wrong ones. */
    private record Score(int answered, int lostWithToken, int answeredWithout, int lost) {
        Score plus(int tokens, int answers, int probes) {
            int both = Math.min(tokens, answers);
            int neither = probes - Math.max(tokens, answers);
            return new Score(
                    answered + both,
                    lostWithToken + Math.max(0, tokens - answers),
                    answeredWithout + Math.max(0, answers - tokens),
                    lost + neither);
        }

        double logLikelihood(double pathLoss) {
            double answeredShare = (1 - ERROR) * (1 - pathLoss);
            return answered * Math.log(answeredShare)
                    + lostWithToken * Math.log1p(-answeredShare)
                    + answeredWithout * Math.log(ERROR * (1 - pathLoss))
                    + lost * Math.log1p(-ERROR * (1 - pathLoss));
        }
    }

    private final List<Trial> trials;
    /** Logarithm of the number of ways in which the answers of probes that left together may be spread over these. */
    private final double shuffles;
    /** For each kind: if probes arrive as they left, and if those that left together may overtake each other. */
    private final List<Score> inOrder = new ArrayList<>(KINDS);

    private final List<Score> shuffled = new ArrayList<>(KINDS);

    TokenBucketModel(List<Trial> trials) {
        this.trials = trials;
        shuffles = logShuffles();
        for (double rate : RATES) {
            for (int burst : BURSTS) {
                score((long) (NANOS_PER_SECOND / rate), burst);
            }
        }
    }

    /** Logarithm of the probability of the answers, averaged over all rates and bursts. */
    double logLikelihood(double pathLoss) {
        return LogMath.mean(logLikelihoods(pathLoss));
    }

    /** The same for each pair of a rate and a burst. */
    double[] logLikelihoods(double pathLoss) {
        double[] logs = new double[KINDS];
        for (int kind = 0; kind < KINDS; kind++) {
            logs[kind] = LogMath.mean(
                    inOrder.get(kind).logLikelihood(pathLoss),
                    shuffled.get(kind).logLikelihood(pathLoss) - shuffles);
        }
        return logs;
    }

    /** Keeps the bucket as the time at which it would be full (GCRA, ITU-T I.371 annex A); it is full at the start. */
    private void score(long nanosPerToken, int burst) {
        long tolerance = nanosPerToken * (burst - 1);
        long fullAt = trials.isEmpty() ? 0 : trials.get(0).atNanos();
        Score each = new Score(0, 0, 0, 0);
        Score groups = each;
        int tokens = 0;
        int answers = 0;
        int probes = 0;
        for (int i = 0; i < trials.size(); i++) {
            Trial trial = trials.get(i);
            if (!together(i)) {
                groups = groups.plus(tokens, answers, probes);
                tokens = 0;
                answers = 0;
                probes = 0;
            }
            boolean token = fullAt - tolerance - trial.atNanos() <= 0;
            if (token) {
                fullAt = Math.max(fullAt - trial.atNanos(), 0) + trial.atNanos() + nanosPerToken;
            }
            each = each.plus(token ? 1 : 0, trial.answered() ? 1 : 0, 1);
            tokens += token ? 1 : 0;
            answers += trial.answered() ? 1 : 0;
            probes++;
        }
        inOrder.add(each);
        shuffled.add(groups.plus(tokens, answers, probes));
    }

    private boolean together(int index) {
        return index > 0 && trials.get(index).atNanos() - trials.get(index - 1).atNanos() < TOGETHER_NANOS;
    }

    private double logShuffles() {
        double log = 0;
        int sent = 0;
        int answered = 0;
        for (int i = 0; i < trials.size(); i++) {
            if (!together(i)) {
                sent = 0;
                answered = 0;
            }
            sent++;
            answered += trials.get(i).answered() ? 1 : 0;
            // The binomial coefficient grows with each probe: C(n, k) = C(n - 1, k - 1) n / k = C(n - 1, k) n / (n -
            // k).
            log += Math.log(sent) - Math.log(trials.get(i).answered() ? answered : sent - answered);
        }
        return log;
    }
}
