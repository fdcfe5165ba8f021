// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.loss;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Loss of all that is sent in one span of time, at a hop and behind it. With the same responders before and after it is
 * an outage of the path; with others, the path has changed.
 */
final class Outage {
    /** Lost outside the span, or answered inside. */
    private static final double[] ERRORS = {0.002, 0.02};
    /** Share of the hops that have another address on a changed path: few to most. */
    private static final double[] OTHER_AFTER_CHANGE = {0.1, 0.4, 0.8};
    /** Probes that meet an outage, on average. */
    private static final double[] LENGTHS = {3, 6, 12, 24, 48, 96};

    private static final double FIRST_AFTER_CHANGE = 0.95;
    /** How often two answers of a hop come from different addresses without a change: rarely, or by balancing. */
    private static final double OTHER_BY_CHANCE = 0.0001;

    private static final double OTHER_BY_BALANCING = 0.5;
    /** Share of the hops behind a balancer of packets. */
    private static final double BALANCED = 0.03;

    /** One outage in so many probes is as usual as one in all of fewer. */
    private static final int USUAL_PROBES = 100;

    private final Line line;
    /** For each moment, how much likelier a change of the path at it makes the responders before and after. */
    private final double[] shifts;

    /**
     * An outage for these probes.
     *
     * @param responders hops that may have other addresses afterwards; at least the first of them, if it is so
     */
    Outage(Line line, List<HopTrials> responders) {
        this.line = line;
        double[][] byShare = new double[OTHER_AFTER_CHANGE.length][line.size()];
        for (int i = 0; i < byShare.length; i++) {
            for (HopTrials hop : responders) {
                addShifts(hop, OTHER_AFTER_CHANGE[i], byShare[i]);
            }
        }
        // A router that takes another's place changes one address, which may not have been seen again.
        double[] first = new double[line.size()];
        addShifts(responders.get(0), FIRST_AFTER_CHANGE, first);
        shifts = new double[line.size()];
        for (int at = 0; at < shifts.length; at++) {
            int moment = at;
            double several = LogMath.mean(
                    Arrays.stream(byShare).mapToDouble(sums -> sums[moment]).toArray());
            shifts[at] = LogMath.mean(first[at], several);
        }
    }

    private void addShifts(HopTrials hop, double otherAfterChange, double[] sums) {
        List<Trial> answers = hop.trials().stream().filter(Trial::answered).toList();
        int changes = 0;
        for (int i = 1; i < answers.size(); i++) {
            changes += same(answers.get(i - 1), answers.get(i)) ? 0 : 1;
        }
        // Few answers of a balanced hop may look like one change, too.
        double once = Math.max(OTHER_BY_CHANCE, BALANCED * Math.pow(OTHER_BY_BALANCING, answers.size() - 1));
        double chance = changes > 1 ? OTHER_BY_BALANCING : once;
        int next = 0;
        for (int i = 0; i < line.size(); i++) {
            while (next < answers.size()
                    && answers.get(next).atNanos() - line.get(i).atNanos() < 0) {
                next++;
            }
            if (next > 0 && next < answers.size()) {
                boolean same = same(answers.get(next - 1), answers.get(next));
                sums[i] += same ? Math.log((1 - otherAfterChange) / (1 - chance)) : Math.log(otherAfterChange / chance);
            }
        }
    }

    private static boolean same(Trial one, Trial other) {
        Optional<InetAddress> from = one.from();
        return from.equals(other.from());
    }

    /** Logarithm of the probability of the line, if the path is the same afterwards. */
    double logLikelihood() {
        return average(false);
    }

    /** The same if the path is another. */
    double logLikelihoodOfChange() {
        return average(true);
    }

    /** Over all beginnings, and over lengths: each as usual as one twice as long. */
    private double average(boolean change) {
        double[] logs = new double[LENGTHS.length * ERRORS.length];
        int next = 0;
        for (double length : LENGTHS) {
            for (double error : ERRORS) {
                logs[next++] = average(change, length, error);
            }
        }
        return LogMath.mean(logs);
    }

    /** From the end on: what follows the span, and what follows a moment in it, for each moment. */
    private double average(boolean change, double length, double error) {
        int probes = line.size();
        double[] before = new double[probes + 1];
        for (int i = 0; i < probes; i++) {
            before[i + 1] = before[i] + Math.log(line.get(i).answered() ? 1 - error : error);
        }
        double sum = Double.NEGATIVE_INFINITY;
        double inside = 0;
        for (int from = probes - 1; from >= 0; from--) {
            double after = before[probes] - before[from + 1];
            inside = Math.log(line.get(from).answered() ? error : 1 - error)
                    + LogMath.sum(after - Math.log(length), inside + Math.log1p(-1 / length));
            // Nothing is answered within the span, so any moment of it has the same answers before and after.
            sum = LogMath.sum(sum, before[from] + (change ? shifts[from] : 0) + inside);
        }
        return sum - Math.log(Math.min(probes, USUAL_PROBES));
    }
}
