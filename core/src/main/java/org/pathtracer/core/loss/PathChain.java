// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.loss;

import java.util.Arrays;
import java.util.List;

/**
 * Loss along a path whose losses do not depend on each other: from hop to hop it stays, or seldom becomes more, and
 * what a hop loses beyond that is its own. A hidden Markov model along the hops; what it says of each hop comes from
 * all of them, by its forward-backward algorithm (Rabiner, "A Tutorial on Hidden Markov Models", 1989).
 */
final class PathChain {
    /** How often a link adds loss. */
    static final double LOSSY_LINK = 0.03;

    private static final double[][] LOG_STEPS = logSteps();

    private final List<HopLikelihood> hops;
    private final double[][] forward;
    private final double[][] backward;

    PathChain(List<HopLikelihood> hops) {
        this.hops = hops;
        int count = hops.size();
        forward = new double[count][];
        backward = new double[count][LossGrid.SIZE];
        double[] before = new double[LossGrid.SIZE];
        Arrays.fill(before, Double.NEGATIVE_INFINITY);
        before[0] = 0;
        for (int hop = 0; hop < count; hop++) {
            forward[hop] = onward(before);
            before = with(forward[hop], hops.get(hop));
        }
        for (int hop = count - 2; hop >= 0; hop--) {
            backward[hop] = back(with(backward[hop + 1], hops.get(hop + 1)));
        }
    }

    private static double[][] logSteps() {
        double[][] logs = new double[LossGrid.SIZE][LossGrid.SIZE];
        for (int from = 0; from < LossGrid.SIZE; from++) {
            double weights = 0;
            for (int to = from + 1; to < LossGrid.SIZE; to++) {
                weights += LossGrid.pathWeight(to);
            }
            for (int to = from + 1; to < LossGrid.SIZE; to++) {
                logs[from][to] = Math.log(LOSSY_LINK * LossGrid.pathWeight(to) / weights);
            }
            logs[from][from] = weights == 0 ? 0 : Math.log1p(-LOSSY_LINK);
        }
        return logs;
    }

    private static double[] onward(double[] logs) {
        double[] result = new double[LossGrid.SIZE];
        double[] terms = new double[LossGrid.SIZE];
        for (int to = 0; to < LossGrid.SIZE; to++) {
            Arrays.fill(terms, Double.NEGATIVE_INFINITY);
            for (int from = 0; from <= to; from++) {
                terms[from] = logs[from] + LOG_STEPS[from][to];
            }
            result[to] = LogMath.sum(terms);
        }
        return result;
    }

    private static double[] back(double[] logs) {
        double[] result = new double[LossGrid.SIZE];
        double[] terms = new double[LossGrid.SIZE];
        for (int from = 0; from < LossGrid.SIZE; from++) {
            Arrays.fill(terms, Double.NEGATIVE_INFINITY);
            for (int to = from; to < LossGrid.SIZE; to++) {
                terms[to] = logs[to] + LOG_STEPS[from][to];
            }
            result[from] = LogMath.sum(terms);
        }
        return result;
    }

    private static double[] with(double[] logs, HopLikelihood hop) {
        double[] result = new double[LossGrid.SIZE];
        for (int i = 0; i < LossGrid.SIZE; i++) {
            result[i] = logs[i] + hop.either(i);
        }
        return result;
    }

    /** Logarithm of the probability of all the evidence with the hop's loss being mostly the path's. */
    double path(int hop) {
        HopLikelihood likelihood = hops.get(hop);
        double[] logs = new double[2 * LossGrid.SIZE];
        for (int i = 0; i < LossGrid.SIZE; i++) {
            logs[2 * i] = at(hop, i) + likelihood.plain(i);
            logs[2 * i + 1] =
                    mostlyThePath(likelihood.hop, i) ? at(hop, i) + likelihood.own(i) : Double.NEGATIVE_INFINITY;
        }
        return LogMath.sum(logs);
    }

    /** The same with the loss being mostly the hop's own. */
    double own(int hop) {
        HopLikelihood likelihood = hops.get(hop);
        double[] logs = new double[LossGrid.SIZE];
        for (int i = 0; i < LossGrid.SIZE; i++) {
            logs[i] = mostlyThePath(likelihood.hop, i) ? Double.NEGATIVE_INFINITY : at(hop, i) + likelihood.own(i);
        }
        return LogMath.sum(logs);
    }

    private static boolean mostlyThePath(HopTrials hop, int pathLoss) {
        return 2 * LossGrid.ratio(pathLoss) * hop.sent() >= hop.lost();
    }

    private double at(int hop, int pathLoss) {
        return forward[hop][pathLoss] + backward[hop][pathLoss];
    }
}
