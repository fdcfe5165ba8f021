// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.loss;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Loss of all that is sent in one span of time, at the hop and behind it. With the same responders before and after it
 * is an outage of the path; with others, the path has changed.
 */
final class Outage {
    /** Lost outside the span, or answered inside. */
    private static final double ERROR = 0.02;
    /** Share of the hops that have another address on a changed path: few, half, or nearly all. */
    private static final double[] OTHER_AFTER_CHANGE = {0.2, 0.5, 0.9};
    /** How often all the hops behind the fault have their old addresses on a changed path. */
    private static final double HIDDEN = 0.05;
    /** How often two answers of a hop come from different addresses without a change: rarely, or by balancing. */
    private static final double OTHER_BY_CHANCE = 0.003;

    private static final double OTHER_BY_BALANCING = 0.5;

    /** Probes of the hop and of those behind it, in the order in which they left. */
    private final List<Trial> line = new ArrayList<>();
    /** Lost before the n-th. */
    private final int[] lostBefore;

    /** For each moment, how much likelier a change of the path at it makes the responders before and after. */
    private final double[] shifts;

    Outage(Evidence evidence) {
        line.addAll(evidence.hop.trials());
        evidence.beyond.forEach(other -> line.addAll(other.trials()));
        line.sort(Comparator.comparingLong(Trial::atNanos));
        lostBefore = new int[line.size() + 1];
        for (int i = 0; i < line.size(); i++) {
            lostBefore[i + 1] = lostBefore[i] + (line.get(i).answered() ? 0 : 1);
        }
        shifts = shifts(evidence);
    }

    private double[] shifts(Evidence evidence) {
        boolean[] differs = new boolean[line.size() + 1];
        double[][] byShare = new double[OTHER_AFTER_CHANGE.length][line.size() + 1];
        for (int i = 0; i < byShare.length; i++) {
            addShifts(evidence.hop, OTHER_AFTER_CHANGE[i], byShare[i], differs);
            for (HopTrials other : evidence.beyond) {
                addShifts(other, OTHER_AFTER_CHANGE[i], byShare[i], differs);
            }
        }
        double[] mean = new double[line.size() + 1];
        for (int at = 0; at < mean.length; at++) {
            int moment = at;
            mean[at] = differs[at]
                    ? LogMath.mean(Arrays.stream(byShare)
                            .mapToDouble(sums -> sums[moment])
                            .toArray())
                    : Math.log(HIDDEN);
        }
        return mean;
    }

    private void addShifts(HopTrials hop, double otherAfterChange, double[] sums, boolean[] differs) {
        List<Trial> answers = hop.trials().stream().filter(Trial::answered).toList();
        int changes = 0;
        for (int i = 1; i < answers.size(); i++) {
            changes += same(answers.get(i - 1), answers.get(i)) ? 0 : 1;
        }
        double chance = changes > 1 ? OTHER_BY_BALANCING : OTHER_BY_CHANCE;
        int next = 0;
        for (int i = 0; i < line.size(); i++) {
            while (next < answers.size()
                    && answers.get(next).atNanos() < line.get(i).atNanos()) {
                next++;
            }
            if (next > 0 && next < answers.size()) {
                boolean same = same(answers.get(next - 1), answers.get(next));
                differs[i] |= !same;
                sums[i] += same ? Math.log((1 - otherAfterChange) / (1 - chance)) : Math.log(otherAfterChange / chance);
            }
        }
    }

    private static boolean same(Trial one, Trial other) {
        Optional<InetAddress> from = one.from();
        return from.equals(other.from());
    }

    /** Logarithm of the probability of all the evidence, if the path is the same afterwards. */
    double logLikelihood() {
        return average(false);
    }

    /** The same if the path is another. */
    double logLikelihoodOfChange() {
        return average(true);
    }

    /**
     * Over all spans of at least one probe. There are many, but few numbers of probes that they can be wrong about, so
     * the weight of each number is summed first.
     */
    private double average(boolean change) {
        int probes = line.size();
        double[] weights = new double[probes + 1];
        for (int from = 0; from < probes; from++) {
            // Nobody answers within the span, so any moment of it has the same answers before and after.
            double weight = change ? Math.exp(shifts[from]) : 1;
            for (int to = from + 1; to <= probes; to++) {
                weights[wrong(from, to)] += weight;
            }
        }
        double[] logs = new double[weights.length];
        for (int wrong = 0; wrong < logs.length; wrong++) {
            logs[wrong] = Math.log(weights[wrong]) + LossGrid.log(probes - wrong, wrong, ERROR);
        }
        return LogMath.sum(logs) - Math.log(probes * (probes + 1) / 2.0);
    }

    /** Lost outside the span, or answered within. */
    private int wrong(int from, int to) {
        int lostInside = lostBefore[to] - lostBefore[from];
        return lostBefore[line.size()] - lostInside + (to - from - lostInside);
    }
}
