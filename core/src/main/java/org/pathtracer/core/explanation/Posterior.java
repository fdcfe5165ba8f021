// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.explanation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Explanations of the same evidence, with their probabilities by Bayes' rule: prior times likelihood, over the sum of
 * all. Collects them one by one.
 *
 * @param <T> explanations
 */
public final class Posterior<T> {
    /**
     * An explanation.
     *
     * @param explanation what it is
     * @param probability 0 to 1
     */
    public record Weighed<T>(T explanation, double probability) {}

    private final List<T> explanations = new ArrayList<>();
    private final List<Double> logWeights = new ArrayList<>();

    /**
     * Adds an explanation.
     *
     * @param prior probability before the evidence, up to a common factor; 0 to leave it out
     * @param logLikelihood logarithm of the probability of the evidence if it is true
     */
    public Posterior<T> add(T explanation, double prior, double logLikelihood) {
        if (prior > 0) {
            explanations.add(explanation);
            logWeights.add(Math.log(prior) + logLikelihood);
        }
        return this;
    }

    /** Returns the explanations, the most probable first. */
    public List<Weighed<T>> weighed() {
        double all = LogSum.of(logWeights);
        List<Weighed<T>> weighed = new ArrayList<>();
        for (int i = 0; i < explanations.size(); i++) {
            weighed.add(new Weighed<>(explanations.get(i), Math.exp(logWeights.get(i) - all)));
        }
        weighed.sort(Comparator.comparingDouble((Weighed<T> one) -> one.probability())
                .reversed());
        return weighed;
    }
}
