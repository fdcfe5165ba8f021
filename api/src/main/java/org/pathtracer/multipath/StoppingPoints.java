// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.multipath;

import java.util.Arrays;
import org.pathtracer.annotation.Reportable;
import org.pathtracer.check.Argument;

/**
 * After how many flows a load balancer with so many known successors is taken to have no other. Flows are spread evenly
 * and independently over the successors; what is bounded is the risk that the whole sequential rule, at any of its
 * points, stops too early.
 *
 * <p>Thread-safe; holds what it has computed.
 *
 * @since 0.1.0
 */
public final class StoppingPoints implements Reportable {
    /** More successors than any request may look for. */
    private static final int MOST = 4096;

    private final double risk;
    /** Index: number of successors that would be missed by stopping. */
    private int[] flows = {0, 0, 0};

    private double[] failures = {0, 0, 0};
    private int computed = 1;

    private StoppingPoints(double risk) {
        this.risk = risk;
    }

    /**
     * Points of which none lets the risk exceed a bound.
     *
     * @param confidence that a load balancer's successors are found completely, between 0 and 1, both excluded
     */
    public static StoppingPoints of(double confidence) {
        return new StoppingPoints(1 - Argument.confidence("confidence", confidence));
    }

    /** The bound on the risk of missing a successor. */
    public double risk() {
        return risk;
    }

    /**
     * Flows to send while {@code known} successors are known: with so many it stops.
     *
     * @param known 1 to 4095
     */
    public int flows(int known) {
        Argument.range("number of successors known", known, 1, MOST - 1);
        compute(known + 1);
        return flowsAt(known + 1);
    }

    /**
     * The exact risk that a balancer with so many successors is not found completely.
     *
     * @param successors 1 (no risk) to 4096
     */
    public double failure(int successors) {
        Argument.range("number of successors", successors, 1, MOST);
        compute(successors);
        return failureAt(successors);
    }

    private synchronized int flowsAt(int k) {
        return flows[k];
    }

    private synchronized double failureAt(int k) {
        return failures[k];
    }

    private synchronized void compute(int last) {
        if (last >= flows.length) {
            int length = Math.max(last + 1, flows.length * 2);
            flows = Arrays.copyOf(flows, length);
            failures = Arrays.copyOf(failures, length);
        }
        while (computed < last) {
            int k = ++computed;
            flows[k] = Math.max(flows[k - 1] + 1, closedForm(k));
            failures[k] = exactFailure(k);
            // The closed form bounds one point only: for some risks (0.1 with four successors) all points together
            // exceed them a little.
            while (failures[k] > risk) {
                flows[k]++;
                failures[k] = exactFailure(k);
            }
        }
    }

    /** Smallest n with {@code k ((k-1)/k)^n <= risk} (Veitch et al., INFOCOM 2009, section III). */
    private int closedForm(int k) {
        return (int) Math.ceil(Math.log(risk / k) / Math.log((k - 1.0) / k));
    }

    /** Follows the number of successors found from flow to flow, of k equally likely ones. */
    private double exactFailure(int k) {
        double[] found = new double[k + 1];
        found[1] = 1;
        int lowest = 1;
        double failure = 0;
        for (int sent = 1; lowest < k; sent++) {
            if (sent > 1) {
                for (int j = Math.min(sent, k); j > lowest; j--) {
                    found[j] = found[j] * j / k + found[j - 1] * (k - j + 1) / k;
                }
                found[lowest] = found[lowest] * lowest / k;
            }
            // All that have found no more than this stop here.
            while (lowest < k && sent >= flows[lowest + 1]) {
                failure += found[lowest];
                found[lowest++] = 0;
            }
        }
        return failure;
    }
}
