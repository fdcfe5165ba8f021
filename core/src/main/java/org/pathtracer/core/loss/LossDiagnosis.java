// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.loss;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.pathtracer.result.LossVerdictRecord;
import org.pathtracer.trace.LossCause;
import org.pathtracer.trace.LossVerdict;

/**
 * Weighs the causes of each hop's loss by what all hops of the path have shown: by Bayes' rule, each model's
 * probability is its prior one times the likelihood of the evidence, averaged over the model's unknowns (Kass and
 * Raftery, "Bayes factors", JASA 1995).
 */
public final class LossDiagnosis {
    /** From here on a cause is named. */
    private static final double ENOUGH = 0.9;
    /** What would be such luck is not taken for luck. */
    private static final double LUCK = 0.05;

    private final List<HopTrials> path;
    private final List<HopLikelihood> likelihoods;
    private final PathChain chain;
    private final Together together;
    private final CommonPolicy policy;
    /** Hops that lose on their own more likely than not, as far as losses don't depend on each other. */
    private final BitSet suspects = new BitSet();

    private LossDiagnosis(List<HopTrials> path) {
        this.path = path;
        likelihoods = path.stream().map(HopLikelihood::new).toList();
        chain = new PathChain(likelihoods);
        together = new Together(likelihoods);
        policy = new CommonPolicy(path);
        for (int hop = 0; hop < path.size(); hop++) {
            suspects.set(hop, likelihoods.get(hop).lossy() && chain.own(hop) > chain.path(hop));
        }
    }

    /**
     * Why the probes of each hop were lost.
     *
     * @param path the hops in the order of their TTLs, as far as they were probed
     */
    public static List<LossVerdict> of(List<HopTrials> path) {
        boolean judge = path.stream().anyMatch(hop -> hop.lost() > 0 && hop.answered() > 0);
        List<LossVerdict> verdicts = new ArrayList<>();
        LossDiagnosis diagnosis = judge ? new LossDiagnosis(path) : null;
        for (int hop = 0; hop < path.size(); hop++) {
            HopTrials trials = path.get(hop);
            if (trials.lost() == 0) {
                verdicts.add(new LossVerdictRecord(LossCause.NONE, trials.sent(), 0));
            } else if (trials.answered() == 0) {
                verdicts.add(new LossVerdictRecord(LossCause.SILENT, trials.sent(), trials.lost()));
            } else if (diagnosis != null) {
                verdicts.add(diagnosis.verdict(hop));
            }
        }
        return verdicts;
    }

    private LossVerdict verdict(int hop) {
        double path = chain.path(hop);
        double limit = LogMath.sum(chain.own(hop), policy.logLikelihood(hop));
        double change = Double.NEGATIVE_INFINITY;
        for (BitSet own : assumptions(hop)) {
            Together.Weights weights = together.with(own);
            if (own.get(hop)) {
                limit = LogMath.sum(limit, weights.samePath(), weights.changedPath());
            } else {
                path = LogMath.sum(path, weights.samePath());
                change = LogMath.sum(change, weights.changedPath());
            }
        }
        double all = LogMath.sum(path, limit, change);
        return verdict(Math.exp(path - all), Math.exp(limit - all), Math.exp(change - all), hop);
    }

    /** Which hops may lose on their own where the path's losses come together: this one or not, the suspects or not. */
    private Set<BitSet> assumptions(int hop) {
        Set<BitSet> all = new LinkedHashSet<>();
        for (BitSet others : List.of(suspects, new BitSet())) {
            for (boolean own : new boolean[] {false, true}) {
                BitSet set = (BitSet) others.clone();
                set.set(hop, own);
                all.add(set);
            }
        }
        return all;
    }

    private LossVerdict verdict(double path, double limit, double change, int hop) {
        LossCause cause = LossCause.UNDECIDED;
        if (limit >= ENOUGH) {
            cause = LossCause.RATE_LIMITED;
        } else if (change >= ENOUGH) {
            cause = LossCause.PATH_CHANGE;
        } else if (path >= ENOUGH && !nothingLostBeyond(hop)) {
            // Where all that went on was answered, no probability makes it loss on the path.
            cause = LossCause.PATH;
        }
        HopTrials trials = this.path.get(hop);
        return new LossVerdictRecord(cause, path, limit, change, trials.sent(), trials.lost());
    }

    /**
     * Whether what goes on behind this hop is not lost: all hops there answered everything, or one of them so much that
     * it can't be luck.
     */
    private boolean nothingLostBeyond(int hop) {
        List<HopTrials> beyond = path.subList(hop + 1, path.size()).stream()
                .filter(other -> other.answered() > 0)
                .toList();
        double ratio = (double) path.get(hop).lost() / path.get(hop).sent();
        return !beyond.isEmpty()
                && (beyond.stream().allMatch(other -> other.lost() == 0)
                        || beyond.stream()
                                .anyMatch(other -> other.lost() == 0
                                        && LossGrid.log(other.answered(), 0, ratio) < Math.log(LUCK)));
    }
}
