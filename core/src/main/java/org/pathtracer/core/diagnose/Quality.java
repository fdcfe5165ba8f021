// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.diagnose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pathtracer.Protocol;
import org.pathtracer.core.explanation.BranchExplanations;
import org.pathtracer.core.explanation.DelayExplanations;
import org.pathtracer.core.explanation.HopLoss;
import org.pathtracer.core.explanation.LossBursts;
import org.pathtracer.core.explanation.LossExplanations;
import org.pathtracer.core.explanation.Posterior;

/** How well packets get along a path to a target that answers: what is lost, and what waits. */
final class Quality {
    /**
     * Prior probability of a fault of one of these kinds on a path that is asked about. It decides only where the
     * evidence is weak.
     */
    private static final double PRIOR = 0.1;
    /** Below the grade A of the scale that bufferbloat tests use (GradingProfile.DSLREPORTS). */
    private static final double WEIGHTY_MILLIS = 30;
    /** A wait that is worth a closer look, since further round trips may show it to be weighty. */
    private static final double DOUBTFUL_MILLIS = 0.8 * WEIGHTY_MILLIS;

    /** Time exceeded messages are limited by most routers, if often at rates that these probes do not reach. */
    private static final double OWN_EXPIRED = 0.3;
    /** Echo replies are seldom limited (RFC 1812 section 4.3.2.8). */
    private static final double OWN_DIRECT = 0.1;
    /**
     * A target that leaves out echo replies at random, and not by a limit, is itself at fault: rare. Connections that
     * it does not accept are lost to applications, and can't be told from loss at its own link.
     */
    private static final double OWN_TARGET = 0.005;

    /** A router is asked until it has shown that it leaves out answers: else none would be that was asked seldom. */
    private static final double OWN_HOPED = 0.02;
    /** Less is usual. */
    private static final double LEAST_SHARE = 0.01;

    private final Leg leg;
    private final Leg.Channel channel;
    private final boolean targetLimited;
    private final double flowLogOdds;
    private final double burst;
    final List<PathHop> routers;

    Quality(Leg leg, Leg.Channel channel) {
        this.leg = leg;
        this.channel = channel;
        routers = leg.routers();
        burst = burst(leg.targetTrials(channel));
        flowLogOdds = BranchExplanations.logOdds(flowLosses(channel));
        targetLimited = Limits.ofTarget(leg, channel) && flowLogOdds < Limits.FLOWS_DIFFER;
    }

    private static double burst(List<PathHop.Trial> trials) {
        LossBursts bursts = new LossBursts();
        trials.stream()
                .sorted(Comparator.comparingLong(PathHop.Trial::atNanos))
                .forEach(trial -> bursts.add(trial.answered()));
        return bursts.length();
    }

    boolean targetLimited() {
        return targetLimited;
    }

    List<PathHop> limitedRouters() {
        return new Limits(leg, channel, routers).routers();
    }

    /** Of the probes that measure the path; as they were counted. */
    HopLoss targetLoss() {
        return counted(routers.size(), leg.targetTrials(channel));
    }

    double lossShare() {
        HopLoss loss = targetLoss();
        return loss.sent() == 0 ? 0 : loss.lost() / loss.sent();
    }

    HopLoss loss(int index) {
        return index == routers.size()
                ? targetLoss()
                : counted(index, routers.get(index).trials());
    }

    private static HopLoss counted(int link, Collection<PathHop.Trial> trials) {
        long answered = trials.stream().filter(PathHop.Trial::answered).count();
        return new HopLoss(link, trials.size(), trials.size() - answered, 0);
    }

    /** Losses that come together count as one. */
    private HopLoss weighed(int link, Collection<PathHop.Trial> trials, double own) {
        HopLoss loss = counted(link, trials);
        return new HopLoss(link, loss.sent() / burst, loss.lost() / burst, own);
    }

    private List<HopLoss> directLosses() {
        List<HopLoss> losses = new ArrayList<>();
        for (int i = 0; i < routers.size(); i++) {
            if (routers.get(i).answersDirectly()) {
                losses.add(weighed(i, routers.get(i).direct, OWN_DIRECT));
            }
        }
        return losses;
    }

    private List<HopLoss> expiredLosses() {
        List<HopLoss> losses = new ArrayList<>();
        for (int i = 0; i < routers.size(); i++) {
            if (routers.get(i).expired.stream().anyMatch(PathHop.Trial::answered)) {
                losses.add(weighed(i, routers.get(i).expired, OWN_EXPIRED));
            }
        }
        return losses;
    }

    /** Links by index: n leads to the n-th router, the last one to the target. */
    List<Posterior.Weighed<Integer>> lossLinks() {
        List<HopLoss> evidence = new ArrayList<>(directLosses());
        evidence.addAll(expiredLosses());
        for (Leg.Channel asked : leg.target.keySet()) {
            boolean main = asked.equals(channel);
            if (leg.answers(asked) && asked.protocol() != Protocol.UDP && !(main && targetLimited)) {
                evidence.add(weighed(routers.size(), leg.targetTrials(asked), main ? ownOfTarget() : OWN_DIRECT));
            }
        }
        return LossExplanations.of(evidence, priors());
    }

