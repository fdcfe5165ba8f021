// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.explanation;

import java.util.List;

/**
 * At which hop packets begin to wait for varying times. All answers from behind a queue show the waiting, those from
 * before do not; a router that is slow to answer shows it alone.
 */
public final class DelayExplanations {
    /** Index of the explanation that no hop adds varying delay. */
    public static final int NONE = -1;

    /** Usual variation of the time that answers take: routers make most ICMP messages within some milliseconds. */
    private static final double USUAL_MILLIS = 2;
    /** Share of the answers that take longer without a queue: a router's own processor was busy. */
    private static final double STRAY = 0.05;

    private static final double STRAY_MILLIS = 40;
    /** Share of the hops that are slow to answer all the time, as in measurements of "slow path" routers. */
    private static final double SLOW_ROUTER = 0.1;
    /** A queue is empty at times. */
    private static final double EMPTY = 0.15;

    private DelayExplanations() {}

    /**
     * Returns the probability of each hop's link, and of {@link #NONE}.
     *
     * @param excess for each hop in the order of the path, the milliseconds by which each round trip exceeds the hop's
     *     shortest
     * @param prior probability of any fault of this kind before the evidence
     * @param queueMillis mean waiting time that the target's answers show
     */
    public static List<Posterior.Weighed<Integer>> of(List<double[]> excess, double prior, double queueMillis) {
        Posterior<Integer> posterior = new Posterior<>();
        posterior.add(NONE, 1 - prior, likelihood(excess, excess.size(), queueMillis));
        for (int link = 0; link < excess.size(); link++) {
            posterior.add(link, prior / excess.size(), likelihood(excess, link, queueMillis));
        }
        return posterior.weighed();
    }

    private static double likelihood(List<double[]> excess, int link, double queueMillis) {
        double log = 0;
        for (int i = 0; i < excess.size(); i++) {
            LogSum sum = new LogSum();
            boolean target = i == excess.size() - 1;
            double slow = target ? 0.01 : SLOW_ROUTER;
            sum.add(Math.log(1 - slow) + hop(excess.get(i), i >= link, queueMillis));
            sum.add(Math.log(slow) + hop(excess.get(i), true, queueMillis));
            log += sum.log();
        }
        return log;
    }

    private static double hop(double[] excess, boolean queued, double queueMillis) {
        double log = 0;
        for (double millis : excess) {
            double quiet = (1 - STRAY) * exponential(millis, USUAL_MILLIS) + STRAY * exponential(millis, STRAY_MILLIS);
            log += Math.log(queued ? EMPTY * quiet + (1 - EMPTY) * exponential(millis, queueMillis) : quiet);
        }
        return log;
    }

    private static double exponential(double value, double mean) {
        return Math.exp(-value / mean) / mean;
    }
}
