// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.diagnose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pathtracer.core.explanation.BranchExplanations;
import org.pathtracer.core.explanation.DelayExplanations;
import org.pathtracer.core.explanation.HopLoss;
import org.pathtracer.core.explanation.LossExplanations;
import org.pathtracer.core.explanation.Posterior;
import org.pathtracer.core.loss.HopTrials;
import org.pathtracer.core.loss.LossDiagnosis;
import org.pathtracer.core.loss.Trial;
import org.pathtracer.trace.LossCause;

/** How well packets get along a path to a target that answers: what is lost, and what waits. */
final class Quality {
    /**
     * Prior probability of a fault of one of these kinds on a path that is asked about. It decides only where the
     * evidence is weak; 0.15 keeps a healthy path with 1 % loss from being called lossy (see the zoo's table).
     */
    private static final double PRIOR = 0.15;
    /** Below the grade A of the scale that bufferbloat tests use (GradingProfile.DSLREPORTS). */
    private static final double WEIGHTY_MILLIS = 30;
    /** A wait that is worth a closer look: half of that. */
    private static final double DOUBTFUL_MILLIS = WEIGHTY_MILLIS / 2;

    /** What depends on the flow, no limit explains: the flows are asked in another order each time. */
    private static final double FLOWS_DIFFER = Math.log(20);

    private final Leg leg;
    private final Leg.Channel channel;
    final List<PathHop> routers;
    private final Set<Integer> limited = new LinkedHashSet<>();
    private final boolean targetLimited;

    Quality(Leg leg, Leg.Channel channel) {
        this.leg = leg;
        this.channel = channel;
        routers = leg.routers();
        targetLimited = judgeLimits();
    }

    /** Which hops leave out answers because they limit them. */
    private boolean judgeLimits() {
        List<HopTrials> path = new ArrayList<>();
        for (PathHop hop : routers) {
            path.add(new HopTrials(hop.ttl, trials(hop.trials())));
        }
        int end = leg.distance().orElse(routers.isEmpty() ? 1 : routers.get(routers.size() - 1).ttl + 1);
        path.add(new HopTrials(end, trials(leg.targetTrials(channel)), true));
        var verdicts = LossDiagnosis.of(path);
        boolean ofTarget = false;
        for (int i = 0; i < Math.min(verdicts.size(), path.size()); i++) {
            if (verdicts.size() == path.size() && verdicts.get(i).cause() == LossCause.RATE_LIMITED) {
                if (i == routers.size()) {
                    ofTarget = true;
                } else {
                    limited.add(i);
                }
            }
        }
        return ofTarget && flowLogOdds() < FLOWS_DIFFER;
    }

    private static List<Trial> trials(List<PathHop.Trial> all) {
        return all.stream().map(one -> new Trial(one.atNanos(), one.from())).toList();
    }

    boolean targetLimited() {
        return targetLimited;
    }

    List<PathHop> limitedRouters() {
        return limited.stream().map(routers::get).toList();
    }

    HopLoss targetLoss() {
        List<PathHop.Trial> trials = leg.targetTrials(channel);
        return loss(trials, true);
    }

    private static HopLoss loss(List<PathHop.Trial> trials, boolean target) {
        int answered = (int) trials.stream().filter(PathHop.Trial::answered).count();
        return new HopLoss(trials.size(), trials.size() - answered, target);
    }

    HopLoss loss(int index) {
        return index == routers.size() ? targetLoss() : loss(routers.get(index).trials(), false);
    }

    /** Links by index: n leads to the n-th router, the last one to the target. */
    List<Posterior.Weighed<Integer>> lossLinks() {
        List<HopLoss> hops = new ArrayList<>();
        for (int i = 0; i < routers.size(); i++) {
            hops.add(limited.contains(i) || !routers.get(i).answers() ? new HopLoss(0, 0, false) : loss(i));
        }
        hops.add(targetLimited ? new HopLoss(0, 0, true) : targetLoss());
        return LossExplanations.of(hops, PRIOR);
    }

    List<Posterior.Weighed<Integer>> delayLinks() {
        List<double[]> excess = new ArrayList<>();
        routers.forEach(hop -> excess.add(excess(List.of(hop.trials()))));
        double[] target = targetExcess();
        excess.add(target);
        return DelayExplanations.of(
                excess,
                PRIOR,
                Math.max(DOUBTFUL_MILLIS, Arrays.stream(target).average().orElse(0)));
    }

    /** By how much round trips exceed the shortest, each flow for itself: flows may go different ways. */
    double[] targetExcess() {
        return excess(leg.target.getOrDefault(channel, Map.of()).values());
    }

    /** Median of {@link #targetExcess}. */
    double typicalWait() {
        double[] excess = targetExcess();
        Arrays.sort(excess);
        return excess.length < 5 ? 0 : excess[excess.length / 2];
    }

    boolean waits() {
        return typicalWait() >= WEIGHTY_MILLIS;
    }

    boolean mayWait() {
        return typicalWait() >= DOUBTFUL_MILLIS;
    }

    static double[] excess(Iterable<List<PathHop.Trial>> flows) {
        List<Double> all = new ArrayList<>();
        for (List<PathHop.Trial> flow : flows) {
            double[] rtts = flow.stream()
                    .filter(PathHop.Trial::answered)
                    .mapToDouble(PathHop.Trial::rttMillis)
                    .sorted()
                    .toArray();
            // The shortest is the measure, and no sample of its own.
            for (int i = 1; i < rtts.length; i++) {
                all.add(rtts[i] - rtts[0]);
            }
        }
        return all.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Logarithm of the odds that flows differ in what they lose. */
    double branchLogOdds() {
        return targetLimited ? Double.NEGATIVE_INFINITY : flowLogOdds();
    }

    private double flowLogOdds() {
        return BranchExplanations.logOdds(leg.target.getOrDefault(channel, Map.of()).values().stream()
                .map(flow -> loss(flow, true))
                .toList());
    }

    Leg leg() {
        return leg;
    }

    Leg.Channel channel() {
        return channel;
    }
}