    /**
     * The local link is as likely to be at fault as all others together, since each kind of fault is as likely as any
     * other. Among these, two links between which no router shows are twice as likely as one.
     */
    private double[] priors() {
        double[] spans = new double[routers.size() + 1];
        int before = 0;
        for (int i = 0; i < spans.length; i++) {
            int ttl = i < routers.size() ? routers.get(i).ttl : leg.distance().orElse(before + 1);
            spans[i] = Math.max(1, ttl - before);
            before = ttl;
        }
        double[] priors = new double[spans.length];
        double others = Arrays.stream(spans).sum() - 1;
        for (int i = 0; i < spans.length; i++) {
            double beyond = i == 0 ? spans[i] - 1 : spans[i];
            priors[i] = PRIOR / 2 * ((i == 0 ? 1 : 0) + (others == 0 ? 0 : beyond / others));
        }
        return priors;
    }

    /** How much a further probe to each router tells: little, if it leaves out many answers for reasons of its own. */
    double[] worth() {
        double[] worth = new double[routers.size()];
        for (int i = 0; i < worth.length; i++) {
            PathHop hop = routers.get(i);
            worth[i] = worth(i, isAskedDirectly(i) ? hop.direct : hop.expired, OWN_HOPED);
        }
        return worth;
    }

    /** Echo requests don't run into the limits of time exceeded messages, unless the router ignores them. */
    boolean isAskedDirectly(int index) {
        PathHop hop = routers.get(index);
        return worth(index, hop.direct, OWN_DIRECT) >= worth(index, hop.expired, OWN_EXPIRED) / 2;
    }

    private double worth(int index, List<PathHop.Trial> trials, double own) {
        return LossExplanations.worth(weighed(index, trials, own), Math.max(LEAST_SHARE, lossShare()));
    }

    private double ownOfTarget() {
        return channel.protocol() == Protocol.TCP ? 0 : OWN_TARGET;
    }

    List<Posterior.Weighed<Integer>> delayLinks() {
        List<double[]> excess = new ArrayList<>();
        routers.forEach(hop -> excess.add(Waits.of(hop)));
        double[] target = targetExcess();
        excess.add(target);
        return DelayExplanations.of(
                excess,
                PRIOR,
                Math.max(DOUBTFUL_MILLIS, Arrays.stream(target).average().orElse(0)));
    }

    double[] targetExcess() {
        return Waits.excess(leg.target.getOrDefault(channel, Map.of()).values());
    }

    /**
     * Mean of {@link #targetExcess} without the longest twentieth, which a busy processor explains. A median would miss
     * a queue that is empty half of the time.
     */
    double typicalWait() {
        double[] excess = targetExcess();
        Arrays.sort(excess);
        int usual = excess.length - (excess.length + 19) / 20;
        return usual < 4 ? 0 : Arrays.stream(excess, 0, usual).average().orElse(0);
    }

    boolean waits() {
        return typicalWait() >= WEIGHTY_MILLIS;
    }

    boolean mayWait() {
        return typicalWait() >= DOUBTFUL_MILLIS;
    }

    /** Whether a queue that is full explains what is lost. */
    boolean overflows() {
        return targetLoss().lost() > 0 && overflow().explainsLosses(burst);
    }

    int lostWhileLong() {
        return overflow().lostWhileLong();
    }

    private Overflow overflow() {
        return new Overflow(leg.targetTrials(channel));
    }

    /** Logarithm of the odds that flows differ in what they lose, by what they and the routers show. */
    double branchLogOdds() {
        if (targetLimited) {
            return Double.NEGATIVE_INFINITY;
        }
        // Routers leave out answers for more reasons than are weighed here: they speak against only.
        double withRouters =
                BranchExplanations.logOdds(flowLosses(channel), routers.size(), expiredLosses(), directLosses());
        return Math.min(Math.min(flowLogOdds, withRouters), BranchExplanations.logOdds(allFlowLosses()));
    }

    /** Of few losses all may be those of one flow. Flows of other protocols that all lose the same speak against it. */
    private List<HopLoss> allFlowLosses() {
        return leg.target.keySet().stream()
                .filter(asked -> leg.answers(asked) && asked.protocol() != Protocol.UDP)
                .flatMap(asked -> flowLosses(asked).stream())
                .toList();
    }

    private List<HopLoss> flowLosses(Leg.Channel asked) {
        return leg.target.getOrDefault(asked, new TreeMap<>()).values().stream()
                .map(flow -> weighed(routers.size(), flow, 0))
                .toList();
    }

    Leg leg() {
        return leg;
    }

    Leg.Channel channel() {
        return channel;
    }
}
