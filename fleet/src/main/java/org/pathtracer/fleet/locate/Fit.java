// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.locate;

import java.util.Arrays;
import java.util.List;

/**
 * The most likely loss of some candidates, if they and a common background explain all that was lost. Each packet of a
 * path is lost by the background, or by any of the path's candidates, independently of each other (binomial counts). A
 * path may also be another one than its trace showed, whose loss says nothing of the candidates. The rates are found by
 * expectation maximization.
 */
final class Fit {
    private static final int ROUNDS = 30;
    private static final int QUICK_ROUNDS = 6;
    /** In the first rounds every path is as shown: otherwise those that lose most would be taken for others at once. */
    private static final int TRUSTING_ROUNDS = 3;

    private static final double CONVERGED = 1e-3;
    /** No network loses nothing at all: one stray packet must not need a fault to explain it. */
    private static final double LEAST_BACKGROUND = 2e-4;
    /** How many paths are not what their traces showed, where it is asked whether packets are lost at all. */
    static final double FEW_OTHERS = 1e-5;
    /** The same where links are compared: one path whose trace was wrong must not decide. */
    static final double SOME_OTHERS = 0.05;

    private static final double MOST = 1 - 1e-9;

    private final Counts counts;
    private final List<Candidate> candidates;
    private final double otherPath;
    private final double[] rates;
    /** What gets through each path. */
    private final double[] survival;
    /** How probable it is that each path is as shown. */
    private final double[] shown;

    private double background;
    private double logLikelihood;

    Fit(Counts counts, List<Candidate> candidates, double otherPath) {
        this.counts = counts;
        this.candidates = candidates;
        this.otherPath = otherPath;
        rates = new double[candidates.size()];
        survival = new double[counts.size()];
        shown = new double[counts.size()];
        background = Math.max(LEAST_BACKGROUND, (candidates.isEmpty() ? 1 : 0.1) * counts.share());
        for (int i = 0; i < rates.length; i++) {
            rates[i] = first(candidates.get(i));
        }
        double before = Double.NEGATIVE_INFINITY;
        look();
        for (int round = 0;
                round < ROUNDS && (round <= TRUSTING_ROUNDS || logLikelihood - before > CONVERGED);
                round++) {
            before = logLikelihood;
            if (round < TRUSTING_ROUNDS) {
                Arrays.fill(shown, 1);
            }
            improve();
            look();
        }
    }

    private double first(Candidate candidate) {
        return Math.min(0.98, Math.max(0.01, counts.share(candidate.paths())));
    }

    private void look() {
        Arrays.fill(survival, 1 - background);
        for (int i = 0; i < rates.length; i++) {
            for (int path : candidates.get(i).paths()) {
                survival[path] *= 1 - rates[i];
            }
        }
        logLikelihood = 0;
        for (int path = 0; path < survival.length; path++) {
            double asShown = (1 - otherPath) * Math.exp(counts.logRatio(path, survival[path]));
            shown[path] = asShown / (asShown + otherPath);
            logLikelihood += Math.log(asShown + otherPath);
        }
    }

    private void improve() {
        double lostByBackground = 0;
        double sent = 0;
        for (int path = 0; path < survival.length; path++) {
            lostByBackground += shown[path] * counts.lost(path) * background / (1 - survival[path]);
            sent += shown[path] * counts.sent(path);
        }
        for (int i = 0; i < rates.length; i++) {
            double lost = 0;
            double crossed = 0;
            for (int path : candidates.get(i).paths()) {
                lost += shown[path] * counts.lost(path) * rates[i] / (1 - survival[path]);
                crossed += shown[path] * counts.sent(path);
            }
            rates[i] = Math.min(MOST, lost / Math.max(1, crossed));
        }
        background = Math.min(MOST, Math.max(LEAST_BACKGROUND, lostByBackground / Math.max(1, sent)));
    }

    double logLikelihood() {
        return logLikelihood;
    }

    /** Returns about by how much another candidate would raise the likelihood, if all else stayed as it is. */
    double gain(Candidate other) {
        if (counts.lost(other.paths()) == 0) {
            return 0;
        }
        double rate = first(other);
        for (int round = 0; round < QUICK_ROUNDS; round++) {
            double lost = 0;
            double crossed = 0;
            for (int path : other.paths()) {
                double with = survival[path] * (1 - rate);
                double asShown = (1 - otherPath) * Math.exp(counts.logRatio(path, with));
                double part = round < TRUSTING_ROUNDS ? 1 : asShown / (asShown + otherPath);
                lost += part * counts.lost(path) * rate / (1 - with);
                crossed += part * counts.sent(path);
            }
            rate = Math.min(MOST, lost / Math.max(1, crossed));
        }
        double gain = 0;
        for (int path : other.paths()) {
            gain += mixed(path, survival[path] * (1 - rate)) - mixed(path, survival[path]);
        }
        return gain;
    }

    private double mixed(int path, double through) {
        return Math.log((1 - otherPath) * Math.exp(counts.logRatio(path, through)) + otherPath);
    }

    double background() {
        return background;
    }

    double rate(int candidate) {
        return rates[candidate];
    }

    /**
     * Returns by how much counts vary more than chance says, at least 1: where loss comes in bursts, each packet is
     * less evidence than it seems.
     */
    double dispersion() {
        double sum = 0;
        double paths = 0;
        for (int path = 0; path < survival.length; path++) {
            double expected = counts.sent(path) * (1 - survival[path]);
            double difference = counts.lost(path) - expected;
            // The half keeps single losses where nearly none is expected from being all of it.
            sum += shown[path] * difference * difference / (expected * survival[path] + 0.5);
            paths += shown[path];
        }
        return Math.max(1, sum / Math.max(1, paths - rates.length - 1));
    }
}
