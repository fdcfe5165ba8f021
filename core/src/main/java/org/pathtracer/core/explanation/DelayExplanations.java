// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.explanation;

import java.util.List;

/**
 * At which hop packets begin to wait for varying times. All answers from behind a queue show the waiting, those from
 * before do not; a router that is slow to answer shows it alone. How often and how long the queue is, is different
 * whenever a hop is asked, and averaged over.
 */
public final class DelayExplanations {
    /** Index of the explanation that no hop adds varying delay. */
    public static final int NONE = -1;

    /** Usual variation of the time that answers take: routers make most ICMP messages within some milliseconds. */
    private static final double[] USUAL_MILLIS = {1, 3, 8};
    /** Share of the answers that take longer without a queue: a router's own processor was busy. */
    private static final double STRAY = 0.05;

    private static final double STRAY_MILLIS = 40;
    /**
     * Share of the hops that are slow to answer all the time: few (Govindan and Paxson, "Estimating Router ICMP
     * Generation Delays", PAM 2002).
     */
    private static final double SLOW_ROUTER = 0.05;
    /** How slow they are: nothing is known of it, so evenly over the logarithm. */
    private static final double[] SLOW_MILLIS = {3, 6, 12, 25, 50, 100, 200, 400};
    /** Share of the time that a queue is empty. */
    private static final double[] EMPTY = {0.05, 0.3, 0.6, 0.85};
    /** How long it is at a time, compared with its mean. */
    private static final double[] LENGTH = {0.4, 1, 1.6};

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
        int links = excess.size();
        double[] quiet = new double[links];
        double[] queued = new double[links];
        for (int i = 0; i < links; i++) {
            // The target answers for itself: where it waits, its own link is as near as one can tell.
            double slow = i == links - 1 ? 0 : SLOW_ROUTER;
            double quietly = quiet(excess.get(i));
            double slowly = slow(excess.get(i));
            double waiting = queued(excess.get(i), queueMillis);
            queued[i] = either(slow, waiting, slowly);
            quiet[i] = either(slow, quietly, slowly);
        }
        Posterior<Integer> posterior = new Posterior<>();
        for (int link = NONE; link < links; link++) {
            double log = 0;
            for (int i = 0; i < links; i++) {
                log += link != NONE && i >= link ? queued[i] : quiet[i];
            }
            posterior.add(link, link == NONE ? 1 - prior : prior / links, log);
        }
        return posterior.weighed();
    }

    private static double either(double share, double most, double other) {
        LogSum sum = new LogSum();
        sum.add(Math.log(1 - share) + most);
        sum.add(Math.log(share) + other);
        return sum.log();
    }

    private static double slow(double[] excess) {
        LogSum sum = new LogSum();
        for (double mean : SLOW_MILLIS) {
            double log = 0;
            for (double millis : excess) {
                log += Math.log(exponential(millis, mean));
            }
            sum.add(log - Math.log(SLOW_MILLIS.length));
        }
        return sum.log();
    }

    private static double quiet(double[] excess) {
        LogSum sum = new LogSum();
        for (double usual : USUAL_MILLIS) {
            double log = 0;
            for (double millis : excess) {
                log += Math.log(quiet(millis, usual));
            }
            sum.add(log - Math.log(USUAL_MILLIS.length));
        }
        return sum.log();
    }

    private static double queued(double[] excess, double queueMillis) {
        LogSum sum = new LogSum();
        for (double empty : EMPTY) {
            for (double length : LENGTH) {
                double log = 0;
                for (double millis : excess) {
                    log += Math.log(empty * quiet(millis, USUAL_MILLIS[1])
                            + (1 - empty) * exponential(millis, length * queueMillis));
                }
                sum.add(log - Math.log((double) EMPTY.length * LENGTH.length));
            }
        }
        return sum.log();
    }

    private static double quiet(double millis, double usual) {
        return (1 - STRAY) * exponential(millis, usual) + STRAY * exponential(millis, STRAY_MILLIS);
    }

    private static double exponential(double value, double mean) {
        return Math.exp(-value / mean) / mean;
    }
}
