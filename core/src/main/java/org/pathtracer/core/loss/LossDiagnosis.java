// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.loss;

import java.util.List;
import org.pathtracer.LossCause;
import org.pathtracer.LossVerdict;

/**
 * Weighs the causes of a hop's loss: by Bayes' rule, each model's probability is its prior one times the likelihood of
 * the evidence, averaged over the model's unknowns (Kass and Raftery, "Bayes factors", JASA 1995).
 */
public final class LossDiagnosis {
    /** From here on a cause is named. */
    private static final double ENOUGH = 0.9;

    private static final double PRIOR_PATH = 0.4;
    private static final double PRIOR_LIMIT = 0.5;
    private static final double PRIOR_CHANGE = 0.1;
    /** Of loss on the path, the share that comes all at once. */
    private static final double OUTAGES = 0.2;

    private LossDiagnosis() {}

    /**
     * Why the probes of a hop were lost.
     *
     * @param behind the hops behind it, as far as they were probed
     */
    public static LossVerdict of(HopTrials hop, List<HopTrials> behind) {
        if (hop.lost() == 0) {
            return new LossVerdict(LossCause.NONE, hop.sent(), 0);
        } else if (hop.answered() == 0) {
            return new LossVerdict(LossCause.SILENT, hop.sent(), hop.lost());
        }
        Evidence evidence = new Evidence(hop, behind);
        Outage outage = new Outage(evidence);
        double path = Math.log(PRIOR_PATH)
                + LogMath.sum(
                        Math.log(1 - OUTAGES) + SharedLoss.logLikelihood(evidence),
                        Math.log(OUTAGES) + outage.logLikelihood());
        double limit = Math.log(PRIOR_LIMIT) + OwnLimit.logLikelihood(evidence);
        double change = Math.log(PRIOR_CHANGE) + outage.logLikelihoodOfChange();
        double all = LogMath.sum(path, limit, change);
        return verdict(
                Math.exp(path - all), Math.exp(limit - all), Math.exp(change - all), evidence.nothingLostBeyond(), hop);
    }

    private static LossVerdict verdict(
            double path, double limit, double change, boolean nothingLostBeyond, HopTrials hop) {
        LossCause cause = LossCause.UNDECIDED;
        if (limit >= ENOUGH) {
            cause = LossCause.RATE_LIMITED;
        } else if (change >= ENOUGH) {
            cause = LossCause.PATH_CHANGE;
        } else if (path >= ENOUGH && !nothingLostBeyond) {
            // Where all that went on was answered, no probability makes it loss on the path.
            cause = LossCause.PATH;
        }
        return new LossVerdict(cause, path, limit, change, hop.sent(), hop.lost());
    }
}
