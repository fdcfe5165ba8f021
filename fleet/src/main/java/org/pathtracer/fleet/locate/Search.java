// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.locate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Takes one candidate after the other, always the one that explains most of what is not yet explained, until the next
 * one explains less than chance would (Bayesian information criterion, with a price for the choice among many).
 */
final class Search {
    private static final int MOST_FAULTS = 6;
    /**
     * The part of the price from which loss is suspicious: healthy networks pass it less than once in a hundred times.
     */
    private static final double SUSPICIOUS = 0.75;

    private final Counts counts;
    private final List<Candidate> candidates;
    private final double dispersion;
    private final List<Candidate> selected = new ArrayList<>();
    private Fit fit;
    private double nextGain;

    private Search(Counts counts, List<Candidate> candidates, double dispersion) {
        this.counts = counts;
        this.candidates = candidates;
        this.dispersion = dispersion;
        fit = new Fit(counts, selected, Fit.FEW_OTHERS);
    }

    /** Searches twice: what chance does not explain is known only when the faults are. */
    static Search run(Counts counts, List<Candidate> candidates) {
        Search first = new Search(counts, candidates, 1);
        first.go();
        double dispersion = first.fit.dispersion();
        if (dispersion == 1) {
            return first;
        }
        Search second = new Search(counts, candidates, dispersion);
        second.go();
        return second;
    }

    private void go() {
        while (selected.size() < MOST_FAULTS) {
            Candidate next = best(selected);
            Fit with = new Fit(counts, plus(selected, next), Fit.FEW_OTHERS);
            nextGain = 2 * (with.logLikelihood() - fit.logLikelihood()) / dispersion;
            if (nextGain < price()) {
                nextGain = Math.max(nextGain, largestGain());
                return;
            }
            selected.add(next);
            exchange();
            fit = new Fit(counts, selected, Fit.FEW_OTHERS);
        }
        nextGain = 0;
    }

    /** What was taken first may be explained better by another one, now that there is a second. */
    private void exchange() {
        for (int i = 0; i < selected.size() && selected.size() > 1; i++) {
            selected.set(i, best(others(i)));
        }
    }

    /** Twice the gain of what explains most if every path is as shown, which need not be the most probable one. */
    private double largestGain() {
        Candidate most = candidates.stream()
                .filter(one -> !selected.contains(one))
                .max(Comparator.comparingDouble(fit::gain))
                .orElseThrow();
        double with = new Fit(counts, plus(selected, most), Fit.FEW_OTHERS).logLikelihood();
        return 2 * (with - fit.logLikelihood()) / dispersion;
    }

    private Candidate best(List<Candidate> given) {
        return new Ranking(counts, candidates, given, dispersion).best();
    }

    private List<Candidate> others(int index) {
        List<Candidate> others = new ArrayList<>(selected);
        others.remove(index);
        return others;
    }

    private static List<Candidate> plus(List<Candidate> some, Candidate one) {
        List<Candidate> all = new ArrayList<>(some);
        all.add(one);
        return all;
    }

    /** What twice the gain in log-likelihood must exceed. */
    double price() {
        return Math.log((double) counts.sent()) + 2 * Math.log(candidates.size());
    }

    /** Returns the part of the price that the best candidate pays that was not taken. */
    double partOfPrice() {
        return nextGain / price();
    }

    boolean isSuspicious() {
        return nextGain > 2 * Math.log(candidates.size()) + SUSPICIOUS * Math.log((double) counts.sent());
    }

    double background() {
        return fit.background();
    }

    double dispersion() {
        return dispersion;
    }

    /** Returns a fault for each candidate taken, with what else may explain it, given the other faults. */
    List<LocatedFault> faults() {
        List<LocatedFault> faults = new ArrayList<>();
        for (int i = 0; i < selected.size(); i++) {
            faults.add(new Ranking(counts, candidates, others(i), dispersion).fault());
        }
        return faults;
    }
}
