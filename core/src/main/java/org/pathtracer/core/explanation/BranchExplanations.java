// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.explanation;

import java.util.Collection;
import java.util.List;

/**
 * Whether some flows lose packets and others do not, as behind a load balancer with one bad branch, or all lose the
 * same. What is unknown in both is averaged over, in steps so fine that no explanation wins by a step that fits better.
 *
 * <p>The routers are witnesses: if all flows lose the same at one link, every router behind it loses as much. If the
 * flows part, a router behind loses as much only where its probes took a bad way, and the first router loses nothing,
 * since no flows part before it.
 */
public final class BranchExplanations {
    /** One bad way of two to eight, or all but one of them. */
    private static final double[] SHARES = {0.125, 0.17, 0.25, 0.33, 0.5, 0.67, 0.75, 0.85};

    private static final double LEAST = 0.0005;
    private static final double MOST = 0.995;
    private static final int STEPS = 32;
    /** A bad branch loses a share of a tenth or more: less can't be told apart with the packets that there are. */
    private static final double LEAST_BAD = 0.1;
    /** What the good branches may lose, as in {@link LossExplanations}. */
    private static final double[] USUAL = {0.001, 0.003, 0.01};

    private BranchExplanations() {}

    /**
     * Returns how much more likely the evidence is if the flows differ, as a logarithm.
     *
     * @param flows what each flow to the target lost
     */
    public static double logOdds(Collection<HopLoss> flows) {
        return logOdds(flows, 0, List.of(), List.of());
    }

    /**
     * Returns how much more likely the evidence is if the flows differ, as a logarithm.
     *
     * @param flows what each flow to the target lost
     * @param routers how many there are
     * @param oneFlow what routers lost of the packets of one flow to the target, which share one way
     * @param ownFlows what routers lost of packets sent to themselves: each is a flow of its own
     */
    public static double logOdds(
            Collection<HopLoss> flows, int routers, List<HopLoss> oneFlow, List<HopLoss> ownFlows) {
        LogSum differ = new LogSum();
        int cases = 0;
        for (double loss : steps(LEAST_BAD)) {
            Witnesses witnesses = new Witnesses(routers, oneFlow, ownFlows, loss);
            for (double share : SHARES) {
                double seen = witnesses.ifFlowsDiffer(share);
                for (double usual : USUAL) {
                    differ.add(differ(flows, share, loss, usual) + seen);
                    cases++;
                }
            }
        }
        LogSum same = new LogSum();
        double[] common = steps(LEAST);
        for (double loss : common) {
            double log = new Witnesses(routers, oneFlow, ownFlows, loss).ifAllLoseTheSame();
            for (HopLoss flow : flows) {
                log += binomial(flow, loss);
            }
            same.add(log);
        }
        return differ.log() - Math.log(cases) - same.log() + Math.log(common.length);
    }

    private static double differ(Collection<HopLoss> flows, double share, double loss, double usual) {
        double log = 0;
        for (HopLoss flow : flows) {
            log += either(share, binomial(flow, loss), binomial(flow, usual));
        }
        return log;
    }

    /** The logarithm of the mean of two likelihoods; the first has this weight. */
    private static double either(double weight, double first, double second) {
        LogSum either = new LogSum();
        either.add(Math.log(1 - weight) + second);
        either.add(Math.log(weight) + first);
        return either.log();
    }

    /** The likelihood of what the routers show, if the lossy part of the path loses this share. */
    private static final class Witnesses {
        private static final double QUIET = 1 - USUAL[1];

        private final int routers;
        private final double[] quiet;
        private final double[] lossy;
        private final double[] quietOwn;
        private final double[] lossyOwn;

        Witnesses(int routers, List<HopLoss> oneFlow, List<HopLoss> ownFlows, double loss) {
            this.routers = routers;
            quiet = LossExplanations.byLink(oneFlow, routers, QUIET);
            lossy = LossExplanations.byLink(oneFlow, routers, QUIET * (1 - loss));
            quietOwn = LossExplanations.byLink(ownFlows, routers, QUIET);
            lossyOwn = LossExplanations.byLink(ownFlows, routers, QUIET * (1 - loss));
        }

        /** The lossy link leads to any of the routers, or from the last one to the target. */
        double ifAllLoseTheSame() {
            double log = LossExplanations.sum(quiet) + LossExplanations.sum(quietOwn);
            LogSum places = new LogSum();
            places.add(log);
            for (int link = routers - 1; link >= 0; link--) {
                log += lossy[link] - quiet[link] + lossyOwn[link] - quietOwn[link];
                places.add(log);
            }
            return places.log() - Math.log(routers + 1.0);
        }

        /** The flows part behind any of the routers. */
        double ifFlowsDiffer(double share) {
            if (routers == 0) {
                return 0;
            }
            double before = LossExplanations.sum(quiet) + LossExplanations.sum(quietOwn);
            double quietBehind = 0;
            double lossyBehind = 0;
            double ownBehind = 0;
            LogSum places = new LogSum();
            places.add(before);
            for (int link = routers - 1; link > 0; link--) {
                before -= quiet[link] + quietOwn[link];
                quietBehind += quiet[link];
                lossyBehind += lossy[link];
                ownBehind += either(share, lossyOwn[link], quietOwn[link]);
                places.add(before + either(share, lossyBehind, quietBehind) + ownBehind);
            }
            return places.log() - Math.log(routers);
        }
    }

    /** Evenly spread over the log-odds. */
    private static double[] steps(double least) {
        double from = Math.log(least / (1 - least));
        double to = Math.log(MOST / (1 - MOST));
        double[] steps = new double[STEPS];
        for (int i = 0; i < STEPS; i++) {
            steps[i] = 1 / (1 + Math.exp(-(from + (to - from) * i / (STEPS - 1))));
        }
        return steps;
    }

    private static double binomial(HopLoss flow, double loss) {
        return flow.lost() * Math.log(loss) + (flow.sent() - flow.lost()) * Math.log(1 - loss);
    }
}
