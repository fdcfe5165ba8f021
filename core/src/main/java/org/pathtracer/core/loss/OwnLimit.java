// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.loss;

/**
 * A hop that does not answer all that gets to it: it has a token bucket for its ICMP messages (RFC 4443 section 2.4
 * (f), RFC 1812 section 4.3.2.8), or answers less the faster it is asked, or neglects some by chance. What passes it is
 * lost no more than the path loses anyway.
 */
final class OwnLimit {
    /** Probes that follow each other sooner than this are fast ones. */
    private static final long FAST_NANOS = 100_000_000;
    /** Where a hop limits its messages, most paths lose nothing. */
    private static final double CLEAN_PATH = 0.7;

    /** Share of what gets to the hop that it leaves unanswered at least. */
    private static final double LEAST_OWN = 0.15;

    private static final double BUCKET = 0.5;
    private static final double RATE_DEPENDENT = 0.2;
    private static final double CHANCE = 0.3;
    /** Every fourth ratio is enough for averages over two of them. */
    private static final int STEP = 4;

    private OwnLimit() {}

    /** Logarithm of the probability of all the evidence. */
    static double logLikelihood(Evidence evidence) {
        double[] own = ownLoss(evidence.hop);
        double bucket = TokenBucketModel.logLikelihood(evidence.hop.trials());
        double[] logs = new double[LossGrid.SIZE];
        for (int i = 0; i < LossGrid.SIZE; i++) {
            double prior = i == 0 ? Math.log(CLEAN_PATH) : Math.log(1 - CLEAN_PATH) + LossGrid.logPrior(i);
            // What the path loses, a bucket's answers lose as well.
            double passing = evidence.hop.answered() * Math.log1p(-LossGrid.ratio(i));
            logs[i] = prior
                    + evidence.logLikelihoodBeyond(i)
                    + LogMath.sum(Math.log(BUCKET) + bucket + passing, Math.log(1 - BUCKET) + own[i]);
        }
        return LogMath.sum(logs);
    }

    /** By index of the path's loss, with noticeably more than that at the hop. */
    private static double[] ownLoss(HopTrials hop) {
        double[] from = new double[LossGrid.SIZE + 1];
        from[LossGrid.SIZE] = Double.NEGATIVE_INFINITY;
        for (int i = LossGrid.SIZE - 1; i >= 0; i--) {
            from[i] = LogMath.sum(from[i + 1], LossGrid.log(hop.answered(), hop.lost(), LossGrid.ratio(i)));
        }
        double weight = CHANCE / (CHANCE + RATE_DEPENDENT);
        double dependent = Math.log(1 - weight) + rateDependent(hop);
        double[] logs = new double[LossGrid.SIZE];
        for (int i = 0; i < LossGrid.SIZE; i++) {
            int least = noticeablyMore(i);
            double mean = from[least] - Math.log(Math.max(1, LossGrid.SIZE - least));
            logs[i] = LogMath.sum(Math.log(weight) + mean, dependent);
        }
        return logs;
    }

    private static int noticeablyMore(int index) {
        return index + (int) Math.ceil(LEAST_OWN * (LossGrid.SIZE - index));
    }

    /** Fast probes lost more often than slow ones: the difference that FADER looks for. */
    private static double rateDependent(HopTrials hop) {
        int[] answered = new int[2];
        int[] lost = new int[2];
        long before = 0;
        for (int i = 0; i < hop.trials().size(); i++) {
            Trial trial = hop.trials().get(i);
            int fast = i > 0 && trial.atNanos() - before < FAST_NANOS ? 1 : 0;
            (trial.answered() ? answered : lost)[fast]++;
            before = trial.atNanos();
        }
        double sum = Double.NEGATIVE_INFINITY;
        int pairs = 0;
        for (int slow = 0; slow < LossGrid.SIZE; slow += STEP) {
            for (int fast = noticeablyMore(slow); fast < LossGrid.SIZE; fast += STEP) {
                double log = LossGrid.log(answered[0], lost[0], LossGrid.ratio(slow))
                        + LossGrid.log(answered[1], lost[1], LossGrid.ratio(fast));
                sum = LogMath.sum(sum, log);
                pairs++;
            }
        }
        return sum - Math.log(pairs);
    }
}
