// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.loss;

/**
 * A hop that does not answer all that gets to it: it has a token bucket for its ICMP messages (RFC 4443 section 2.4
 * (f), RFC 1812 section 4.3.2.8), or answers less the faster it is asked, or neglects some by chance. What passes it is
 * lost no more than the path loses anyway.
 */
final class OwnLoss {
    /** Probes that follow each other sooner than this are fast ones. */
    private static final long FAST_NANOS = 100_000_000;
    /** Share of what gets to the hop that it leaves unanswered at least. */
    private static final double LEAST = 0.15;

    /** How often each kind is the one, where there is one. */
    private record Kinds(double bucket, double rateDependent, double chance) {}

    private static final Kinds ROUTER = new Kinds(0.5, 0.2, 0.3);
    /** A host counts what it answers, if anything: it does not leave out some by chance. */
    private static final Kinds TARGET = new Kinds(0.7, 0.28, 0.02);

    private OwnLoss() {}

    /** Logarithm of the probability of the hop's answers, by index of the path's loss up to it. */
    static double[] logLikelihoods(HopTrials hop) {
        Kinds kinds = hop.target() ? TARGET : ROUTER;
        TokenBucketModel bucket = new TokenBucketModel(hop.trials());
        double[] dependent = rateDependent(hop);
        double[] logs = new double[LossGrid.SIZE];
        for (int i = 0; i < LossGrid.SIZE; i++) {
            logs[i] = LogMath.sum(
                    Math.log(kinds.bucket) + bucket.logLikelihood(LossGrid.ratio(i)),
                    Math.log(kinds.rateDependent) + dependent[i],
                    Math.log(kinds.chance) + moreThan(hop, LossGrid.ratio(i)));
        }
        return logs;
    }

    private static double leastTotal(double path) {
        return path + LEAST * (1 - path);
    }

    /** All ratios alike that are noticeably more than the path's. */
    private static double moreThan(HopTrials hop, double path) {
        return moreThan(hop.answered(), hop.lost(), path);
    }

    private static double moreThan(int answered, int lost, double path) {
        double[] logs = new double[LossGrid.SIZE];
        double width = 0;
        for (int i = 0; i < LossGrid.SIZE; i++) {
            boolean more = i > 0 && LossGrid.ratio(i) >= leastTotal(path);
            width += more ? LossGrid.width(i) : 0;
            logs[i] = more
                    ? Math.log(LossGrid.width(i)) + LossGrid.log(answered, lost, LossGrid.ratio(i))
                    : Double.NEGATIVE_INFINITY;
        }
        return width == 0 ? Double.NEGATIVE_INFINITY : LogMath.sum(logs) - Math.log(width);
    }

    /** Fast probes lost more often than slow ones, and these no less than by the path: what FADER looks for. */
    private static double[] rateDependent(HopTrials hop) {
        int[] answered = new int[2];
        int[] lost = new int[2];
        long before = 0;
        for (int i = 0; i < hop.trials().size(); i++) {
            Trial trial = hop.trials().get(i);
            int fast = i > 0 && trial.atNanos() - before < FAST_NANOS ? 1 : 0;
            (trial.answered() ? answered : lost)[fast]++;
            before = trial.atNanos();
        }
        double[] logs = new double[LossGrid.SIZE];
        double sum = Double.NEGATIVE_INFINITY;
        double weights = 0;
        for (int slow = LossGrid.SIZE - 1; slow >= 0; slow--) {
            double weight = slow == 0 ? LossGrid.ratio(1) : LossGrid.width(slow);
            weights += weight;
            double ratio = LossGrid.ratio(slow);
            sum = LogMath.sum(
                    sum,
                    Math.log(weight)
                            + LossGrid.log(answered[0], lost[0], ratio)
                            + moreThan(answered[1], lost[1], ratio));
            logs[slow] = sum - Math.log(weights);
        }
        return logs;
    }
}
